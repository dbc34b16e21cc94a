/// The table: one row per operation. Adding an operation is adding a case and its row.
///
/// In partials `a`, `b`, `c` are the operands and `y` is the result.
func writtenRow(_ operation: Operation) -> Row {
  switch operation {

  // MARK: Arithmetic

  case .add:
    Row(
      "add", ["+"], .infix(.sum), arity: 2, partials: [1, 1],
      samples: [[1.5, -0.7], [0, 3]], script: "a + b",
      summary: "the sum a + b")
  case .sub:
    Row(
      "sub", ["-"], .infix(.sum), arity: 2, partials: [1, -1],
      samples: [[1.5, -0.7], [0, 3]], script: "a - b",
      summary: "the difference a - b")
  case .mul:
    Row(
      "mul", ["·", "*"], .infix(.product), arity: 2, partials: [b, a],
      samples: [[1.5, -0.7], [0, 3], [-2, -2]], script: "a * b",
      summary: "the product a·b")
  case .div:
    Row(
      "div", ["/"], .fraction, arity: 2, partials: [1 / b, -(y / b)],
      samples: [[1.5, -0.7], [0, 3], [-2, 0.3]], script: "a / b",
      summary: "the quotient a/b")
  case .neg:
    Row(
      "neg", ["-"], .prefix, arity: 1, partials: [-1],
      samples: [[1.5], [0], [-3]], script: "-a",
      summary: "the negative -a")
  case .square:
    Row(
      "square", ["²"], .square, arity: 1, partials: [2 * a],
      samples: [[1.5], [0], [-3]], script: "a * a",
      summary: "the square a², computed as a·a")
  case .pow:
    Row(
      "pow", ["^"], .power, arity: 2,
      partials: [select(equal(b, 0), 0, b * pow(a, b - 1)), select(equal(a, 0), 0, y * ln(a))],
      kink: "at base 0 the slope in the exponent is 0, at exponent 0 that in the base",
      samples: [[1.5, -0.7], [0.4, 3], [2, 0.5], [3, -2]], script: "power(a, b)",
      summary: "the power a^b")
  case .sqrt:
    Row(
      "sqrt", ["√"], .root, arity: 1, partials: [1 / (2 * y)],
      kink: "at 0 the slope is ∞", samples: [[0.3], [2], [900]], script: "Math.sqrt(a)",
      summary: "the square root √a")

  // MARK: Elementary functions

  case .exp:
    Row(
      "exp", [], .call, arity: 1, partials: [y],
      samples: [[-3], [0], [1.2]], script: "Math.exp(a)",
      summary: "the exponential e^a")
  case .ln:
    Row(
      "ln", [], .call, arity: 1, partials: [1 / a],
      samples: [[0.3], [1], [20]], script: "Math.log(a)",
      summary: "the natural logarithm")
  case .log10:
    Row(
      "log10", [], .call, arity: 1, partials: [1 / (a * ln(10))],
      samples: [[0.3], [1], [20]], script: "Math.log10(a)",
      summary: "the logarithm to base 10")
  case .sin:
    Row(
      "sin", [], .call, arity: 1, partials: [cos(a)],
      samples: [[-2], [0], [0.8]], script: "Math.sin(a)",
      summary: "the sine of an angle in radians")
  case .cos:
    Row(
      "cos", [], .call, arity: 1, partials: [-sin(a)],
      samples: [[-2], [0], [0.8]], script: "Math.cos(a)",
      summary: "the cosine of an angle in radians")
  case .tan:
    Row(
      "tan", [], .call, arity: 1, partials: [1 + square(y)],
      samples: [[-1], [0], [0.8]], script: "Math.tan(a)",
      summary: "the tangent of an angle in radians")
  case .sinh:
    Row(
      "sinh", [], .call, arity: 1, partials: [cosh(a)],
      samples: [[-2], [0], [0.8]], script: "Math.sinh(a)",
      summary: "the hyperbolic sine")
  case .cosh:
    Row(
      "cosh", [], .call, arity: 1, partials: [sinh(a)],
      samples: [[-2], [0], [0.8]], script: "Math.cosh(a)",
      summary: "the hyperbolic cosine")
  case .tanh:
    Row(
      "tanh", [], .call, arity: 1, partials: [tanhRest(square(y), a)],
      samples: [[-2], [0], [0.8]], script: "Math.tanh(a)",
      summary: "the hyperbolic tangent")
  case .erf:
    Row(
      "erf", [], .call, arity: 1,
      partials: [2 / sqrt(.number(Double.pi)) * exp(-square(a))],
      samples: [[-1.5], [0], [0.8]], script: "erf(a)",
      summary: "the error function")

  case .erfc:
    Row(
      "erfc", [], .call, arity: 1,
      partials: [-(2 / sqrt(.number(Double.pi)) * exp(-square(a)))],
      samples: [[-1.5], [0], [0.8]], script: "erfc(a)",
      summary: "1 - erf(a), with the digits of small results")

  // MARK: Activations

  case .sigmoid:
    Row(
      "sigmoid", ["σ"], .call, arity: 1, partials: [y * sigmoidRest(y, a)],
      samples: [[-3], [0], [1.2]], script: "sigmoid(a)",
      summary: "the logistic function 1/(1 + e^-a)")
  case .relu:
    Row(
      "relu", [], .call, arity: 1, partials: [step(a)],
      kink: "at 0 the slope 0 is used", samples: [[-3], [1.2]], script: "a < 0 ? 0 : a",
      summary: "a where a > 0, else 0")
  case .leakyRelu:
    Row(
      "leaky_relu", [], .call, arity: 2,
      partials: [select(greater(a, 0), 1, b), min(a, 0)], kink: "at 0 the given slope is used",
      samples: [[-3, 0.01], [1.2, 0.01], [-0.5, 0.3]],
      script: "a > 0 ? a : b * a",
      summary: "leaky_relu(a, slope): a where a > 0, else slope·a")
  case .elu:
    Row(
      "elu", [], .call, arity: 1, partials: [exp(min(a, 0))],
      samples: [[-3], [-0.1], [1.2]], script: "a > 0 ? a : Math.expm1(a)",
      summary: "a where a > 0, else e^a - 1")
  case .softplus:
    Row(
      "softplus", [], .call, arity: 1,
      partials: [sigmoid(a)], samples: [[-3], [0.1], [1.2]],
      script: "(a < 0 ? 0 : a) + Math.log1p(Math.exp(-Math.abs(a)))",
      summary: "ln(1 + e^a), a smooth relu")
  case .gelu:
    Row(
      "gelu", [], .call, arity: 1,
      partials: [
        0.5 * erfc(-a / sqrt(2)) + a * exp(-square(a) / 2) / sqrt(.number(2 * Double.pi))
      ],
      samples: [[-2], [0], [0.8]], script: "0.5 * a * erfc(-a / Math.SQRT2)",
      summary: "a·Φ(a), Φ the normal distribution function; the exact form")
  case .silu:
    Row(
      "silu", [], .call, arity: 1,
      partials: [sigmoid(a) * (1 + a * (1 - sigmoid(a)))],
      samples: [[-2], [0], [0.8]], script: "a * sigmoid(a)",
      summary: "a·σ(a), also called swish")

  // MARK: Pieces

  case .abs:
    Row(
      "abs", [], .bars, arity: 1, partials: [sign(a)],
      kink: "at 0 the slope 0 is used", samples: [[-3], [1.2]], script: "Math.abs(a)",
      summary: "the absolute value |a|")
  case .sign:
    Row(
      "sign", [], .call, arity: 1, partials: [0],
      kink: "its value at 0 is 0; its slope is 0 everywhere", samples: [[-3], [1.2]],
      script: "a > 0 ? 1 : a < 0 ? -1 : a == 0 ? 0 : a",
      summary: "1 where a > 0, -1 where a < 0, else 0")
  case .step:
    Row(
      "step", [], .call, arity: 1, partials: [0],
      kink: "its value at 0 is 0; its slope is 0 everywhere", samples: [[-3], [1.2]],
      script: "a > 0 ? 1 : a <= 0 ? 0 : a",
      summary: "1 where a > 0, else 0")
  case .max:
    Row(
      "max", [], .call, arity: 2,
      partials: [greaterEqual(a, b), less(a, b)], kink: "of equal operands the first gets the slope 1",
      samples: [[1, 2], [2, -1]], script: "greatest(a, b)",
      summary: "the greater of two numbers")
  case .min:
    Row(
      "min", [], .call, arity: 2,
      partials: [lessEqual(a, b), greater(a, b)], kink: "of equal operands the first gets the slope 1",
      samples: [[1, 2], [2, -1]], script: "least(a, b)",
      summary: "the smaller of two numbers")
  case .clip:
    Row(
      "clip", [], .call, arity: 3,
      partials: [
        greaterEqual(a, b) * lessEqual(a, c), less(a, b) * lessEqual(b, c), greater(max(a, b), c),
      ],
      kink: "at a limit the slope 1 is used",
      samples: [[0.5, -1, 1], [-2, -1, 1], [3, -1, 1], [0, 2, 1]],
      script: "least(greatest(a, b), c)",
      summary: "clip(a, low, high): a kept between two limits, min(max(a, low), high)")
  case .floor:
    Row(
      "floor", [], .call, arity: 1, partials: [0],
      kink: "its slope is 0 everywhere", samples: [[-2.5], [0.3]],
      script: "Math.floor(a)",
      summary: "the greatest integer not above a")
  case .mod:
    Row(
      "mod", [], .call, arity: 2, partials: [1, -floor(a / b)],
      kink: "where it jumps, the slope beside the jump", samples: [[7.5, 3], [-7.5, 3], [2, -0.7]],
      script: "modulo(a, b)",
      summary: "mod(a, b): the remainder a - b·floor(a/b), with the sign of b")
  case .round:
    Row(
      "round", [], .call, arity: 2, partials: [0, 0],
      kink: "its slope is 0 everywhere", samples: [[-2.53, 1], [0.3, 0]],
      script: "rounded(a, b)",
      summary: "round(a, decimals): a rounded, halves away from zero")
  case .float32:
    Row(
      "float32", [], .call, arity: 1, partials: [1],
      kink: "the slope is that of the number before rounding, as in the frameworks' casts", samples: [],
      script: "Math.fround(a)",
      summary: "a as a number in single precision, with 24 binary digits")

  // MARK: Choices

  case .select:
    Row(
      "where", [], .cases, arity: 3, partials: [0, select(a, 1, 0), select(a, 0, 1)],
      kink: "the slope is that of the branch chosen", samples: [[1, 2, -3], [0, 2, -3]],
      script: "a !== 0 ? b : c",
      summary: "where(condition, a, b): a if the condition holds, else b")
  case .less:
    Row(
      "less", ["<"], .infix(.comparison), arity: 2, partials: [0, 0],
      samples: [[1, 2], [2, -1]], script: "a < b ? 1 : 0",
      summary: "1 if a < b, else 0")
  case .lessEqual:
    Row(
      "less_equal", ["≤", "<="], .infix(.comparison), arity: 2,
      partials: [0, 0], samples: [[1, 2], [2, -1]], script: "a <= b ? 1 : 0",
      summary: "1 if a ≤ b, else 0")
  case .equal:
    Row(
      "equal", ["="], .infix(.comparison), arity: 2,
      partials: [0, 0], samples: [[1, 2], [2, -1]], script: "a === b ? 1 : 0",
      summary: "1 if a = b, else 0")
  case .notEqual:
    Row(
      "not_equal", ["≠", "!="], .infix(.comparison), arity: 2,
      partials: [0, 0], samples: [[1, 2], [2, -1]], script: "a !== b ? 1 : 0",
      summary: "1 if a ≠ b, else 0")
  case .greater:
    Row(
      "greater", [">"], .infix(.comparison), arity: 2,
      partials: [0, 0], samples: [[1, 2], [2, -1]], script: "a > b ? 1 : 0",
      summary: "1 if a > b, else 0")
  case .greaterEqual:
    Row(
      "greater_equal", ["≥", ">="], .infix(.comparison), arity: 2,
      partials: [0, 0], samples: [[1, 2], [2, -1]], script: "a >= b ? 1 : 0",
      summary: "1 if a ≥ b, else 0")

  case .and:
    Row(
      "and", [], .infix(.conjunction), arity: 2,
      partials: [0, 0], samples: [[1, 2], [0, -1]], script: "a !== 0 && b !== 0 ? 1 : 0",
      summary: "1 if a and b are not 0, else 0")
  case .or:
    Row(
      "or", [], .infix(.disjunction), arity: 2,
      partials: [0, 0], samples: [[1, 2], [0, -1]], script: "a !== 0 || b !== 0 ? 1 : 0",
      summary: "1 if a or b is not 0, else 0")

  // MARK: What the graph itself needs

  case .sum:
    Row(
      "sum", ["Σ"], .terms, arity: nil, partials: [1],
      samples: [[1.5], [1.5, -0.7], [1, 2, 3, -4]], script: "a + b",
      summary: "the sum of any number of terms, in order")
  case .copy:
    Row(
      "copy", [], .transparent, arity: 1, partials: [1], samples: [[1.5], [-3]],
      script: "a",
      summary: "the operand itself, under a name of its own")
  case .carry:
    Row(
      "carry", [], .transparent, arity: 2, partials: [1, 0],
      kink: "rounded as written down, with the slope of the number before rounding", samples: [],
      script: "rounded(a, b)",
      summary: "the operand, rounded to a number of decimals before it is used again")
  case .carryDigits:
    Row(
      "carry_digits", [], .transparent, arity: 2, partials: [1, 0],
      kink: "rounded as written down, with the slope of the number before rounding", samples: [],
      script: nil,
      summary: "the operand, rounded to a number of significant digits before it is used again")
  case .sigmoidRest:
    Row(
      "sigmoid_rest", [], .rest, arity: 2, partials: [-1, 0], samples: [[0.5, 0], [0.2, 3]],
      script: "a < 0.9 ? 1 - a : sigmoid(-b)",
      summary: "1 - a, worked out as σ(-b) where a = σ(b) is nearly 1: so no digit is lost")
  case .tanhRest:
    Row(
      "tanh_rest", [], .rest, arity: 2, partials: [-1, 0], samples: [[0.5, 0], [0.2, 3]],
      script: "a < 0.9 ? 1 - a : 1 / (Math.cosh(b) * Math.cosh(b))",
      summary: "1 - a, worked out as 1/cosh(b)² where a = tanh(b)² is nearly 1: so no digit is lost")
  }
}

