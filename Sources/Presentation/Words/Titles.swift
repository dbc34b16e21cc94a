import Autodiff
import Trace

extension RuleCall {
  /// `rmsprop(α = 0.1, β = 0.9)`
  package var text: String {
    let given = hyperparameters.map { "\($0.name) = \($0.spelling)" }
    return given.isEmpty ? rule : rule + "(" + given.joined(separator: ", ") + ")"
  }
}

extension Shown {
  /// `L`, `W[1,2]`, `q[k] - p[k] (k = 2)`
  package var text: String {
    switch title {
    case .expression(let text), .named(let text, _): text
    case .member(let family, let indices): Label(family, indices).description
    case .instance(let text, let instance): text + " (" + IndexWords.text(instance) + ")"
    }
  }

  /// What it and its neighbors are called together: `W` for `W[1,2]`.
  package var familyText: String {
    switch title {
    case .expression(let text), .member(let text, _), .named(_, let text), .instance(let text, _): text
    }
  }
}

enum IndexWords {
  /// `j = 1, k = 2`
  static func text(_ instance: [(index: String, value: Int)]) -> String {
    instance.map { "\($0.index) = \($0.value)" }.joined(separator: ", ")
  }
}
