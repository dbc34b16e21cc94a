import Letters

/// Reductions over indices: `Σ[i,k=1..3] x[i,k]`.
extension Parser {
  /// `Σ`, `mean`, … under the key of each spelling.
  static let reductions: [Key: Reduction] = [
    "Σ": .sum, "sum": .sum, "mean": .mean, "prod": .prod, "Π": .prod, "max": .max, "min": .min,
  ]

  /// The reduction that the current token names.
  var reductionHere: Reduction? {
    Parser.reductions[Name.key(of: source.text(token.span))]
  }

  /// `Σ[i,k=1..3] term`
  mutating func reduction(_ reduction: Reduction) throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 2
    var indices = [try index()]
    while take(.comma) { indices.append(try index()) }
    try expect(.rightBracket, "`,` or `]`")
    let body = try term()
    leave()
    return try grown(
      .reduction(reduction, indices, body.expression), at: start.joined(body.span), above: body.height)
  }

  /// `NAME [ "=" range ]`
  private mutating func index() throws(Diagnostic) -> IndexRange {
    if token.kind == .number {
      throw unexpected("the name of an index", help: "a range has an index: [i=1..3]")
    }
    let name = try name("the name of an index")
    if isWord(token, "in") { throw unexpected("`=`", help: "a range is written \(name.text)=1..3") }
    guard take(.equal) else { return IndexRange(name: name, span: name.span) }
    return try range(of: name)
  }

  /// `expr ".." expr`, after `NAME =`
  mutating func range(of name: Name) throws(Diagnostic) -> IndexRange {
    let lower = try expression()
    guard take(.range) else { throw unexpected("`..`", help: "a range is written \(name.text)=1..3") }
    let upper = try expression()
    return IndexRange(name: name, bounds: (lower, upper), span: span(from: name.span.start))
  }
}
