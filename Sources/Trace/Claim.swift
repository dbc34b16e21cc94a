import Autodiff
import Letters

/// A number that the lesson states, with what it really is.
package struct Claim: Sendable {
  package var statement: Statement
  package var verdict: Verdict
  package var explanation = Explanation()

  package init(statement: Statement, verdict: Verdict, explanation: Explanation = Explanation()) {
    self.statement = statement
    self.verdict = verdict
    self.explanation = explanation
  }

  /// Whether the comparison is true. A tie counts as true: the digits stated are one of the two right roundings.
  package var holds: Bool {
    switch verdict.outcome {
    case .holds, .tie: true
    case .fails, .undefined: false
    }
  }

  /// Whether the lesson is right about it: a claim that holds, or a refutation of what does not, whatever the
  /// roundings.
  package var asStated: Bool { !verdict.isFragile && verdict.outcome.isStated(by: statement.verb) }
}

// MARK: What is stated

extension Claim {
  package enum Verb: String, Sendable { case claim, refute }

  /// Where the number is stated: in a lesson, or by a reader.
  package enum Place: Sendable { case block, prose, answer }

  /// How the two sides are compared; the raw value is the language's sign.
  package enum Relation: String, Sendable {
    case approximately = "≈"
    case equal = "="
    case notEqual = "≠"
    case less = "<"
    case lessEqual = "≤"
    case greater = ">"
    case greaterEqual = "≥"

    /// Whether the right-hand side says what the left-hand side is, rather than what it is not or lies beside.
    package var statesValue: Bool { self == .approximately || self == .equal }
  }

  /// A plain number as written.
  package struct Number: Sendable {
    package let written: WrittenNumber
    /// The bytes of the number in the lesson's file, for `check --fix`; nil on the command line.
    package let bytes: Range<Int>?

    package init(_ written: WrittenNumber, bytes: Range<Int>? = nil) {
      self.written = written
      self.bytes = bytes
    }

    package var spelling: String { written.spelling }
  }

  /// The claim of an array that a claim is one number of.
  package struct Whole: Sendable {
    /// `h = [1, 2, 3]`
    package let text: String
    /// How many of its numbers come before, of how many.
    package let position: Int
    package let count: Int

    package init(text: String, position: Int, count: Int) {
      self.text = text
      self.position = position
      self.count = count
    }
  }

  /// What the author wrote. Where nobody reads it, its texts are empty.
  package struct Statement: Sendable {
    package var verb: Verb
    package var place: Place
    /// The comparison as written: `θ ≈ -0.0316`.
    package var text: String
    /// The left-hand side as written: `θ`.
    package var subject: String
    package var relation: Relation
    /// The line in the lesson; 0 for a claim made on the command line.
    package var line: Int
    /// `article 002 §4.3`, or nil.
    package var source: String?
    /// The right-hand side where it is a plain number; claims of digits are reported with as many.
    package var number: Number?
    /// Whether the number is left for the reader to write: `____`. It has no verdict.
    package var isBlank: Bool
    /// Whether the tolerance is stated, after ±.
    package var statesTolerance: Bool
    /// The claim that it is a part of, where an array is claimed.
    package var whole: Whole?

    package init(
      verb: Verb, place: Place, text: String = "", subject: String = "", relation: Relation, line: Int = 0,
      source: String? = nil, number: Number? = nil, isBlank: Bool = false, statesTolerance: Bool = false,
      whole: Whole? = nil
    ) {
      self.whole = whole
      self.verb = verb
      self.place = place
      self.text = text
      self.subject = subject
      self.relation = relation
      self.line = line
      self.source = source
      self.number = number
      self.isBlank = isBlank
      self.statesTolerance = statesTolerance
    }
  }
}

// MARK: What is so

extension Claim {
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

  /// What was compared in one instance.
  package struct Sides: Sendable {
    package let left: NodeID
    package let right: NodeID
    /// How far apart they may be; 0 for exact comparisons.
    package let tolerance: Double
    /// The values of the free indices, in order.
    package let indices: [Int]

    package init(left: NodeID, right: NodeID, tolerance: Double, indices: [Int]) {
      self.left = left
      self.right = right
      self.tolerance = tolerance
      self.indices = indices
    }
  }

  /// The comparison made.
  package struct Verdict: Sendable {
    package var outcome: Outcome
    /// The left-hand side.
    package var actual: Double
    /// The right-hand side.
    package var expected: Double
    /// Half a unit of the last digit written, or what follows ±; 0 for exact comparisons.
    package var tolerance: Double
    /// How many instances a claim with free indices had; the numbers are those of the first that is not as stated.
    package var instances: Int
    /// The values of the free indices, in order, for the instance of these numbers: `k = 2`.
    package var instance: [(index: String, value: Int)]
    /// The node of the left-hand side where that is a bare name; a trace prints the claim below that line.
    package var node: NodeID?
    /// The nodes of both sides, of the first instances up to the one that is not as stated.
    package var sides: [Sides] = []
    /// When the claim was read.
    package var moment: Moment
    /// Whether other roundings would change the outcome of an instance; the numbers are those of that one.
    package var isFragile = false
    /// How far the left-hand side may be off for rounding, where that is known.
    package var doubt = 0.0

    package init(
      outcome: Outcome, actual: Double, expected: Double, tolerance: Double, instances: Int = 1,
      instance: [(index: String, value: Int)] = [], node: NodeID? = nil, moment: Moment
    ) {
      self.outcome = outcome
      self.actual = actual
      self.expected = expected
      self.tolerance = tolerance
      self.instances = instances
      self.instance = instance
      self.node = node
      self.moment = moment
    }
  }
}

// MARK: Why it is not so

extension Claim {
  /// What else the reader should know.
  package enum Note: Hashable, Sendable {
    /// The claim was true one step earlier, after this one.
    case wasTrue(afterStep: Int)
    /// The slope of this `let` was asked for, and it is a number computed once.
    case computedOnce(String)
    /// The digits are right, but `=` asks for all of them.
    case onlyRounded
    /// This many slips would give the number, which has too few digits to tell.
    case tooFewDigits(slips: Int)
    /// Both sides have overflowed, and are equal as infinities.
    case bothInfinite
    /// The number is right of these other quantities.
    case isAnother([String])
    /// The number was compared with the value, and may be meant for a slope, say in this parameter.
    case mayBeSlope(String)
  }

  /// How many slips were tried, and how many of them would give the number.
  package struct Attempts: Sendable {
    package var tried: Int
    package var fitting: Int

    package init(tried: Int = 0, fitting: Int = 0) {
      self.tried = tried
      self.fitting = fitting
    }

    package static func + (left: Attempts, right: Attempts) -> Attempts {
      Attempts(tried: left.tried + right.tried, fitting: left.fitting + right.fitting)
    }
  }

  /// How a false number may have come about.
  package struct Explanation: Sendable {
    package var notes: [Note]
    /// The slips to report, the most plausible first.
    package var slips: [Slip]
    /// The single slips; none tried where it would mislead that none explains the number.
    package var singles: Attempts
    /// The pairs, where no single slip explains the number; one is reported only if no other is as simple.
    package var pairs: Attempts

    package init(
      notes: [Note] = [], slips: [Slip] = [], singles: Attempts = Attempts(), pairs: Attempts = Attempts()
    ) {
      self.notes = notes
      self.slips = slips
      self.singles = singles
      self.pairs = pairs
    }
  }
}
