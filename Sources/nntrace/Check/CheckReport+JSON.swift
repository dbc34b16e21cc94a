import Letters
import Rendering
import Trace

/// For other programs: what is not as stated, as one document.
extension CheckReport {
  func writeJSON(to output: inout Output) {
    var json = JSONWriter("")
    json.begin("{")
    json.member("schema", "nntrace-check/1")
    json.begin("lessons", "[")
    for lesson in lessons {
      json.line()
      json.begin("{")
      json.member("name", lesson.name)
      json.member("claims", lesson.claims.count)
      json.begin("notAsStated", "[")
      for claim in lesson.notAsStated { write(claim, to: &json) }
      json.end("]")
      json.begin("errors", "[")
      for diagnostic in lesson.diagnostics {
        json.begin("{")
        json.member("line", lesson.source.line(at: diagnostic.span.start))
        json.member("message", diagnostic.message)
        json.member("help", diagnostic.help)
        json.end("}")
      }
      json.end("]")
      json.end("}")
    }
    json.line()
    json.end("]")
    json.line()
    json.member("summary", summary)
    json.line()
    json.end("}")
    output.write(json.finish())
  }

  private func write(_ claim: Claim, to json: inout JSONWriter<String>) {
    json.line()
    json.begin("{")
    json.members(of: claim)
    json.member("tie", claim.verdict.outcome == .tie)
    json.end("}")
  }
}
