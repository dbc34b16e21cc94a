import Trace

/// How a claim came out, in words.
package struct ClaimView: Sendable {
  package enum Mark: Sendable {
    case right
    /// What a refutation says is wrong, and is.
    case refuted
    /// Rounding decides whether it is right.
    case fragile
    /// Its number is left for the reader to write.
    case blank
    /// The author has to look at it.
    case alarm

    /// What a reader is told who asks what the mark means.
    package var meaning: String {
      switch self {
      case .right: "computed, and right"
      case .refuted: "wrong, and known to be"
      case .fragile: "hangs on rounding"
      case .blank: "to be filled in"
      case .alarm: "not as stated"
      }
    }
  }

  /// Its place in the recording; nil where no recording is at hand.
  package let index: Int?
  package let mark: Mark
  /// What is the matter: `claim fails:`.
  package private(set) var alarm: Phrase = ""
  /// The whole claim as written, where the lesson is about how to write one: `claim s = 0.1`.
  package private(set) var written: Phrase = ""
  /// The comparison as written.
  package let statement: Phrase
  /// How many instances it has, or which one is not as stated.
  package let instances: Phrase
  /// What is said of it in the same line: `article 002 says -0.0316; it is -0.3162`.
  package private(set) var finding: Phrase = ""
  package let source: Phrase
  /// Its line in the lesson, where the author has to look at it.
  package private(set) var line: Phrase = ""
  /// What there is to add, and whether it belongs to the remark before.
  package private(set) var remarks: [(words: Phrase, isPart: Bool)] = []

  init(_ index: Int, of recording: Recording, _ view: View) {
    self.init(recording.claims[index], index: index, digits: view.digits)
    if recording.header("claims") == ClaimView.asWritten {
      written = recording.claims[index].statement.written
    }
  }

  /// A claim of an array of which all numbers hold.
  init(_ index: Int, _ whole: Claim.Whole, of recording: Recording, _ view: View) {
    var claim = recording.claims[index]
    claim.statement.text = whole.text
    claim.verdict.instances = whole.count
    self.init(claim, index: index, digits: view.digits)
    if recording.header("claims") == ClaimView.asWritten { written = claim.statement.written }
  }

  /// - Parameter digits: significant digits of what was computed.
  package init(_ claim: Claim, index: Int? = nil, digits: Int) {
    let words = ClaimWords(claim, digits: digits)
    let (statement, outcome) = (claim.statement, claim.verdict.outcome)
    self.index = index
    self.statement = "\(statement.text)"
    instances = words.instances
    source = statement.verb == .refute && outcome == .fails ? "" : Phrase(statement.source ?? "")
    switch (statement.verb, outcome) {
    case _ where statement.isBlank:
      mark = .blank
      if statement.line > 0 { line = "line \(statement.line)" }
    case _ where claim.verdict.isFragile:
      mark = .fragile
      alarm = "fragile:"
      if statement.line > 0 { line = "line \(statement.line)" }
    case (.claim, .holds), (.claim, .tie): mark = .right
    case (.refute, .fails):
      mark = .refuted
      finding = words.refuted
    default:
      mark = .alarm
      alarm = words.alarm
      if outcome == .holds { finding = "holds" }
      if statement.line > 0 { line = "line \(statement.line)" }
    }
    remarks = words.remarks
  }

  /// What the front matter says of `claims` in a lesson about how to write them.
  private static let asWritten = "as written"
}

extension Claim.Statement {
  /// `claim s = 0.1`, `refute θ ≈ -0.0316 from "article 002"`
  fileprivate var written: Phrase {
    "\(verb.rawValue) \(text)" + (source.map { " from \"\($0)\"" } ?? "")
  }
}
