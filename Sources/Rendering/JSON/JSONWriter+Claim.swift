import Letters
import Trace

extension JSONWriter {
  /// What a claim says and what is so: the members of every object that stands for a claim.
  package mutating func members(of claim: Claim) {
    member("verb", claim.verb.rawValue)
    member("text", claim.text)
    member("source", claim.source)
    member("line", claim.line > 0 ? claim.line : nil)
    member("expected", claim.expected)
    member("actual", claim.actual)
  }
}
