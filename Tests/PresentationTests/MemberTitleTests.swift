import Testing

@testable import Presentation

/// Optimizer calls where there is little room.
struct MemberTitleTests {
  @Test(arguments: [
    (["a(x = 1)", "b(x = 1)", "c"], ["a", "b", "c"]),
    (["a(x = 1)", "a(x = 1, y = 2)"], ["a", "a(y = 2)"]),
    (["a(x = 1, y = max(0, 1))", "a (y = max(0, 1), x = 2)", "b"], ["a(x = 1)", "a(x = 2)", "b"]),
    (["a(x = 1)", "a(x = 1)"], ["a(x = 1)", "a(x = 1)"]),
  ])
  func shortTitles(_ calls: [String], _ titles: [String]) {
    #expect(MemberTitles.short(calls) == titles)
  }
}
