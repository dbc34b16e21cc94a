/// What a node is called, before it is spelled.
package indirect enum Name: Sendable {
  /// As the lesson writes it, with its places: `w[1,2]`, `θ`.
  case plain(String, [Int] = [])
  /// What belongs to a parameter, where several parameters are spoken of: `s[w]`.
  case owned(Name, by: Name)
  /// A number as typed.
  case typed(String)
  /// One divided by a whole number that nobody typed: the partial of a mean, `1/5`.
  case reciprocal(Int)
  /// `v7`: a node without a name.
  case numbered(Int)
  /// `∂L/∂w`, and of higher order `∂³L/∂w²∂b`: by what it is derived and how often.
  case adjoint(of: Name, by: [(name: Name, times: Int)])
  /// What a step made of something: `θ₁`.
  case version(Name, step: Int)
  /// An expression without a name, as it was written: `(x³)`.
  case expression(FormulaTree)
  /// An expression too deep to be a name.
  case tooLong

  /// Whether it is written as a quotient, so that it needs parentheses where a quotient would.
  package var isQuotient: Bool {
    if case .adjoint = self { true } else { false }
  }
}
