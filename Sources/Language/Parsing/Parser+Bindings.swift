import Letters

/// Names with their numbers, as the command line gives them.
extension Parser {
  /// A name with its number.
  package struct Binding: Sendable {
    package let name: Name
    package let value: Number
  }

  /// Parses `w=0.5`, `θ = -1e-8`, `k=½` or `p=1/3`.
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
      throw unexpected("`=`", help: "arrays are for lessons; a binding gives one name one number")
    }
    guard token.kind == .equal || token.kind == .arrow else {
      throw unexpected("`=` after `\(shortened(name.span))`", help: "write \(shortened(name.span))=0.5")
    }
    position += 1
    let start = token.span.start
    let isNegative = take(.minus)
    if !isNegative { _ = take(.plus) }
    var value = try numberOnly(of: name)
    if take(.slash) {
      let divisor = try numberOnly(of: name)
      guard divisor != 0 else { throw Diagnostic("a quotient by 0 is not a number", at: span(from: start)) }
      value /= divisor
    }
    guard token.kind == .end else {
      throw unexpected("the end of the number", help: "a binding gives one number")
    }
    return Binding(
      name: name, value: Number(value: isNegative ? -value : value, spelling: source.text(span(from: start))))
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
