import Letters

/// Statements: what begins a line, and the definitions and leaves.
extension Parser {
  /// The statement of a line; of a claim of an array, one for each of its numbers.
  mutating func statements(on line: LogicalLine) throws(Diagnostic) -> [Statement] {
    let start = token.span.start
    var kinds: [Statement.Kind] = []
    if !isDefinition, nextToken.kind != .arrow, let verb = Verb(rawValue: source.text(token.span)) {
      position += 1
      kinds = try claims(verb, from: start).map { .claim($0) }
    } else {
      kinds = [try statementKind(on: line)]
    }
    return kinds.map { Statement($0, at: span(from: start)) }
  }

  private mutating func statementKind(on line: LogicalLine) throws(Diagnostic) -> Statement.Kind {
    if isDefinition { return try definition() }
    guard token.kind == .name, let word = StatementWord(rawValue: source.text(token.span)) else {
      throw notAStatement()
    }
    if nextToken.kind == .arrow { throw arrowOutsideRule() }
    let start = token.span.start
    position += 1
    switch word {
    case .param: return try leaf(.param)
    case .input: return try leaf(.input)
    case .let: return try leaf(.let)
    case .rule: return try rule(from: start, on: line)
    case .optimizer:
      let call = try optimizerCall()
      guard token.kind == .end else {
        throw unexpected(
          "the end of the line", help: "arguments go in parentheses: \(shortened(call.rule.span))(α = 0.1)")
      }
      return .optimizer(call)
    case .forward: return .forward(try onlyReference(after: word))
    case .backward: return .backward(try onlyReference(after: word))
    case .minimize: return try minimize()
    case .step: return try step()
    case .compare: return try compare(on: line)
    case .reset: return try reset()
    case .show: return .show(try expressions())
    case .plot: return .plot(try plot())
    case .graph: return .graph(try expressions())
    case .carry: return try carry()
    case .ask: return .ask(try ask())
    // Claims have been parsed; only an arrow is left.
    case .claim, .refute: throw arrowOutsideRule()
    }
  }

  // MARK: Definitions

  /// Whether the first name of the line, with its bracket group, is followed by `=` (rule 2).
  private var isDefinition: Bool {
    guard token.kind == .name else { return false }
    var offset = position + 1
    if tokens[offset].kind == .leftBracket {
      var open = 0
      repeat {
        if tokens[offset].kind == .leftBracket { open += 1 }
        if tokens[offset].kind == .rightBracket { open -= 1 }
        if tokens[offset].kind == .end { return false }
        offset += 1
      } while open > 0
    }
    return tokens[offset].kind == .equal
  }

  private mutating func definition() throws(Diagnostic) -> Statement.Kind {
    let target = try target()
    try expect(.equal, "`=`")
    let value = try expression()
    if token.kind == .equal {
      throw unexpected(
        "an operator or the end of the line", help: "a line defines one name; equality is checked by claim")
    }
    try expectEnd()
    return .definition(target, value)
  }

  /// `NAME [ "[" place { "," place } "]" ]`
  mutating func target() throws(Diagnostic) -> Target {
    let name = try name("a name")
    guard token.kind == .leftBracket else { return Target(name: name, span: name.span) }
    if Parser.reductions[name.key] != nil {
      throw Diagnostic(
        "a family cannot be called `\(name.text)`", at: name.span,
        help: "\(name.text)[…] is a reduction; choose another name")
    }
    position += 1
    var places = [try place()]
    while take(.comma) { places.append(try place()) }
    guard take(.rightBracket) else {
      if token.kind == .range {
        throw unexpected("`,` or `]`", help: "a range has an index: \(name.text)[i=1..3]")
      }
      throw unexpected("an operator, `,` or `]`", help: unexpectedAfterOperand().help)
    }
    return Target(name: name, places: places, span: span(from: name.span.start))
  }

  private mutating func place() throws(Diagnostic) -> Target.Place {
    if token.kind == .name {
      switch nextToken.kind {
      case .equal:
        let name = try name("an index")
        position += 1
        return .name(try range(of: name))
      case .comma, .rightBracket:
        let name = try name("an index")
        return .name(IndexRange(name: name, span: name.span))
      default: break
      }
    }
    return .expression(try expression())
  }

  // MARK: Leaves

  private mutating func leaf(_ keyword: LeafKeyword) throws(Diagnostic) -> Statement.Kind {
    guard token.kind == .name else {
      throw unexpected("a name after `\(keyword.rawValue)`", help: "\(keyword.rawValue) x = 1")
    }
    if nextToken.kind == .leftParenthesis {
      guard keyword == .let else {
        position += 1
        throw unexpected("`=` or `[`", help: "a macro is written: let f(x) = x²")
      }
      return try macro()
    }
    let target = try target()
    if takeWord("from") { return .leaf(keyword, target, try file()) }
    guard take(.equal) else {
      if token.kind == .arrow || token.kind == .less {
        throw unexpected("`=` after `\(shortened(target.span))`", help: "an arrow belongs in a rule")
      }
      throw unexpected("`=` or `from` after `\(shortened(target.span))`")
    }
    let value = try value()
    try expectEnd()
    return .leaf(keyword, target, value)
  }

