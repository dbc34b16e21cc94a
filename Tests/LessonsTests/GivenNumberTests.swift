import Autodiff
import Lessons
import Letters
import Testing
import Trace

@Suite struct GivenNumberTests {
  /// The recording notes the bytes of each leaf's number while it runs; the text alone gives the same places.
  @Test(arguments: LessonLibrary.names)
  func allNumbersOfLeavesAreFound(_ name: String) throws {
    let source = try #require(LessonLibrary.lesson(named: name))
    let outcome = LessonRun.run(source) { path in
      LessonLibrary.file(path, beside: name).map { .bytes($0.bytes) } ?? .unusable("missing")
    }
    let given = GivenNumbers(outcome.lesson).all.map { $0.span.start..<$0.span.end }
    let recording = outcome.recording
    for raw in 0..<UInt32(recording.graph.count) where recording.graph.leafKind(of: NodeID(raw)) != nil {
      guard let bytes = recording.leafBytes[NodeID(raw)] else { continue }
      // A gradient's leaf is the number without its sign.
      let isGiven = given.contains { $0.contains(bytes.lowerBound) && $0.upperBound == bytes.upperBound }
      #expect(isGiven, "\(source.text(Span(bytes.lowerBound, bytes.upperBound)))")
    }
  }
}
