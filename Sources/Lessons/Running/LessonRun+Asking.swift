import Autodiff
import Language
import Letters
import Trace

/// A lesson's questions to the reader: an answer is read as soon as the lesson knows it, and told after the next
/// statement that shows something.
struct Asking: Sendable {
  /// The questions whose answers are not known yet, and why.
  var waiting: [(index: Int, syntax: AskSyntax, failure: Diagnostic)] = []
  /// The questions whose answers have not been told.
  var untold: [Int] = []
  /// The answers to be told before anything but claims.
  var due: [Int] = []
}

extension LessonRun {
  /// Puts a question. In a lesson with mistakes, its names alone are checked.
  mutating func ask(_ syntax: AskSyntax, at span: Span) throws {
    buildPending()
    let expressions = syntax.asked.expressions
    if case .checking(let stepsAreUnknown) = state.mode {
      if !stepsAreUnknown { try elaborator.checkNames(expressions) }
      return
    }
    guard state.mode == .telling else { return }
    try elaborator.checkNames(expressions)
    if let index = elaborator.freeIndices(expressions).first {
      throw Failure(
        "\(index.text) has many values, and a question has one answer", at: index.span,
        help: "ask for one of them, or for all together: Σ[\(index.text)] …")
    }
    let index = state.recording.asks.count
    guard index < LessonLimits.asks else {
      throw Failure("a lesson asks at most \(LessonLimits.asks) questions", at: span)
    }
    var isCondition = true
    if case .number = syntax.asked.kind { isCondition = false }
    let subject = source.text(syntax.asked.span).withASCIIMinus
    tell(.question(index))
    state.recording.asks.append(Ask(words: syntax.words, subject: subject, isCondition: isCondition))
    asking.untold.append(index)
    if let failure = try answer(index, syntax, after: span) {
      asking.waiting.append((index, syntax, failure))
    }
  }

  /// - Returns: why there is no answer so far.
  private mutating func answer(_ index: Int, _ syntax: AskSyntax, after span: Span) throws -> Diagnostic? {
    do {
      let node = try elaborator.node(syntax.asked, Environment(.reading))
      state.growLeaves()
      let value = state.value(of: node)
      guard value.isFinite else {
        throw Failure(
          "the answer is \(NumberFormat.exact(value))", at: syntax.asked.span,
          help: "ask for what is a number")
      }
      state.recording.asks[index].answer = Origin(node: node, moment: state.moment)
      state.recording.asks[index].line = source.line(at: span.end)
      return nil
    } catch Failure.diagnostic(let diagnostic) {
      return diagnostic
    }
  }

  /// Takes note of what a statement has brought to light.
  mutating func answerAsks(after statement: Statement) {
    guard state.mode == .telling, !asking.untold.isEmpty, statement.showsResults else { return }
    // Nothing but steps brings forth what a question reads of the future.
    if !asking.waiting.isEmpty, statement.makesSteps {
      var waiting: [(index: Int, syntax: AskSyntax, failure: Diagnostic)] = []
      for (index, syntax, _) in asking.waiting {
        let failure = try? answer(index, syntax, after: statement.span)
        if let failure = failure ?? nil { waiting.append((index, syntax, failure)) }
      }
      asking.waiting = waiting
    }
    let asks = state.recording.asks
    asking.due += asking.untold.filter { asks[$0].answer != nil }
    asking.untold.removeAll { asks[$0].answer != nil }
  }

  /// Tells the answers that are known at the end, and reports the questions that have none.
  mutating func finishAsks() {
    report(asking.waiting.map(\.failure))
    asking.due += asking.untold
    tellAnswers()
  }

  /// Tells the answers that are due.
  mutating func tellAnswers() {
    for index in asking.due { state.recording.events.append(.answer(index)) }
    asking.due = []
  }
}
