import Autodiff
import Letters

@testable import Language

/// The byte spans of the contents of a lesson's `nntrace` fences; enough of Markdown for tests.
func fences(of source: Source) -> [Span] {
  var spans: [Span] = []
  var start: Int?
  for line in 1...source.lineStarts.count {
    let span = source.span(ofLine: line)
    let text = source.text(span)
    if let open = start {
      if text == "```" {
        spans.append(Span(open, span.start))
        start = nil
      }
    } else if text == "```nntrace" {
      start = source.lineStarts[line]
    }
  }
  return spans
}

/// A whole text as one fence; lines with a mistake are left out.
func parse(_ text: String) -> (statements: [Statement], diagnostics: [Diagnostic]) {
  let source = Source(name: "test.md", text: text)
  let result = Parser.parse(source, fences: [Span(0, source.bytes.count)])
  let whole = result.statements[0].filter { statement in
    if case .broken = statement.kind { false } else { true }
  }
  return (whole, result.diagnostics)
}

/// The tree of an expression as an S-expression, or its diagnostic as `error: …`.
func tree(_ text: String) -> String {
  let source = Source(name: "(expression)", text: text)
  switch Parser.parseExpression(source, in: Span(0, source.bytes.count)) {
  case .success(let expression): return sExpression(expression)
  case .failure(let diagnostic): return "error: " + diagnostic.message
  }
}

func sExpression(_ expression: Expression) -> String {
  switch expression.kind {
  case .number(let number): return number.spelling
  case .reference(let reference): return sExpression(reference)
  case .apply(let operation, let operands): return list("\(operation)", operands.map(sExpression))
  case .call(let name, let arguments): return list("call " + name.key.text, arguments.map(sExpression))
  case .reduction(let reduction, let indices, let body):
    return list("\(reduction)", [list("", indices.map(sExpression)), sExpression(body)])
  case .conditional(let condition, let yes, let no):
    return list("where", [sExpression(condition), sExpression(yes), sExpression(no)])
  case .derivative(let of, let by): return list("∂", [sExpression(of), sExpression(by)])
  case .history(let operand, let step): return list("@", [sExpression(operand), sExpression(step)])
  }
}

func sExpression(_ reference: Reference) -> String {
  let subscripts = reference.subscripts.map(sExpression).joined(separator: " ")
  return reference.name.key.text + (subscripts.isEmpty ? "" : "[" + subscripts + "]")
}

func sExpression(_ index: IndexRange) -> String {
  guard let bounds = index.bounds else { return index.name.key.text }
  return "\(index.name.key)=\(sExpression(bounds.lower))..\(sExpression(bounds.upper))"
}

func sExpression(_ condition: Condition) -> String {
  switch condition.kind {
  case .number(let expression): sExpression(expression)
  case .comparison(let left, let relation, let right):
    list(relation.rawValue, [sExpression(left), sExpression(right)])
  case .not(let inner): list("not", [sExpression(inner)])
  case .both(let first, let second): list("and", [sExpression(first), sExpression(second)])
  case .either(let first, let second): list("or", [sExpression(first), sExpression(second)])
  }
}

private func list(_ head: String, _ parts: [String]) -> String {
  "(" + ([head] + parts).filter { !$0.isEmpty }.joined(separator: " ") + ")"
}
