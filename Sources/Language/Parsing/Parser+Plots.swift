import Letters

/// Charts: `plot σ(x) over x = -4..4`.
extension Parser {
  /// `expr { "," expr } [ "over" … | "against" expr ]`, to the end of the line
  mutating func plot() throws(Diagnostic) -> PlotSyntax {
    var expressions = [try expression()]
    while take(.comma) {
      if isWord(token, "over") || isWord(token, "against"), nextToken.kind == .name {
        throw unexpected(
          "an expression after `,`", help: "leave out the comma before \(source.text(token.span))")
      }
      expressions.append(try expression())
    }
    var ground = PlotSyntax.Ground.steps
    if takeWord("over") {
      ground = try over()
    } else if takeWord("against") {
      ground = .values(try expression())
    } else {
      try expectEnd(orWords: token.kind.beginsOperand ? ["over", "against", ","] : [])
    }
    try expectEnd()
    return PlotSyntax(expressions: expressions, ground: ground)
  }

  /// `NAME | sweep [ "," sweep ] [ "in" expr "points" ]`
  private mutating func over() throws(Diagnostic) -> PlotSyntax.Ground {
    let help = "write over x = -4..4, or the name of an index: over k"
    if token.kind == .name, nextToken.kind == .end { return .index(try name("a name")) }
    var sweeps = [try sweep(help: help)]
    while take(.comma) {
      sweeps.append(try sweep(help: help))
      guard sweeps.count < 3 else {
        throw Diagnostic(
          "a chart has two axes for what is varied, found a third", at: sweeps[2].span,
          help: "vary two, and let the rest stay")
      }
    }
    guard takeWord("in") else { return .leaves(sweeps, points: nil) }
    let points = try expression()
    guard takeWord("points") else { throw unexpected("`points`", help: "write in 100 points") }
    return .leaves(sweeps, points: points)
  }

  /// `ref "=" expr ".." expr`
  private mutating func sweep(help: String) throws(Diagnostic) -> SweepSyntax {
    let start = token.span.start
    guard token.kind == .name else { throw unexpected("the name of what is varied", help: help) }
    let leaf = try reference().reference
    let name = shortened(leaf.span)
    let example = "a range is written \(name) = -4..4"
    guard take(.equal) else { throw unexpected("`=`", help: example) }
    let low = try expression()
    guard take(.range) else { throw unexpected("`..`", help: example) }
    return SweepSyntax(leaf: leaf, low: low, high: try expression(), span: span(from: start))
  }
}
