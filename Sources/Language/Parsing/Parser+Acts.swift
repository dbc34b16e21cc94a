import Letters

/// Acts: passes, steps, comparisons and what they show.
extension Parser {
  /// The tail words of an act that trains.
  private static let tailWords = ["for", "until", "in", "showing"]

  mutating func onlyReference(after word: StatementWord) throws(Diagnostic) -> Reference {
    let reference = try loss(after: word)
    try expectEnd()
    return reference
  }

  /// The name of what an act works on; never an expression (rule 24).
  private mutating func loss(after word: StatementWord) throws(Diagnostic) -> Reference {
    let help = "\(word.rawValue) takes a name: L = …, then \(word.rawValue) L"
    guard token.kind == .name, nextToken.kind != .leftParenthesis else {
      throw unexpected("a name after `\(word.rawValue)`", help: help)
    }
    if isWord(token, "for"), nextToken.kind == .number {
      throw unexpected("a name after `\(word.rawValue)`", help: help)
    }
    let reference = try reference().reference
    switch token.kind {
    case .plus, .minus, .times, .slash, .caret, .superscript:
      throw unexpected("the end of the name", help: help)
    default: return reference
    }
  }

  mutating func minimize() throws(Diagnostic) -> Statement.Kind {
    let loss = try loss(after: .minimize)
    return .minimize(loss, try training())
  }

  mutating func step() throws(Diagnostic) -> Statement.Kind {
    guard takeWord("with") else {
      throw unexpected("`with` after `step`", help: "write step with g = 1, or minimize L")
    }
    let feeds = try feeds()
    return .step(feeds, try training())
  }

  /// `feed { "," feed }`
  private mutating func feeds() throws(Diagnostic) -> [Feed] {
    var feeds = [try feed()]
    while token.kind == .comma, !isWord(nextToken, "showing") {
      position += 1
      feeds.append(try feed())
    }
    return feeds
  }

  /// `"g" [ "[" ref "]" ] "=" value`
  private mutating func feed() throws(Diagnostic) -> Feed {
    let start = token.span.start
    let help = "a gradient is given as g = 1, or g[w] = 1"
    guard isWord(token, "g") else { throw unexpected("`g`", help: help) }
    position += 1
    var parameter: Reference?
    if take(.leftBracket) {
      guard token.kind == .name else { throw unexpected("the name of a parameter", help: help) }
      parameter = try reference().reference
      try expect(.rightBracket, "`]`")
    }
    guard take(.equal) else { throw unexpected("`=`", help: help) }
    return Feed(parameter: parameter, value: try value(), span: span(from: start))
  }

  /// `[ for … steps | until …, at most … steps ] [ in batches of … over … ] [ [","] showing … ]`, to the end of the line
  private mutating func training() throws(Diagnostic) -> Training {
    var training = Training()
    if takeWord("for") {
      training.count = try count()
      try refuseSecondLength()
    } else if takeWord("until") {
      let condition = try condition().condition
      training.until = condition
      training.count = try bound(after: condition)
    } else if isWord(token, "while") {
      throw unexpected("`until`", help: "the act goes on until a condition holds: \(Parser.untilExample)")
    }
    if takeWord("in") { training.batches = try batches() }
    if token.kind == .comma, isWord(nextToken, "showing") { position += 1 }
    if takeWord("showing") { training.showing = try shown() }
    if token.kind == .comma, ["for", "until", "in"].contains(where: { isWord(nextToken, $0) }) {
      throw unexpected("`\(source.text(nextToken.span))` without a comma")
    }
    try expectEnd(orWords: words(after: training))
    return training
  }

  /// The words that may still follow.
  private func words(after training: Training) -> [String] {
    if training.showing != nil { return [] }
    if training.batches != nil { return ["showing"] }
    return training.count == nil ? Parser.tailWords : ["in", "showing"]
  }

  private static let untilExample = "until L < 1e-6, at most 1000 steps"

  /// `for 100 steps until …` has two lengths.
  private func refuseSecondLength() throws(Diagnostic) {
    guard isWord(token, "until") || (token.kind == .comma && isWord(nextToken, "until")) else { return }
    throw unexpected("the end of the act", help: "with a condition, write \(Parser.untilExample)")
  }

  /// `[","] "at" "most" expr unit`
  private mutating func bound(
    after condition: Condition
  ) throws(Diagnostic) -> (value: Expression, unit: Training.Unit) {
    let help = "say when to give up: until \(shortened(condition.span)), at most 1000 steps"
    if token.kind == .comma, isWord(nextToken, "at") { position += 1 }
    guard takeWord("at") else { throw unexpected("`, at most`", help: help) }
    guard takeWord("most") else { throw unexpected("`most` after `at`", help: help) }
    return try count(after: "at most")
  }

  private mutating func count(
    after words: String = "for"
  ) throws(Diagnostic) -> (value: Expression, unit: Training.Unit) {
    let value = try expression()
    if takeWord("steps") || takeWord("step") { return (value, .steps) }
    if takeWord("epochs") || takeWord("epoch") { return (value, .epochs) }
    var help = "write \(words) \(shortened(value.span)) steps"
    if token.kind == .name,
      let near = Spelling.suggestion(for: source.text(token.span), among: ["steps", "epochs"])
    {
      help = "did you mean \(near)?"
    }
    throw unexpected("`steps` or `epochs`", help: help)
  }

