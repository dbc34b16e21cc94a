/// A way to a false number: one mistake, or two made together.
package struct Slip: Sendable {
  package let mistakes: [Mistake]
  /// The left-hand side of the claim with these mistakes.
  package let value: Double
  /// The formula it is made in, if it is one.
  package let formula: Formula?

  package init(_ mistakes: [Mistake], value: Double, formula: Formula? = nil) {
    self.mistakes = mistakes
    self.value = value
    self.formula = formula
  }
}

/// One thing done otherwise than the lesson says. Formulas, names and numbers are as the language writes them.
package struct Mistake: Hashable, Sendable {
  package let kind: Kind
  /// Where it is made, if that does not go without saying.
  package var place: Place?

  package init(_ kind: Kind, in place: Place? = nil) {
    self.kind = kind
    self.place = place
  }

  package enum Place: Hashable, Sendable {
    /// The formula of a name.
    case formula(of: String)
    /// A line of a rule, by the name on its left: `s ← …` (an update) or `m̂ = …`.
    case line(String, isUpdate: Bool)
  }

  package indirect enum Kind: Hashable, Sendable {
    /// A number taken for another: of a hyperparameter, of a leaf, of one of its members.
    case number(of: String, [Int], String, insteadOf: String)
    /// Two hyperparameters taken for each other.
    case swapped(String, String)
    /// A hyperparameter β for every 1 − β, and 1 − β for every β.
    case complemented(String)
    /// A part of a formula left out.
    case omitted(Part, of: String)
    /// A formula for another.
    case replaced(by: String, insteadOf: String)
    /// A formula for one that differs from it in a sign.
    case sign(String, insteadOf: String)
    /// A divisor taken for a factor.
    case multiplied(String)
    /// A factor taken for a divisor.
    case divided(String)
    /// The mean for a sum.
    case averaged(String)
    /// The sum for a mean.
    case summed(String)
    /// Of a sum or mean one term alone.
    case onlyTerm(index: String, String, of: String)
    /// A link of the chain rule left out.
    case slope(Slope, of: String)
    /// Of a value with several uses, what one of them contributes to its gradient left out.
    case path(from: String, through: String)
    /// A wrong derivative: `σ′`, `σ`.
    case derivative(of: String, taken: String)
    /// An angle in degrees for one in radians.
    case degrees(String)
    /// A mean divided by one less than the number of its terms.
    case dividedBy(Int, insteadOf: Int, in: String)
    /// A slip in one member alone: `i = 2`.
    case onlyAt(String, Kind)
    /// Another quantity: `∂f/∂b` for `∂f/∂w`.
    case quantity(String, insteadOf: String)
    /// The result with two neighbouring digits exchanged, one digit off, its point moved or its digits cut off.
    case digits(Digits, String)
    /// The last step made from where a parameter started: `θ`.
    case fromStart(String)
    /// The gradient of the start in every step.
    case startGradient
    /// The other gradients formed after this parameter's update.
    case alreadyUpdated(String)
    /// A result carried on with fewer digits.
    case shortened(String, to: String)
    /// The negative result.
    case negated(String)
    /// The value of the step before.
    case earlier(String)
    /// In a line of a rule, the state of the step before.
    case stale(String)
    /// Going on with a number as it was printed.
    case printed(String, String)
    /// One result rounded.
    case rounded(String, decimals: Int)
    /// Every result rounded.
    case allRounded(decimals: Int)
  }

  package enum Digits: Hashable, Sendable { case transposed, misread, point, cutOff }

  /// What is left out of a formula.
  package enum Part: Hashable, Sendable {
    case operand(String)
    case divisor(String)
    case function(String)
    case minus, square, root, exponent
  }

  /// What is left out of a derivative.
  package enum Slope: Hashable, Sendable {
    /// The −1 of a difference.
    case minus
    /// The 2 of a square.
    case two
    /// The derivative of anything else.
    case whole
  }
}

extension Slip {
  /// A formula as it is and as a slip leaves it.
  package struct Formula: Sendable {
    /// `f =`, `s ←`
    package let left: String
    package let right: String
    package let slipped: String

    package init(left: String, right: String, slipped: String) {
      self.left = left
      self.right = right
      self.slipped = slipped
    }
  }
}
