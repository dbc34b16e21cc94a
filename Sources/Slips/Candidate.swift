import Language
import Lessons
import Letters
import Trace

/// What a replay does differently at one item of the script.
enum Edit: Sendable {
  /// Another item in its place.
  case item(Script.Item)
  /// Another rule for the optimizer called at a span.
  case rule(RuleDefinition, call: Span)
  /// A statement before it.
  case before(Statement)
  /// The item, whose results are rounded.
  case rounded(decimals: Int)
  /// The item, after which the leaf of a bare name has another value. A name, for other edits renumber nodes.
  case after(Expression, value: Double)
}

/// What a slip changes at one place of the script.
struct Change: Sendable {
  let item: Int
  let edit: Edit
}

/// One possible slip, or two made together.
struct Candidate: Sendable {
  /// In the order of the script; those of one item in the order in which they are made.
  let changes: [Change]
  let kind: SlipKind
  let mistakes: [Mistake]
  /// What a formula is and what the slip makes of it, where it is a slip in one.
  var formula: Slip.Formula?
  /// Whether what it leaves is a formula that nobody would write, to which no further slip can be made.
  var isFinal = false

  var likelihood: Likelihood { kind.likelihood }
  var fewestDigits: Int { kind.row.digits }

  /// The first item that is done differently.
  var start: Int { changes[0].item }
}

extension Candidate {
  init(
    item: Int, edit: Edit, kind: SlipKind, mistake: Mistake, formula: Slip.Formula? = nil,
    isFinal: Bool = false
  ) {
    self.init(
      changes: [Change(item: item, edit: edit)], kind: kind, mistakes: [mistake], formula: formula,
      isFinal: isFinal)
  }
}

extension [Candidate] {
  /// By likelihood; equally likely ones stay in their order.
  var likeliestFirst: [Candidate] {
    enumerated().sorted {
      ($0.element.likelihood, $0.element.kind, $0.offset) < (
        $1.element.likelihood, $1.element.kind, $1.offset
      )
    }.map(\.element)
  }
}