  private mutating func batches() throws(Diagnostic) -> (size: Expression, index: Name) {
    let help = "write in batches of 2 over n"
    guard takeWord("batches") else { throw unexpected("`batches` after `in`", help: help) }
    guard takeWord("of") else { throw unexpected("`of` after `batches`", help: help) }
    let size = try expression()
    guard takeWord("over") else { throw unexpected("`over`", help: help) }
    guard token.kind == .name else { throw unexpected("the name of an index", help: help) }
    return (size, try name("the name of an index"))
  }

  /// `"none" | shown { "," shown }`, where a step is a number, `expr ".." expr` or `"every" expr`
  private mutating func shown() throws(Diagnostic) -> [Training.Shown] {
    if isWord(token, "none"), nextToken.kind == .end {
      position += 1
      return []
    }
    if isWord(token, "nothing"), nextToken.kind == .end {
      throw unexpected("a step or `none` after `showing`", help: "write showing none")
    }
    var shown: [Training.Shown] = []
    repeat {
      if isWord(token, "every"), nextToken.kind.beginsOperand || nextToken.kind == .bar {
        position += 1
        shown.append(.every(try expression()))
        continue
      }
      let first = try expression()
      shown.append(take(.range) ? .range(first, try expression()) : .step(first))
    } while take(.comma)
    return shown
  }

  mutating func compare(on line: LogicalLine) throws(Diagnostic) -> Statement.Kind {
    let objective: Objective
    if isWord(token, "with"), nextToken.kind == .name {
      position += 1
      objective = .feed(try feeds())
    } else {
      objective = .minimize(try loss(after: .compare))
    }
    let training = try training()
    let first = self.line
    let head = tokens[line.first].span
    var members: [Member] = []
    var isWhole = true
    let areWhole = body(below: line) { (parser, memberLine) throws(Diagnostic) in
      let call = try parser.optimizerCall()
      guard parser.token.kind == .end else {
        throw parser.unexpected(
          "the end of the line", help: "each member of compare is an optimizer on a line of its own")
      }
      var statements: [Statement] = []
      isWhole = parser.memberBody(below: memberLine, &statements) && isWhole
      members.append(Member(call: call, body: statements))
    }
    if self.line == first {
      throw Diagnostic(
        "compare has no optimizers", at: head,
        help: "list them below it, one on a line, indented: sgd(α = 0.1)")
    }
    position = lines[self.line - 1].last
    guard isWhole, areWhole else { return .broken(.act, nil) }
    return .compare(objective, training, members)
  }

  /// `claim`, `refute`, `show`, `plot` and `let` below a member.
  /// - Returns: whether all lines could be parsed.
  private mutating func memberBody(below header: LogicalLine, _ statements: inout [Statement]) -> Bool {
    body(below: header) { (parser, line) throws(Diagnostic) in
      let first = parser.token
      let found = try parser.statements(on: line)
      switch found[0].kind {
      case .claim, .show, .plot, .leaf(.let, _, _): statements += found
      default:
        throw Diagnostic(
          "`\(parser.shortened(first.span))` cannot stand under a member of compare", at: first.span,
          help: "only claim, refute, let, show and plot can")
      }
    }
  }

  mutating func reset() throws(Diagnostic) -> Statement.Kind {
    if token.kind == .end { return .reset([]) }
    guard takeWord("with") else {
      throw unexpected("`with` or the end of the line", help: "write reset, or reset with x = 1")
    }
    var values: [(target: Target, value: LeafValue)] = []
    repeat {
      let target = try target()
      guard take(.equal) else { throw unexpected("`=` after `\(shortened(target.span))`") }
      values.append((target, try value()))
    } while take(.comma)
    try expectEnd()
    return .reset(values)
  }

  /// `expr { "," expr }`, to the end of the line
  mutating func expressions() throws(Diagnostic) -> [Expression] {
    var expressions = [try expression()]
    while take(.comma) { expressions.append(try expression()) }
    try expectEnd(orWords: token.kind.beginsOperand ? [","] : [])
    return expressions
  }

  /// `condition STRING`, to the end of the line
  mutating func ask() throws(Diagnostic) -> AskSyntax {
    let help = "the question comes last: ask L \"How large is the loss?\""
    guard token.kind != .string, token.kind != .end else {
      throw unexpected("what is asked for, before its question", help: help)
    }
    let asked = try condition().condition
    guard token.kind == .string else {
      if token.kind == .end { throw unexpected("the question in quotes", help: help) }
      throw unexpected("an operator, a comparison or the question in quotes", help: help)
    }
    let span = token.span
    let words = text()
    if words.allSatisfy(\.isWhitespace) {
      throw Diagnostic("this question has no words", at: span, help: help)
    }
    guard token.kind == .end else { throw unexpected("the end of the line", help: help) }
    return AskSyntax(asked: asked, words: words)
  }

  mutating func carry() throws(Diagnostic) -> Statement.Kind {
    let help = "write carry 4 decimals, carry 4 digits or carry exact"
    if takeWord("exact") {
      try expectEnd()
      return .carry(nil)
    }
    guard token.kind == .number else { throw unexpected("a number or `exact` after `carry`", help: help) }
    let number = token
    position += 1
    let isDigits = takeWord("digits") || takeWord("digit")
    guard isDigits || takeWord("decimals") || takeWord("decimal") else {
      throw unexpected("`decimals` or `digits`", help: help)
    }
    let range = isDigits ? Limits.carriedDigits : Limits.carriedDecimals
    guard let count = Int(source.text(number.span)), range.contains(count) else {
      throw Diagnostic(
        "expected a whole number from \(range.lowerBound) to \(range.upperBound), found "
          + "`\(shortened(number.span))`", at: number.span, help: help)
    }
    try expectEnd()
    return .carry(isDigits ? .digits(count) : .decimals(count))
  }
}