  /// `NAME "(" NAME { "," NAME } ")" "=" expr`
  private mutating func macro() throws(Diagnostic) -> Statement.Kind {
    let name = try name("a name")
    position += 1
    var parameters = [try self.name("the name of an argument")]
    while take(.comma) { parameters.append(try self.name("the name of an argument")) }
    for (offset, parameter) in parameters.enumerated() {
      if let first = parameters[..<offset].first(where: { $0.key == parameter.key }) {
        throw repeated(parameter, first)
      }
    }
    try expect(.rightParenthesis, "`,` or `)`")
    try expect(.equal, "`=`")
    let value = try expression()
    try expectEnd()
    return .macro(name, parameters: parameters, value)
  }

  func repeated(_ name: Name, _ first: Name) -> Diagnostic {
    Diagnostic(
      "`\(name.text)` is given twice", at: name.span,
      notes: [Diagnostic.Note("first given here", at: first.span)])
  }

  /// `"[" value { "," value } "]" | expr`
  mutating func value() throws(Diagnostic) -> LeafValue {
    guard token.kind == .leftBracket else { return .expression(try expression()) }
    let start = token.span.start
    position += 1
    if token.kind == .rightBracket { throw unexpected("a number", help: "an array has at least one number") }
    var values: [LeafValue] = []
    repeat {
      if token.kind == .rightBracket { throw unexpected("a number after `,`") }
      values.append(try value())
    } while take(.comma)
    guard take(.rightBracket) else { throw unexpected("an operator, `,` or `]`", help: arrayHelp) }
    return .array(values, span(from: start))
  }

  private var arrayHelp: String? {
    guard let previousToken, previousToken.kind.endsOperand,
      token.kind == .number || token.kind == .leftBracket
    else { return unexpectedAfterOperand().help }
    return "a comma stands between the numbers of an array"
  }

  /// `STRING [ ("column" | "columns") column { "," column } ]`, after `from`
  private mutating func file() throws(Diagnostic) -> LeafValue {
    guard token.kind == .string else {
      throw unexpected("the name of a file", help: "write from \"data.csv\"")
    }
    let pathSpan = token.span
    let path = text()
    if path.isEmpty { throw Diagnostic("the name of the file is empty", at: pathSpan) }
    var columns: [Name] = []
    if takeWord("columns") || takeWord("column") {
      repeat { columns.append(try column()) } while take(.comma)
    }
    try expectEnd(orWords: columns.isEmpty ? ["column", "columns"] : [])
    return .file(path: path, pathSpan: pathSpan, columns: columns)
  }

  private mutating func column() throws(Diagnostic) -> Name {
    if token.kind == .string {
      let span = token.span
      return Name(text(), at: span)
    }
    return try name("the name of a column")
  }

  /// The content of the current string token.
  mutating func text() -> String {
    let span = token.span
    position += 1
    return source.text(Span(span.start + 1, span.end - 1))
  }

  // MARK: Lines that are no statement

  private func notAStatement() -> Diagnostic {
    guard token.kind == .name else {
      switch token.kind {
      case .plus, .minus, .times, .slash:
        return unexpected("a statement", help: "indent a line deeper to continue the one above")
      case .string: return unexpected("a statement", help: "remarks begin with #")
      default:
        return unexpected(
          "a statement",
          help: "a line begins with a word such as param, step or claim, or defines a name: x = 1")
      }
    }
    let word = source.text(token.span)
    if nextToken.kind == .arrow { return arrowOutsideRule() }
    if let changed = changedInPlace() { return changed }
    if nextToken.kind == .leftParenthesis,
      tokens[position...].prefix(while: { $0.kind != .end }).contains(where: { $0.kind == .equal })
    {
      return Diagnostic(
        "`\(shortened(token.span))(…)` cannot be defined", at: token.span,
        help: "a macro is written: let f(x) = x²; a family: f[i] = i²")
    }
    if let help = Habit.help(for: word) {
      return Diagnostic("`\(word)` is not a statement", at: token.span, help: help)
    }
    if let near = Spelling.suggestion(for: word, among: StatementWord.allCases.map(\.rawValue)) {
      return Diagnostic(
        "unknown statement `\(shortened(token.span))`", at: token.span, help: "did you mean \(near)?")
    }
    switch nextToken.kind {
    case .name, .number, .string:
      return Diagnostic(
        "unknown statement `\(shortened(token.span))`", at: token.span,
        help: "statements begin with a word such as param, step or claim, or define a name: x = 1")
    case .less, .lessEqual, .greater, .greaterEqual, .notEqual, .approximately:
      return Diagnostic(
        "expected a statement, found a comparison", at: token.span, help: "write claim before what must hold")
    default:
      let isEquation = tokens[position...].prefix { $0.kind != .end }.contains { $0.kind == .equal }
      return Diagnostic(
        "expected a statement, found an expression", at: token.span,
        help: isEquation
          ? "a definition has one name on its left; what must hold is written with claim"
          : "to see its value: show \(shortened(token.span))")
    }
  }

  private func arrowOutsideRule() -> Diagnostic {
    Diagnostic(
      "`←` belongs in a rule", at: nextToken.span,
      help: "a lesson changes values by steps; a definition is written with =")
  }

  /// `x += 1` and its like.
  private func changedInPlace() -> Diagnostic? {
    let sign = nextToken
    switch sign.kind {
    case .plus, .minus, .times, .slash: break
    default: return nil
    }
    let equal = tokens[position + 2]
    guard equal.kind == .equal, equal.span.start == sign.span.end else { return nil }
    return Diagnostic(
      "values are not changed in place", at: sign.span.joined(equal.span),
      help: "a lesson changes values by steps; a definition is written with =")
  }
}
