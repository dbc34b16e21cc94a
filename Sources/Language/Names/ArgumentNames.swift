import Letters

/// The names under which papers and frameworks know one and the same hyperparameter.
///
/// Spellings are compared as written, not as names of the language: `alpha` is PyTorch's word for a decay, while `α` is
/// the papers' letter for the learning rate.
package enum ArgumentNames {
  /// One row per meaning. A word in two rows means the first one wherever that is there.
  private static let meanings: [[String]] = [
    ["β", "beta", "rho", "ρ", "decay", "alpha", "gamma", "γ", "discount"],
    ["α", "lr", "learning_rate", "rate", "eta", "η", "step_size", "alpha"],
    ["ε", "eps", "epsilon"],
    ["μ", "mu", "momentum"],
    ["β1", "beta1", "beta_1", "b1", "β_1"],
    ["β2", "beta2", "beta_2", "b2", "β_2"],
    ["λ", "lambda", "weight_decay", "wd", "l2"],
    ["nesterov", "use_nesterov"],
    ["initial_accumulator_value", "initial_scale"],
    ["limit", "max_norm", "clipnorm", "global_clipnorm", "clipvalue", "clip_value"],
    // What is left when a rule has no name of the same meaning.
    ["μ", "mu", "momentum", "β1", "beta1", "beta_1", "b1"],
    ["β", "beta", "rho", "ρ", "decay", "alpha", "β2", "beta2", "beta_2", "b2"],
  ]

  /// The name among `names` that means what `written` means elsewhere.
  package static func sameMeaning(as written: String, among names: [String]) -> String? {
    let word = plain(written)
    for row in meanings where row.contains(word) {
      if let known = names.first(where: { row.contains(plain($0)) && plain($0) != word }) { return known }
    }
    return nil
  }

  /// In lower case, with digits for subscript digits.
  private static func plain(_ text: String) -> String {
    text.lowercased().escaping { $0.subscriptDigit.map { String($0) } }
  }
}
