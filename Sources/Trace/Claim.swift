import Autodiff
import Letters

/// One change that would make a false claim true.
package struct Slip: Sendable {
  /// What the reader is told: `α = 0.01`.
  package let text: String
  /// What the claim's left side is with that change.
  package let value: Double

  package init(text: String, value: Double) {
    self.text = text
    self.value = value
  }
}

/// A number that the lesson states, with what it really is.
package struct Claim: Sendable {
  package enum Verb: String, Sendable { case claim, refute }
  package enum Outcome: Sendable {
    case holds
    case fails
    /// The value lies within a few ulps of a rounding boundary: another machine may round it the other way.
    case tie
    /// No comparison was possible: the value is NaN.
    case undefined

    /// Whether it is what a claim or a refutation states. NaN satisfies neither.
    package func isStated(by verb: Verb) -> Bool {
      switch self {
      case .undefined: false
      case .holds, .tie: verb == .claim
      case .fails: verb == .refute
      }
    }
  }
  /// Where the stated number stands.
  package enum Place: Sendable { case block, prose }

  package let verb: Verb
  package let place: Place
  /// The comparison as written: `θ ≈ -0.0316`.
  package let text: String
  /// The left side as written: `θ`.
  package let subject: String
  /// `≈`, `=`, `<`, …
  package let relation: String
  /// Where the claim stands; 0 for one that was made on the command line.
  package let line: Int
  /// `article 002 §4.3`, or nil.
  package let source: String?
  package let outcome: Outcome
  /// The right side.
  package let expected: Double
  /// The right side as written, where it is a plain number; claims of digits are reported with as many.
  package let spelling: String?
  /// Half a unit of the last digit written, or what stands behind ±; 0 for exact comparisons.
  package let tolerance: Double
  /// Whether the tolerance is stated, behind ±.
  package let statesTolerance: Bool
  /// The left side.
  package let actual: Double
  /// How many instances a claim with free indices had; the numbers are those of the first that is not as stated.
  package let instances: Int
  /// The instance the numbers belong to, `k = 2`; empty without free indices.
  package let instance: String
  /// The node of the left side where that is a bare name; a trace prints the claim below that line.
  package let node: NodeID?
  /// The bytes of the stated number in the lesson's file, for `check --fix`.
  package let numberBytes: Range<Int>?
  /// What else the reader should know: "true one step earlier: θ@1 = …".
  package var notes: [String]
  package var slips: [Slip]
  /// How many single slips were tried.
  package var slipsTried: Int
  /// How many pairs of slips were tried, where no single one explains the number.
  package var pairsTried = 0
  /// How many of the pairs would give the number; told as a slip only if there is one, or one simplest of one value.
  package var pairsFitting = 0
  /// The moment at which the claim was read.
  package let moment: Moment

  package init(
    verb: Verb, place: Place, text: String, subject: String, relation: String, line: Int, source: String?,
    outcome: Outcome, expected: Double, spelling: String?, tolerance: Double, statesTolerance: Bool = false,
    actual: Double,
    instances: Int = 1,
    instance: String = "", node: NodeID? = nil, numberBytes: Range<Int>? = nil, notes: [String] = [],
    slips: [Slip] = [], slipsTried: Int = 0, moment: Moment
  ) {
    self.verb = verb
    self.place = place
    self.text = text
    self.subject = subject
    self.relation = relation
    self.line = line
    self.source = source
    self.outcome = outcome
    self.expected = expected
    self.spelling = spelling
    self.tolerance = tolerance
    self.statesTolerance = statesTolerance
    self.actual = actual
    self.instances = instances
    self.instance = instance
    self.node = node
    self.numberBytes = numberBytes
    self.notes = notes
    self.slips = slips
    self.slipsTried = slipsTried
    self.moment = moment
  }

  /// Whether the comparison is true. A tie counts as true: the digits stated are one of the two right roundings.
  package var holds: Bool {
    switch outcome {
    case .holds, .tie: true
    case .fails, .undefined: false
    }
  }

  /// Whether the lesson is right about it: a claim that holds, or a refutation of what does not.
  package var asStated: Bool { outcome.isStated(by: verb) }
}
