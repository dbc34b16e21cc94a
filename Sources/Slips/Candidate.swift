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

/// How plausible a slip is: the simpler, the fewer digits are needed to believe in it.
enum Simplicity: Comparable, CaseIterable, Sendable {
  /// A decimal point, two hyperparameters swapped, the sign of the result, the value of the step before.
  case plain
  /// One sign, factor, square or root of a formula.
  case structural
  /// A name for another, something moved or put in, a printed number carried on.
  case exchanged
  /// A digit of the data, rounding, a count from 0.
  case incidental
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
  let simplicity: Simplicity
  let mistakes: [Mistake]
  /// Whether what it leaves is a formula that nobody would write, to which no further slip can be made.
  var isFinal = false

  /// The first item that is done differently.
  var start: Int { changes[0].item }
}

extension Candidate {
  init(item: Int, edit: Edit, simplicity: Simplicity, mistake: Mistake, isFinal: Bool = false) {
    self.init(
      changes: [Change(item: item, edit: edit)], simplicity: simplicity, mistakes: [mistake], isFinal: isFinal
    )
  }
}

extension [Candidate] {
  /// By simplicity; equally simple ones stay in their order.
  var simplestFirst: [Candidate] {
    enumerated().sorted {
      ($0.element.simplicity, $0.offset) < ($1.element.simplicity, $1.offset)
    }.map(\.element)
  }
}
