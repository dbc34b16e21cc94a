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
      guard let claims = claims(options.claims, bindings, color: terminal.colorOfMessages) else {
        return .cannotRun
      }
      outcome = try TraceClaim.check(claims, of: traced, source, expression, bindings: bindings)
    } catch {
      Messages.show([error], in: source, color: terminal.colorOfMessages)
      return .cannotRun
    }
    let code: ExitCode = outcome.recording.claims.allSatisfy(\.asStated) ? .done : .notAsStated
    output.willEnd(with: code)
    try Rendered.write(outcome.recording, options, terminal, traceOf: outcome.output, to: &output)
    return code
  }

  /// What `--claim` says; nil if it says nothing that can be checked, which has then been reported.
  private static func claims(_ texts: [String], _ bindings: [Parser.Binding], color: Bool) -> [TraceClaim]? {
    var claims: [TraceClaim] = []
    for text in texts {
      let source = Source(name: "(claim)", text: text)
      do throws(Diagnostic) {
        for answer in try Parser.parseAnswers(source).get() {
          claims.append(try TraceClaim(answer, of: TraceQuantities(bindings)))
        }
      } catch {
        Messages.show([error], in: source, color: color)
        return nil
      }
    }
    return claims
  }

  /// The numbers given on the command line; nil if one of them is wrong, which has then been said.
  private static func values(
    of expression: Expression, _ words: ArraySlice<String>, color: Bool
  ) -> [Parser.Binding]? {
    var values: [Parser.Binding] = []
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
        values.append(binding)
      case .failure(let diagnostic):
        Messages.show([diagnostic], in: source, color: color)
        failed = true
      }
    }
    return failed ? nil : values
  }
}
