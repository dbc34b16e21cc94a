import Letters

/// Rules and calls of them.
extension Parser {
  /// A rule after its first word, with its body.
  mutating func rule(from start: Int, on line: LogicalLine) throws(Diagnostic) -> Statement.Kind {
    let name = try path("the name of the rule")
    var parameters: [Argument] = []
    if take(.leftParenthesis), !take(.rightParenthesis) {
      parameters = try arguments(of: name, isRule: true)
    }
    guard token.kind == .end else {
      throw unexpected("the end of the line", help: "the lines of a rule stand below it, indented")
    }
    let headEnd = self.line
    var lines: [RuleLine] = []
    var requirements: [Condition] = []
    let isWhole = body(below: line) { (parser, _) throws(Diagnostic) in
      if let requirement = try parser.requirement() {
        requirements.append(requirement)
      } else {
        lines.append(try parser.ruleLine())
      }
    }
    if self.line == headEnd {
      throw Diagnostic("rule `\(name.text)` has no lines", at: name.span, help: "indent its lines below it")
    }
    // The statement ends with the last line of its body.
    position = self.lines[self.line - 1].last
    guard isWhole else { return .broken(.rule, name) }
    return .rule(
      RuleSyntax(
        name: name, parameters: parameters, lines: lines, requirements: requirements, span: span(from: start))
    )
  }

  /// `"require" condition`; nil if the line is another one.
  private mutating func requirement() throws(Diagnostic) -> Condition? {
    guard isWord(token, "require"), ![.equal, .arrow, .leftBracket, .end].contains(nextToken.kind) else {
      return nil
    }
    position += 1
    let condition = try self.condition().condition
    if isWord(token, "if") {
      throw unexpected("the end of the line", help: "write one condition: require not (…) or …")
    }
    try expectEnd(orWords: [])
    return condition
  }

  /// `( NAME ("←" | "=") expr | "start" NAME "=" expr ) [ "if" condition ]`
  private mutating func ruleLine() throws(Diagnostic) -> RuleLine {
    let start = token.span.start
    var verb = RuleLine.Verb.define
    if isWord(token, "start"), nextToken.kind == .name {
      position += 1
      verb = .start
    }
    guard token.kind == .name else {
      throw unexpected("a name", help: "a line of a rule is s ← …, s = … or start s = …")
    }
    if let word = StatementWord(rawValue: source.text(token.span)), nextToken.kind.beginsOperand {
      throw Diagnostic(
        "`\(word.rawValue)` is not allowed in a rule", at: token.span,
        help: "a line of a rule is s ← …, s = … or start s = …")
    }
    let name = try name("a name")
    switch token.kind {
    case .equal: break
    case .arrow where verb == .define: verb = .update
    case .arrow: throw unexpected("`=`", help: "a start value is written: start \(shortened(name.span)) = 1")
    case .leftBracket:
      throw unexpected("`←` or `=`", help: "a rule is written for one parameter; its names have no brackets")
    default: throw unexpected(verb == .start ? "`=`" : "`←` or `=`")
    }
    position += 1
    let value = try expression()
    var condition: Condition?
    if takeWord("if") { condition = try self.condition().condition }
    try expectEnd(orWords: condition == nil ? ["if"] : [])
    return RuleLine(verb: verb, name: name, value: value, condition: condition, span: span(from: start))
  }

  /// `path [ "(" [ argument { "," argument } ] ")" ]`
  mutating func optimizerCall() throws(Diagnostic) -> OptimizerCall {
    let name = try path("the name of a rule")
    var given: [Argument] = []
    if take(.leftParenthesis), !take(.rightParenthesis) {
      given = try arguments(of: name, isRule: false)
    }
    return OptimizerCall(rule: name, arguments: given, span: span(from: name.span.start))
  }

  /// `argument { "," argument } ")"`
  private mutating func arguments(of rule: Name, isRule: Bool) throws(Diagnostic) -> [Argument] {
    var arguments: [Argument] = []
    repeat {
      guard token.kind == .name, nextToken.kind == .equal else { throw argumentWithoutName(of: rule, isRule) }
      let name = try name("a name")
      position += 1
      if let first = arguments.first(where: { $0.name.key == name.key }) { throw repeated(name, first.name) }
      arguments.append(Argument(name: name, value: try expression()))
    } while take(.comma)
    guard take(.rightParenthesis) else {
      throw unexpected("an operator, `,` or `)`", help: unexpectedAfterOperand().help)
    }
    return arguments
  }

  private func argumentWithoutName(of rule: Name, _ isRule: Bool) -> Diagnostic {
    let example = "\(shortened(rule.span))(α = 0.1)"
    if isRule {
      return unexpected(
        "a hyperparameter and its value", help: "every hyperparameter has a default: rule \(example)")
    }
    return unexpected("an argument with its name", help: "arguments are given by name: \(example)")
  }

  /// The name of a rule that begins at a token, as far as it is one.
  func pathName(at index: Int) -> Name? {
    var parser = self
    parser.position = index
    return try? parser.path("a name")
  }

  /// `NAME { "." NAME }`
  private mutating func path(_ description: String) throws(Diagnostic) -> Name {
    let first = try name(description)
    var text = first.text
    var key = first.key.text
    while take(.dot) {
      let part = try name("a name after `.`")
      text += "." + part.text
      key += "." + part.key.text
    }
    return Name(text: text, key: Key(key), span: span(from: first.span.start))
  }
}
