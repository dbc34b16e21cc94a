import Autodiff
import Language
import Lessons
import Letters
import Slips
import TestSupport
import Testing
import Trace

@testable import Rendering

/// Whole lessons, kept here as they once were, so that changes of the course leave them alone.
let lessons = Fixtures("Lessons")

/// What a run of a lesson records. The lesson must run without a message.
func recording(of source: Source, _ location: SourceLocation = #_sourceLocation) throws -> Recording {
  func data(_ path: String) -> DataFile { .unusable("no such file") }
  var outcome = LessonRun.run(source, data: data)
  let told = (outcome.diagnostics + outcome.warnings).map(\.message)
  try #require(told.isEmpty, "\(told)", sourceLocation: location)
  outcome.recording.claims = SlipSearch.explained(outcome, data: data)
  return outcome.recording
}

/// What a run of one of the lessons kept here records.
func recording(ofLesson name: String) throws -> Recording {
  try recording(of: Source(name: name, bytes: lessons.bytes(name + ".md")))
}

/// What a run of the statements of one block records.
func recording(_ block: String, _ location: SourceLocation = #_sourceLocation) throws -> Recording {
  try recording(of: Source(name: "test", text: "```nntrace\n" + block + "\n```\n"), location)
}

/// Everything that the statements of one block print.
func printed(
  _ block: String, _ options: TextOptions = TextOptions(), _ location: SourceLocation = #_sourceLocation
) throws -> String {
  try recording(block, location).text(options)
}

/// A graph at its start values, and what is shown of it: for names and numbers that no lesson can write.
func showing(_ graph: Graph, _ events: Event...) -> Recording {
  var recording = Recording()
  recording.graph = graph
  recording.runs = [Run(base: [])]
  recording.events = events
  return recording
}

extension Recording {
  /// What its first backward pass is of.
  var derived: NodeID? {
    events.lazy.compactMap { if case .backward(let output, _) = $0 { output } else { nil } }.first
  }
}
