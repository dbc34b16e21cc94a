/// One change that would make a false claim true.
package struct Slip: Sendable {
  /// What the reader is told: `α = 0.01`.
  package let text: String
  /// The claim's left-hand side with that change.
  package let value: Double

  package init(text: String, value: Double) {
    self.text = text
    self.value = value
  }
}
