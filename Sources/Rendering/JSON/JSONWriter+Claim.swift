import Trace

extension JSONWriter {
  /// What a claim says and what is so: the members of every object that stands for a claim.
  package mutating func members(of claim: Claim) {
    member("verb", claim.statement.verb.rawValue)
    member("text", claim.statement.text)
    member("source", claim.statement.source)
    member("line", claim.statement.line > 0 ? claim.statement.line : nil)
    member("expected", claim.verdict.expected)
    member("actual", claim.verdict.actual)
    member("fragile", claim.verdict.isFragile)
    member("tie", claim.verdict.outcome == .tie)
  }
}
