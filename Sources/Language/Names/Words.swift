/// The words that begin a statement (rule 2). None of them is reserved.
enum StatementWord: String, CaseIterable, Sendable {
  case param, input, `let`, rule, optimizer, forward, backward, minimize, step, compare, reset
  case show, plot, graph, carry, claim, refute, ask
}

/// What people bring along from other languages, and what to do here instead.
package enum Habit {
  /// A help for a line that begins with this word; nil if it is no known habit.
  static func help(for word: String) -> String? { helps[word] }

  /// A help for an unknown function of this name.
  package static func help(forFunction name: String) -> String? { functions[name] }

  /// A help for an unknown name.
  package static func help(forName name: String) -> String? {
    name == "e" ? "e to the power of x is written exp(x)" : nil
  }

  /// Whether other languages reduce a family under this name, and this one does not.
  static func isReduction(_ name: String) -> Bool { reductions.contains(name) }

  private static let reductions: Set = [
    "argmax", "argmin", "average", "avg", "median", "std", "var", "variance", "count", "any", "all", "norm",
    "softmax",
  ]

  private static let functions: [String: String] = [
    "log": "the natural logarithm is ln(x), the one to base 10 log10(x)",
    "log2": "write ln(x)/ln(2)",
    "pow": "a power is written a^b",
    "square": "a square is written x²",
    "sum": "a sum names its index: Σ[i] x[i]",
    "mean": "a mean names its index: mean[i] x[i]",
    "prod": "a product names its index: prod[i] x[i]",
    "average": "a mean names its index: mean[i] x[i]",
    "avg": "a mean names its index: mean[i] x[i]",
    "if": "a choice is written where(condition, a, b)",
    "select": "a choice is written where(condition, a, b)",
    "logistic": "the logistic function is σ(x)",
    "heaviside": "write step(x)",
    "sgn": "write sign(x)",
    "ceil": "write -floor(-x)",
    "dot": "write the sum: Σ[i] a[i]·b[i]",
    "matmul": "write the sum: Σ[k] A[i,k]·B[k,j]",
    "softmax": "write it out: exp(z[k])/Σ[j] exp(z[j])",
    "mse": "write it out: mean[n] (y[n] - ŷ[n])²",
    "random": "there are no random numbers; draws are data: input r = [0.1, 0.7]",
    "rand": "there are no random numbers; draws are data: input r = [0.1, 0.7]",
    "randn": "there are no random numbers; draws are data: input r = [0.1, 0.7]",
    "diff": "a derivative is written ∂L/∂w, or grad(L, w)",
  ]

  private static let helps: [String: String] = [
    "import": "nothing has to be imported; every operation is at hand",
    "from": "nothing has to be imported; data is read with: input x from \"file.csv\"",
    "include": "nothing has to be imported; every operation is at hand",
    "print": "to see a value: show x",
    "echo": "to see a value: show x",
    "printf": "to see a value: show x",
    "display": "to see a value: show x",
    "for":
      "there are no loops; a family has one member per index (x[k=1..3] = …), minimize L for 10 steps trains",
    "while": "there are no loops; minimize L for 10 steps trains",
    "repeat": "there are no loops; minimize L for 10 steps trains",
    "if": "a choice is an expression: where(condition, a, b)",
    "else": "a choice is an expression: where(condition, a, b)",
    "def": "a macro is written: let f(x) = x²",
    "func": "a macro is written: let f(x) = x²",
    "function": "a macro is written: let f(x) = x²",
    "fn": "a macro is written: let f(x) = x²",
    "lambda": "a macro is written: let f(x) = x²",
    "return": "a macro is written on one line: let f(x) = x²",
    "class": "there are no types; everything is a number",
    "struct": "there are no types; everything is a number",
    "var": "a trained number is a param, data is an input, anything else is a let",
    "const": "a constant is written: let c = 1",
    "set": "a name is defined once: c = 1",
    "int": "every number is a real number: let c = 1",
    "float": "every number is a real number: let c = 1",
    "double": "every number is a real number: let c = 1",
    "assert": "a number that must hold is written: claim x = 1",
    "expect": "a number that must hold is written: claim x = 1",
    "check": "a number that must hold is written: claim x = 1",
    "train": "training is written: minimize L for 100 steps",
    "fit": "training is written: minimize L for 100 steps",
    "maximize": "minimize the negative instead: N = -L, then minimize N",
    "parameter": "did you mean param?",
    "variable": "did you mean param?",
    "data": "did you mean input?",
    "start": "start values belong in a rule",
    "end": "a block ends where its indentation ends",
  ]
}
