import Language
import Letters
import Trace

/// A number that a lesson gives to a name: in a `param`, `input`, `let` or definition, in a rule's head, in an
/// optimizer or a member of a `compare`, in `reset with` and `step with`.
package struct GivenNumber: Sendable {
  /// The name with its subscripts, in the one spelling under which all spellings meet: `α`, `W[1,2]`, `g[W[1,2]]`.
  package let key: String
  /// The same as the lesson writes it.
  package let text: String
  /// What it is a member of: `W` for `W[1,2]`; nil for a number on its own.
  package let whole: String?
  /// Where the number is written, with its sign.
  package let span: Span
  package let role: Role

  package enum Role: Sendable { case parameter, input, constant, hyperparameter, gradient }
}

/// The numbers that a lesson gives to names, in the order of its text.
package struct GivenNumbers: Sendable {
  package private(set) var all: [GivenNumber] = []
  /// What is given otherwise, by key: worked out from other names, or read from a file.
  package private(set) var others: [String: Other] = [:]

  package enum Other: Sendable {
    case computed(Span)
    case file(String)
    /// One number for all members of a family.
    case family
  }

  package init(_ lesson: Lesson) {
    for case .instruction(.statement(let statement)) in lesson.items { add(statement) }
    all.sort { $0.span.start < $1.span.start }
  }

  private mutating func add(_ statement: Statement) {
    switch statement.kind {
    case .definition(let target, let value): add(target, .expression(value), .constant)
    case .leaf(let keyword, let target, let value): add(target, value, keyword.role)
    case .rule(let syntax): add(syntax.parameters)
    case .optimizer(let call): add(call.arguments)
    case .step(let feeds, _): add(feeds)
    case .compare(let objective, _, let members):
      if case .feed(let feeds) = objective { add(feeds) }
      for member in members {
        add(member.call.arguments)
        for inner in member.body { add(inner) }
      }
    case .reset(let parts): for (target, value) in parts { add(target, value, .parameter) }
    case .macro, .forward, .backward, .minimize, .show, .plot, .graph, .carry, .claim, .ask, .broken: break
    }
  }

  private mutating func add(_ arguments: [Argument]) {
    for argument in arguments { add(argument.name, [], .expression(argument.value), .hyperparameter) }
  }

  private mutating func add(_ feeds: [Feed]) {
    for feed in feeds {
      let name = Name(text: "g", key: .gradient, span: feed.span)
      add(
        name, feed.parameter.map { [Expression(.reference($0), at: $0.span)] } ?? [], feed.value, .gradient,
        of: feed)
    }
  }

  private mutating func add(_ target: Target, _ value: LeafValue, _ role: GivenNumber.Role) {
    var places: [Expression] = []
    for place in target.places ?? [] {
      guard case .expression(let expression) = place else {
        others[target.name.key.text] = .family
        if case .expression(let expression) = value, expression.isGivenNumber {
          add(target.name, [], value, role)
        }
        return
      }
      places.append(expression)
    }
    add(target.name, places, value, role)
  }

  private mutating func add(
    _ name: Name, _ subscripts: [Expression], _ value: LeafValue, _ role: GivenNumber.Role,
    of feed: Feed? = nil
  ) {
    func joined(_ base: String, _ inside: [String]) -> String {
      inside.isEmpty ? base : base + "[" + inside.joined(separator: ",") + "]"
    }
    let key = joined(name.key.text, subscripts.map(\.canonicalText))
    let text = joined(name.text, subscripts.map { ExpressionPrinter.text($0) })
    switch value {
    case .expression(let expression):
      if expression.isGivenNumber {
        let isMember = feed == nil && !subscripts.isEmpty
        all.append(
          GivenNumber(
            key: key, text: text, whole: isMember ? name.key.text : nil, span: expression.span, role: role))
      } else {
        others[key] = .computed(expression.span)
      }
    case .array:
      for (indices, cell) in value.cells where cell.isGivenNumber {
        // The gradient of a member is `g[W[1,2]]`.
        func member(_ whole: String) -> String {
          let inside = indices.map(String.init)
          return feed?.parameter == nil
            ? joined(whole, inside) : joined(String(whole.dropLast()), inside) + "]"
        }
        all.append(GivenNumber(key: member(key), text: member(text), whole: key, span: cell.span, role: role))
      }
    case .file(let path, _, _): others[key] = .file(path)
    }
  }
}

extension LeafKeyword {
  fileprivate var role: GivenNumber.Role {
    switch self {
    case .param: .parameter
    case .input: .input
    case .let: .constant
    }
  }
}

extension Expression {
  /// Whether it is a number as written, or a quotient of two: what can be exchanged for another number.
  package var isGivenNumber: Bool {
    if case .apply(.div, let operands) = kind {
      return operands[0].isLiteral && operands[1].isLiteral
    }
    return isLiteral
  }

  /// The text of a subscript, or of a name with its subscripts, in the spelling under which all spellings meet.
  package var canonicalText: String {
    guard case .reference(let reference) = kind else { return ExpressionPrinter.text(self) }
    let inside = reference.subscripts.map(\.canonicalText)
    return reference.name.key.text + (inside.isEmpty ? "" : "[" + inside.joined(separator: ",") + "]")
  }
}

extension Field {
  init(_ number: GivenNumber, in source: Source) {
    var end = source.endOfLine(number.span.start)
    while end > number.span.end, [0x0A, 0x0D].contains(source.bytes[end - 1]) { end -= 1 }
    self.init(
      name: number.text, key: number.key, spelling: source.text(number.span),
      bytes: number.span.start..<number.span.end, line: source.line(at: number.span.start),
      fromEnd: end - number.span.start)
  }
}
