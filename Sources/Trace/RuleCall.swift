/// An update rule with values for its hyperparameters.
package struct RuleCall: Hashable, Sendable {
  package struct Hyperparameter: Hashable, Sendable {
    package let name: String
    /// As written: `0.1`, `0.1/√t`.
    package let spelling: String
    /// nil for an expression of the step number.
    package let value: Double?

    package init(name: String, spelling: String, value: Double?) {
      self.name = name
      self.spelling = spelling
      self.value = value
    }
  }

  /// `rmsprop`, `torch.adam`
  package let rule: String
  package let hyperparameters: [Hyperparameter]

  package init(rule: String, hyperparameters: [Hyperparameter] = []) {
    self.rule = rule
    self.hyperparameters = hyperparameters
  }
}
