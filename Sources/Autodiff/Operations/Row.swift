/// Everything nntrace knows about one operation except its arithmetic, which stands in `Operation.evaluate`:
/// parser, gradient, printers and tests read it here.
package struct Row: Sendable {
  /// The ASCII name in messages, JSON and, where callable, in lessons: `tanh`.
  package let name: String
  /// Other spellings, the printed one first: `√`; `·`, `*`.
  package let spellings: [String]
  package let notation: Notation
  /// The number of operands; nil for any number, in order.
  package let arity: Int?
  /// ∂result/∂operand for each operand; an n-ary operation has one, for every operand.
  package let partials: [Formula]
  /// What is done where there is no derivative.
  package let kink: String?
  /// Operands at which the partials are checked numerically, away from kinks.
  package let samples: [[Double]]
  /// Its value in JavaScript, of the operands `a`, `b`, `c`, with the functions of `elementary.js`; of any number of
  /// operands what joins two. Nil for what no page can work out.
  package let script: String?
  /// One line for the language reference.
  package let summary: String

  init(
    _ name: String, _ spellings: [String], _ notation: Notation, arity: Int?, partials: [Formula],
    kink: String? = nil, samples: [[Double]], script: String?, summary: String
  ) {
    self.name = name
    self.spellings = spellings
    self.notation = notation
    self.arity = arity
    self.partials = partials
    self.kink = kink
    self.samples = samples
    self.script = script
    self.summary = summary
  }

  /// The spelling used in text: `σ`, `·`, `tanh`.
  package var symbol: String { spellings.first ?? name }

  /// The spelling used in plain ASCII: `sigmoid`, `*`, `tanh`.
  package var asciiSymbol: String {
    spellings.first { $0.utf8.allSatisfy { $0 < 128 } } ?? name
  }

  /// Whether a lesson may write it as `name(…)`.
  package var isCallable: Bool {
    switch notation {
    case .call, .root, .bars, .cases: true
    case .infix, .prefix, .fraction, .power, .square, .terms, .rest, .transparent: false
    }
  }

  /// ∂result/∂operand at this position.
  package func partial(at position: Int) -> Formula { partials[arity == nil ? 0 : position] }
}
