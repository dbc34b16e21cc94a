import Autodiff

/// A result with how it came about: name, formula, numbers put in, value.
package struct Equation: Sendable {
  package enum Subject: Sendable {
    case name(Name)
    /// A contribution that comes from a node.
    case from(Name)
    /// The result has no name.
    case none
  }

  package enum Relation: Sendable { case equals, becomes }

  package let subject: Subject
  package let relation: Relation
  package let symbols: FormulaTree
  /// The formula into which numbers are put.
  package let numbers: FormulaTree
  /// Those numbers, of the same reading as the result.
  package let values: FormulaValues
  package let result: Quantity
  /// How the result is rounded before it is used, as by pencil.
  package let rounding: PencilRounding?
  /// How many contributions an adjoint is the sum of; 0 for what is none.
  package var terms = 0
  /// What is said of operations in it that are met for the first time.
  package var remarks: [Phrase] = []
  /// The terms one by one, where an adjoint has several.
  package var contributions: [Equation] = []
  /// The claims about the result.
  package var claims: [ClaimView] = []
}
