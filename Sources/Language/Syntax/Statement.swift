import Autodiff
import Letters

/// The left-hand side of `=`: a name, and for a family its places.
package struct Target: Sendable {
  /// One place between the brackets: `j`, `j=1..3`, or an expression that comes out as an integer (`a[0] = …`).
  package enum Place: Sendable {
    /// A lone name: an index unless the lesson has defined that name (rule 11).
    case name(IndexRange)
    case expression(Expression)
  }

  package let name: Name
  /// nil without brackets.
  package var places: [Place]?
  package let span: Span

  package init(name: Name, places: [Place]? = nil, span: Span) {
    self.name = name
    self.places = places
    self.span = span
  }
}

/// A leaf's number, array or expression of its indices.
package indirect enum LeafValue: Sendable {
  case expression(Expression)
  case array([LeafValue], Span)
  case file(path: String, pathSpan: Span, columns: [Name])

  package var span: Span {
    switch self {
    case .expression(let expression): expression.span
    case .array(_, let span): span
    case .file(_, let span, _): span
    }
  }
}

/// The word that declares a leaf.
package enum LeafKeyword: String, Sendable {
  case param, input, `let`
}

/// `α = 0.1` in a rule's head or an optimizer call.
package struct Argument: Sendable {
  package let name: Name
  package let value: Expression

  package init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// One line of a rule.
package struct RuleLine: Sendable {
  /// What a line does.
  package enum Verb: Sendable {
    /// `s ← …`: the name is state (or θ).
    case update
    /// `m̂ = …`: an intermediate.
    case define
    /// `start s = …`
    case start
  }

  package let verb: Verb
  package let name: Name
  package var value: Expression
  package let condition: Condition?
  package let span: Span
}

/// An update rule as written.
package struct RuleSyntax: Sendable {
  /// `rmsprop`, `torch.rmsprop`: a path of names joined by dots.
  package let name: Name
  package let parameters: [Argument]
  package var lines: [RuleLine]
  /// The whole statement, from `rule` to the end of its last line.
  package let span: Span
}

/// `rmsprop(α = 0.1)`
package struct OptimizerCall: Sendable {
  package let rule: Name
  package var arguments: [Argument]
  package let span: Span
}

extension RuleSyntax {
  /// A call of the rule by its own name, without arguments.
  package var bareCall: OptimizerCall { OptimizerCall(rule: name, arguments: [], span: name.span) }
}

/// The tail of an act that trains: `for 10 epochs in batches of 2 over n, showing 1, 2, every 100`, or
/// `until L < 1e-6, at most 1000 steps`.
package struct Training: Sendable {
  package enum Unit: Sendable { case steps, epochs }
  /// Steps that are shown, by their numbers in the run.
  package enum Shown: Sendable {
    case step(Expression)
    case range(Expression, Expression)
    /// Those whose number is divisible by this.
    case every(Expression)
  }

  /// The condition that ends the act.
  package internal(set) var until: Condition?
  /// How many steps; with a condition, at most.
  package internal(set) var count: (value: Expression, unit: Unit)?
  package internal(set) var batches: (size: Expression, index: Name)?
  /// nil where the lesson does not say; empty: `none`.
  package internal(set) var showing: [Shown]?

  /// One step over the whole data.
  package static let once = Training()
}

/// `g = 1`, `g[w] = 0.2`, `g[W[i,k]] = dW[i,k]`.
package struct Feed: Sendable {
  /// The parameter in brackets; nil for a bare `g`.
  package let parameter: Reference?
  package var value: LeafValue
  package let span: Span

  package init(parameter: Reference?, value: LeafValue, span: Span) {
    self.parameter = parameter
    self.value = value
    self.span = span
  }
}

/// What a `compare` does: minimise a loss or feed gradients.
package enum Objective: Sendable {
  case minimize(Reference)
  case feed([Feed])
}

/// One optimizer of a `compare`, with the statements below it.
package struct Member: Sendable {
  package var call: OptimizerCall
  package let body: [Statement]
}

/// What a `plot` draws, and over what.
package struct PlotSyntax: Sendable {
  package enum Ground: Sendable {
    /// The steps of the run, or before the first one the index of a family.
    case steps
    /// `over k`
    case index(Name)
    /// `over x = -4..4`, `over a = -2..2, b = -1..3 in 100 points`
    case leaves([SweepSyntax], points: Expression?)
    /// `against x`
    case values(Expression)
  }

  package let expressions: [Expression]
  package let ground: Ground
}

/// `x = -4..4`: a leaf that is varied.
package struct SweepSyntax: Sendable {
  package let leaf: Reference
  package let low: Expression
  package let high: Expression
  package let span: Span
}

/// The word that begins a claim.
package enum Verb: String, Sendable {
  case claim, refute
}

/// What relates the two sides of a claim.
package enum Relation: Sendable {
  case approximately
  case compared(Comparison)
}

/// A claim as written, in a block or in a comment. A claim of an array is one claim for each of its numbers.
package struct ClaimSyntax: Sendable {
  /// The place of a number in the array that a claim has on its right.
  package struct Member: Sendable {
    /// Its indices in the array, from 1.
    package let indices: [Int]
    /// How many numbers come before it, of how many.
    package let position: Int
    package let count: Int
    /// The whole comparison: `h = [1, 2, 3]`.
    package let wholeSpan: Span
    package let arraySpan: Span
  }

  package let verb: Verb
  package var left: Expression
  package let relation: Relation
  package let right: Expression
  package let tolerance: Expression?
  package let source: String?
  /// From the verb to the end of the comparison, without `from …`.
  package let span: Span
  /// The comparison alone, as printed in a trace: `θ ≈ -0.0316`.
  package let comparisonSpan: Span
  /// Where the right-hand side is one number of an array, and the left-hand side is that of all of them.
  package let member: Member?

  package init(
    verb: Verb, left: Expression, relation: Relation, right: Expression, tolerance: Expression?,
    source: String?, span: Span, comparisonSpan: Span, member: Member? = nil
  ) {
    self.member = member
    self.verb = verb
    self.left = left
    self.relation = relation
    self.right = right
    self.tolerance = tolerance
    self.source = source
    self.span = span
    self.comparisonSpan = comparisonSpan
  }
}

/// A question to the reader as written: `ask L@1 < L@0 "Does the loss fall?"`.
package struct AskSyntax: Sendable {
  /// What is asked for: a number, or a condition, which is answered with yes or no.
  package let asked: Condition
  package let words: String
}

/// One statement of a lesson.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case definition(Target, Expression)
    case leaf(LeafKeyword, Target, LeafValue)
    case macro(Name, parameters: [Name], Expression)
    case rule(RuleSyntax)
    case optimizer(OptimizerCall)
    case forward(Reference)
    case backward(Reference)
    case minimize(Reference, Training)
    case step([Feed], Training)
    case compare(Objective, Training, [Member])
    case reset([(target: Target, value: LeafValue)])
    case show([Expression])
    case plot(PlotSyntax)
    case graph([Expression])
    /// nil: `carry exact`.
    case carry(PencilRounding?)
    case claim(ClaimSyntax)
    case ask(AskSyntax)
    /// A line with a mistake, which has been reported, and the name it would have defined.
    case broken(Broken, Name?)
  }

  /// What a broken line began as.
  package enum Broken: Sendable {
    /// A definition, a leaf, a macro, or a line that begins with an unknown word.
    case definition
    case rule
    /// Anything that would have changed or chosen what a step leaves behind.
    case act
    case other
  }

  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}
