import Testing
import Trace

@testable import Presentation

/// Members of a comparison where there is little room.
struct MemberTitleTests {
  private static func call(_ rule: String, _ given: (name: String, spelling: String)...) -> RuleCall {
    RuleCall(
      rule: rule,
      hyperparameters: given.map {
        RuleCall.Hyperparameter(name: $0.name, spelling: $0.spelling, value: Double($0.spelling))
      })
  }

  @Test(arguments: [
    ([call("a", ("x", "1")), call("b", ("x", "1")), call("c")], ["a", "b", "c"]),
    ([call("a", ("x", "1")), call("a", ("x", "1"), ("y", "2"))], ["a", "a(y = 2)"]),
    (
      [call("a", ("x", "1"), ("y", "max(0, 1)")), call("a", ("y", "max(0, 1)"), ("x", "2")), call("b")],
      ["a(x = 1)", "a(x = 2)", "b"]
    ),
    ([call("a", ("x", "1")), call("a", ("x", "1"))], ["a(x = 1)", "a(x = 1)"]),
  ])
  func shortTitles(_ members: [RuleCall], _ titles: [String]) {
    #expect(MemberTitles.short(members).map(\.text) == titles)
  }
}
