import Letters

/// Names with their numbers, as the command line gives them.
extension Parser {
  /// A name with its number, or with the numbers of an array.
  package struct Binding: Sendable {
    package let name: Name
    package let value: LeafValue

    package init(name: Name, value: LeafValue) {
      self.name = name
      self.value = value
    }

    package init(name: Name, value: Double) {
      let number = Expression(
        .number(Number(value: value, spelling: NumberFormat.exact(value))), at: name.span)
      self.init(name: name, value: .expression(number))
    }
  }

  /// Parses `w=0.5`, `θ = -1e-8`, `k=½`, `p=1/3`, `x=[1, 2.5]` or `W=[[1, 0], [0, 1]]`.
  ///
  /// - Parameter source: one argument of the command line; its name is shown in a diagnostic.
  package static func parseBinding(_ source: Source) -> Result<Binding, Diagnostic> {
    if let tooLong = refusal(of: source) { return .failure(tooLong) }
    var parser = Parser(source, in: Span(0, source.bytes.count), isOneLine: true)
    if let first = parser.diagnostics.first { return .failure(first) }
    do throws(Diagnostic) {
      return .success(try parser.binding())
    } catch {
      return .failure(error)
    }
  }

  private mutating func binding() throws(Diagnostic) -> Binding {
    guard token.kind == .name else { throw unexpected("a name", help: "write NAME=VALUE, as in w=0.5") }
    let name = try name("a name")
    if token.kind == .leftBracket {
      throw unexpected(
        "`=`", help: "give the numbers of an array at once: \(shortened(name.span))=[0.5, 1.5]")
    }
    guard token.kind == .equal || token.kind == .arrow else {
      throw unexpected("`=` after `\(shortened(name.span))`", help: "write \(shortened(name.span))=0.5")
    }
    position += 1
    let value = try bound(to: name, depth: 0)
    guard token.kind == .end else {
      throw unexpected("the end of the number", help: "a binding gives one number, or an array: [0.5, 1.5]")
    }
    try checkArray(value, name)
    return Binding(name: name, value: value)
  }

  private func checkArray(_ value: LeafValue, _ name: Name) throws(Diagnostic) {
    guard case .array = value else { return }
    if Reduction(rawValue: name.key.text) != nil {
      throw Diagnostic(
        "an array cannot be called \(name.text): \(name.text)[…] is a reduction", at: name.span)
    }
    let cells = value.cells
    let rank = cells[0].indices.count
    let sizes = (0..<rank).map { place in
      cells.lazy.map { $0.indices.count > place ? $0.indices[place] : 0 }.max() ?? 0
    }
    if cells.contains(where: { $0.indices.count != rank }) || cells.count != sizes.reduce(1, *) {
      throw Diagnostic(
        "the rows of this array have different lengths", at: value.span,
        help: "every row needs as many numbers as the first")
    }
  }

  /// Arrays are no deeper than names have subscripts.
  static let mostIndices = 8

  private mutating func bound(to name: Name, depth: Int) throws(Diagnostic) -> LeafValue {
    let start = token.span
    guard token.kind == .leftBracket else { return .expression(try boundNumber(of: name)) }
    guard depth < Parser.mostIndices else {
      throw Diagnostic("an array has at most \(Parser.mostIndices) indices", at: start)
    }
    position += 1
    var values: [LeafValue] = []
    repeat { values.append(try bound(to: name, depth: depth + 1)) } while take(.comma)
    guard take(.rightBracket) else { throw unexpected("`,` or `]`") }
    return .array(values, span(from: start.start))
  }

  private mutating func boundNumber(of name: Name) throws(Diagnostic) -> Expression {
    let start = token.span.start
    let isNegative = take(.minus)
    if !isNegative { _ = take(.plus) }
    var value = try numberOnly(of: name)
    if take(.slash) {
      let divisor = try numberOnly(of: name)
      guard divisor != 0 else { throw Diagnostic("a quotient by 0 is not a number", at: span(from: start)) }
      value /= divisor
    }
    let span = span(from: start)
    // -0 is 0, and 1/x the same for both.
    let number = Number(value: (isNegative ? -value : value) + 0, spelling: source.text(span))
    return Expression(.number(number), at: span)
  }

  private mutating func numberOnly(of name: Name) throws(Diagnostic) -> Double {
    guard token.kind == .number else {
      throw unexpected("a number for `\(shortened(name.span))`", help: "write \(shortened(name.span))=0.5")
    }
    let number = try number(source.text(token.span), at: token.span)
    position += 1
    return number.value
  }
}
