import Letters

/// Workflow commands, which GitHub shows beside the lines they name.
extension CheckReport {
  func writeGitHub(to output: inout Output) {
    for lesson in lessons {
      for diagnostic in lesson.diagnostics {
        let line = lesson.source.line(at: diagnostic.span.start)
        let text = ([diagnostic.message] + (diagnostic.help.map { ["help: " + $0] } ?? [])).joined(
          separator: "\n")
        output.write(annotation(lesson.name, line, "lesson cannot be run", text))
      }
      for claim in lesson.notAsStated {
        output.write(annotation(lesson.name, claim.statement.line, "claim not as stated", message(claim)))
      }
    }
    output.write(summary + "\n")
  }

  private func annotation(_ file: String, _ line: Int, _ title: String, _ text: String) -> String {
    "::error file=\(WorkflowCommand.property(file)),line=\(line),title=\(title)::"
      + WorkflowCommand.message(text) + "\n"
  }
}