// The letters and functions in which the partials above are written.

private let a = Formula.operand(0)
private let b = Formula.operand(1)
private let c = Formula.operand(2)
private let y = Formula.result

private func square(_ x: Formula) -> Formula { .apply(.square, [x]) }
private func pow(_ x: Formula, _ y: Formula) -> Formula { .apply(.pow, [x, y]) }
private func sqrt(_ x: Formula) -> Formula { .apply(.sqrt, [x]) }
private func exp(_ x: Formula) -> Formula { .apply(.exp, [x]) }
private func ln(_ x: Formula) -> Formula { .apply(.ln, [x]) }
private func sin(_ x: Formula) -> Formula { .apply(.sin, [x]) }
private func cos(_ x: Formula) -> Formula { .apply(.cos, [x]) }
private func sinh(_ x: Formula) -> Formula { .apply(.sinh, [x]) }
private func cosh(_ x: Formula) -> Formula { .apply(.cosh, [x]) }
private func erfc(_ x: Formula) -> Formula { .apply(.erfc, [x]) }
private func sigmoid(_ x: Formula) -> Formula { .apply(.sigmoid, [x]) }
private func sigmoidRest(_ y: Formula, _ x: Formula) -> Formula { .apply(.sigmoidRest, [y, x]) }
private func tanhRest(_ y: Formula, _ x: Formula) -> Formula { .apply(.tanhRest, [y, x]) }
private func floor(_ x: Formula) -> Formula { .apply(.floor, [x]) }
private func sign(_ x: Formula) -> Formula { .apply(.sign, [x]) }
private func step(_ x: Formula) -> Formula { .apply(.step, [x]) }
private func max(_ x: Formula, _ y: Formula) -> Formula { .apply(.max, [x, y]) }
private func min(_ x: Formula, _ y: Formula) -> Formula { .apply(.min, [x, y]) }
private func less(_ x: Formula, _ y: Formula) -> Formula { .apply(.less, [x, y]) }
private func lessEqual(_ x: Formula, _ y: Formula) -> Formula { .apply(.lessEqual, [x, y]) }
private func equal(_ x: Formula, _ y: Formula) -> Formula { .apply(.equal, [x, y]) }
private func greater(_ x: Formula, _ y: Formula) -> Formula { .apply(.greater, [x, y]) }
private func greaterEqual(_ x: Formula, _ y: Formula) -> Formula { .apply(.greaterEqual, [x, y]) }
private func select(_ c: Formula, _ x: Formula, _ y: Formula) -> Formula { .apply(.select, [c, x, y]) }
