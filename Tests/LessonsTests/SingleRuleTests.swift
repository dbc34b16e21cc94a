import Language
import Testing

@testable import Lessons

/// A rule found by its line alone is the rule the whole library has.
@Suite struct SingleRuleTests {
  @Test(arguments: RuleLibrary.carried.names) func isTheSameRule(_ name: String) throws {
    let key = Name.key(of: name)
    let alone = try #require(RuleLibrary.carriedRule(key: key))
    #expect(alone.text == RuleLibrary.carried[key]?.text)
    #expect(try alone.linesByDefault() == RuleLibrary.carried[key]?.linesByDefault())
  }

  @Test func anUnknownRuleIsNotFound() {
    #expect(RuleLibrary.carriedRule(key: "rmspro") == nil)
    #expect(RuleLibrary.carriedRule(key: "") == nil)
  }
}
