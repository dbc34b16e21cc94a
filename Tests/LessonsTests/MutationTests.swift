import Language
import Letters
import Rendering
import Slips
import TestSupport
import Testing
import Trace

import class Foundation.ProcessInfo

@testable import Lessons

/// Spoilt lessons: whatever is done to a lesson, it gives diagnostics or a recording that can be rendered.
///
/// The seeds are fixed, so that a crash can be found again. To look further, set `NNTRACE_MUTATIONS` to a number of
/// lessons for each seed, and `NNTRACE_SEED` to the first seed; each case is then told before it is run.
@Suite struct MutationTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["NNTRACE_MUTATIONS"].flatMap { Int($0) } ?? 60
  private static let first = environment["NNTRACE_SEED"].flatMap { UInt64($0) } ?? 1

  private static let lessons: [[UInt8]] = {
    let sketches = Fixtures.sketches.names.compactMap { try? Fixtures.sketches.bytes($0) }
    let carried = LessonLibrary.names.compactMap { LessonLibrary.lesson(named: $0)?.bytes }
    let malformed = MalformedTests.names.compactMap { try? MalformedTests.files.bytes($0) }
    let rules = LanguageRuleTests.cases.map { Array($0.lesson.utf8) }
    return sketches + carried + malformed + rules
  }()

  /// Small enough for a test, and so that the limits are met as well.
  private static var limits: LessonLimits {
    var limits = LessonLimits()
    limits.nodes = 20_000
    limits.members = 2_000
    limits.allMembers = 50_000
    limits.turns = 20_000
    limits.work = 300_000
    limits.shown = 200
    return limits
  }

  /// Some of them run and some do not, or else the test would look at one of two outcomes only.
  @Test(arguments: 0..<8) func spoiltLessonsAreToldOrRun(_ offset: UInt64) {
    var ran = 0
    for number in 0..<MutationTests.count {
      let seed = (MutationTests.first + offset) &* 1_000_003 &+ UInt64(number)
      if MutationTests.environment["NNTRACE_MUTATIONS"] != nil { print("seed \(seed)") }
      if check(MutationTests.spoilt(seed)) { ran += 1 }
    }
    #expect(0 < ran && ran < MutationTests.count)
  }

  /// One case again.
  @Test(.enabled(if: environment["NNTRACE_CASE"] != nil)) func oneCase() throws {
    let seed = try #require(MutationTests.environment["NNTRACE_CASE"].flatMap { UInt64($0) })
    let bytes = MutationTests.spoilt(seed)
    print(String(decoding: bytes, as: UTF8.self))
    _ = check(bytes)
  }

  private static func spoilt(_ seed: UInt64) -> [UInt8] {
    var draws = Draws(seed: seed)
    return Mutation.spoil(draws.pick(lessons), &draws)
  }

  /// - Returns: whether the lesson ran.
  private func check(_ bytes: [UInt8]) -> Bool {
    let source = Source(name: "spoilt.md", bytes: bytes)
    func data(_ path: String) -> DataFile {
      path.hasSuffix(".csv") ? .bytes(Array("x1,x2,y\n0,1,1\n2,3,0\n".utf8)) : .unusable("no such file")
    }
    let outcome = LessonRun.run(source, limits: MutationTests.limits, data: data)
    let printer = DiagnosticPrinter(color: false)
    for diagnostic in outcome.diagnostics + outcome.warnings {
      #expect(diagnostic.span.start >= 0 && diagnostic.span.end <= bytes.count)
      #expect(diagnostic.span.start <= diagnostic.span.end)
      #expect(!printer.text(diagnostic, in: source).isEmpty)
    }
    guard outcome.diagnostics.isEmpty else { return false }
    let explained = SlipSearch.explained(outcome, data: data)
    #expect(explained.count == outcome.recording.claims.count)
    var text = ""
    outcome.recording.renderText(TextOptions(detail: .full), to: &text)
    outcome.recording.renderJSON(to: &text)
    text += outcome.recording.dot()
    #expect(!text.isEmpty)
    return true
  }
}
