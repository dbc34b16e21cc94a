import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// The past of long runs: only every so manyth step is kept, the others are made again, to the bit.
@Suite struct LanguageRuleLongRunTests {
  @Test func scheduleWithoutStateIsReplayed() {
    // 3 million steps of one parameter are more than a recording keeps.
    let text = """
      param θ = 1
      L = θ²
      optimizer sgd(α = 0.01/t)
      minimize L for 3000001 steps
      let a = θ@2999999
      let b = θ@3000000
      claim b = a - 0.01/3000000·2·a
      claim g@3000000 = 2·a
      claim t@77 = 77
      minimize L
      claim θ@1 = 0.98
      """
    let outcome = run(lesson(text))
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.recording.claims.map(\.asStated) == [true, true, true, true])
  }
}
