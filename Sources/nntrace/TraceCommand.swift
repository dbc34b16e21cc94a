import Language
import Lessons
import Letters
import Slips
import Trace

/// `nntrace trace EXPR NAME=VALUE…`
enum TraceCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let terminal = Terminal(options)
    let source = Source(name: "(expression)", text: operands[0])
    let outcome: ExpressionTrace.Outcome
    do throws(Diagnostic) {
      let expression = try Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
      guard let bindings = values(of: expression, operands.dropFirst(), color: terminal.colorOfMessages)
      else {
        return .cannotRun
      }
      let traced = try ExpressionTrace.run(source, expression, bindings: bindings)
      if let text = options.claim {
        guard let number = claimed(text, color: terminal.colorOfMessages) else { return .cannotRun }
        outcome = try TraceClaim.check(number, of: traced, source, expression, bindings: bindings)
      } else {
        outcome = traced
      }
    } catch {
      Messages.show([error], in: source, color: terminal.colorOfMessages)
      return .cannotRun
    }
    let code: ExitCode = outcome.recording.claims.allSatisfy(\.asStated) ? .done : .notAsStated
    output.willEnd(with: code)
    try Rendered.write(outcome.recording, options, terminal, traceOf: outcome.output, to: &output)
    return code
  }

  /// The number of `--claim`; nil if it is none, which has then been said.
  private static func claimed(_ text: String, color: Bool) -> Expression? {
    let source = Source(name: "(claim)", text: text)
    switch Parser.parseExpression(source, in: Span(0, source.bytes.count)) {
    case .failure(let diagnostic): Messages.show([diagnostic], in: source, color: color)
    case .success(let expression):
      if TraceClaim.canCheck(expression) { return expression }
      Messages.show(
        [Diagnostic("--claim needs a plain number, as in --claim 0.0316", at: expression.span)], in: source,
        color: color)
    }
    return nil
  }

  /// The numbers given on the command line; nil if one of them is wrong, which has then been said.
  private static func values(
    of expression: Expression, _ words: ArraySlice<String>, color: Bool
  ) -> [(name: Name, value: Double)]? {
    var values: [(name: Name, value: Double)] = []
    var failed = false
    for word in words {
      let source = Source(name: "(argument)", text: word)
      switch Parser.parseBinding(source) {
      case .success(let binding):
        if values.contains(where: { $0.name.key == binding.name.key }) {
          Messages.show(
            [Diagnostic("\(binding.name.text) is given twice", at: binding.name.span)], in: source,
            color: color)
          failed = true
        } else if !expression.nameKeys.contains(binding.name.key) {
          Messages.show(
            [Diagnostic("\(binding.name.text) does not occur in the expression", at: binding.name.span)],
            in: source, color: color, as: .warning)
        }
        // -0 is 0, and 1/x the same for both.
        values.append((binding.name, binding.value.value + 0))
      case .failure(let diagnostic):
        Messages.show([diagnostic], in: source, color: color)
        failed = true
      }
    }
    return failed ? nil : values
  }
}
