import Autodiff
import Letters
import Presentation
import Trace

/// A result of a lesson that its reader is asked for.
package struct Question: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case forward, backward, steps, claims, asks
  }

  package let kind: Kind
  /// The lesson's own words, where it asks itself.
  package var words = ""
  /// Whether what is asked for holds, where the answer is yes or no.
  package var holds: Bool?
  /// What is asked for, as the language writes it where it is asked: `h[1]`, `∂L/∂w`, `s@2`.
  package let subject: String
  /// How it is worked out; nil for what a claim says.
  package let equation: Equation?
  /// The answer.
  package let value: Double
  /// How far it may be off.
  let doubt: Double
  /// The digits that an answer needs: three, or as many as the lesson itself states.
  package let digits: Int
  /// The last line of the statement that works it out, in the lesson's file.
  package let line: Int

  /// The place of the page's item that gives it away.
  package let item: Int
  /// How much there is to work out.
  let interest: Int
}

/// The questions of a lesson and what stands around them.
package struct Questions: Sendable {
  /// How many are asked at most.
  package static let most = 30

  /// The lesson's page, without what would give an answer away.
  package private(set) var items: [PageItem] = []
  /// In the order of the lesson, each about another item.
  package private(set) var all: [Question] = []

  /// - Parameter only: the kinds that are asked; nil: what the lesson itself asks, and the lines of passes and steps, and
  ///   where there are none the claims.
  package init(_ recording: Recording, only: Question.Kind?) {
    var collector = Collector(recording)
    recording.present(View()) { collector.take($0) }
    items = collector.items
    let lines = collector.found.filter { $0.kind != .claims }
    let wanted =
      only.map { kind in collector.found.filter { $0.kind == kind } }
      ?? (lines.isEmpty ? collector.found : lines)
    let chosen = wanted.enumerated()
      .sorted { ($1.element.interest, $0.offset) < ($0.element.interest, $1.offset) }
      .prefix(Questions.most)
    all = chosen.map(\.element).sorted { $0.item < $1.item }
  }
}

/// Goes through a page and notes what can be asked.
private struct Collector {
  private let recording: Recording
  private(set) var items: [PageItem] = []
  private(set) var found: [Question] = []
  private var sections: [Heading] = []
  private var line = 0
  /// What a reader has seen already, as node and reading.
  private var seen = Set<Place>()
  /// The steps of each run that are shown, to tell the first two and the last.
  private var steps: [Int] = []

  private struct Place: Hashable {
    let node: NodeID
    let reading: Reading
  }

  init(_ recording: Recording) { self.recording = recording }

  mutating func take(_ item: PageItem) {
    switch item {
    case .head: items.append(item)
    case .prose(let blocks):
      let headings = blocks.filter { if case .heading = $0 { true } else { false } }
      if !headings.isEmpty { items.append(.prose(headings)) }
    case .source(let lines):
      line = lines.last?.number ?? line
      items.append(item)
    case .open(let heading):
      sections.append(heading)
      items.append(item)
    case .close:
      sections.removeLast()
      items.append(item)
    case .given(let given):
      for case .value(_, let quantity) in given { see(quantity) }
      items.append(item)
    case .equation(let equation):
      var bare = equation
      bare.claims = []
      ask(bare)
      items.append(.equation(bare))
      see(equation.result)
      for claim in equation.claims { ask(claim) }
    case .value(let names, let quantity, let claims):
      items.append(.value(names, quantity, claims: []))
      see(quantity)
      for claim in claims { ask(claim) }
    case .question(let view): ask(view)
    case .claims(let claims, _): for claim in claims { ask(claim) }
    case .shown, .listed, .table, .comparison, .parting, .chart, .notFinite, .doubtful, .note, .remark,
      .answer, .omitted, .drawing:
      break
    }
  }

  private mutating func see(_ quantity: Quantity) {
    if let node = quantity.node { seen.insert(Place(node: node, reading: quantity.reading)) }
  }

  /// A line that is worked out and tells something new.
  private mutating func ask(_ equation: Equation) {
    guard let node = equation.result.node, let kind = kind, isAsked(equation.result),
      !seen.contains(Place(node: node, reading: equation.result.reading)),
      let subject = subject(equation, kind), !givesAway(equation)
    else { return }
    let interest = equation.symbols.operationCount * 2 + (kind == .forward ? 0 : 1)
    found.append(
      Question(
        kind: kind, subject: subject, equation: equation, value: equation.result.value,
        doubt: equation.result.doubt, digits: Question.fewestDigits, line: line, item: items.count,
        interest: interest))
  }

  private var kind: Question.Kind? {
    for section in sections {
      switch section {
      case .forward: return .forward
      case .backward: return .backward
      case .step: return .steps
      case .parameter, .comparison, .member, .partings, .parting, .updates, .graph: break
      }
    }
    return nil
  }

  /// Whether an answer has three digits that are sure.
  private func isAsked(_ quantity: Quantity) -> Bool {
    quantity.value.isFinite && quantity.typed == nil
      && (quantity.doubt == 0 || UncertainNumber.sureDigits(quantity.value, doubt: quantity.doubt) >= 4)
  }

  /// Whether the answer stands among the numbers that are put in.
  private func givesAway(_ equation: Equation) -> Bool {
    let format = NumberFormat(digits: 4)
    let answer = format.text(equation.result.value)
    return equation.symbols.operationCount == 0
      || equation.numbers.nodes.contains { format.text(equation.values[$0]) == answer }
  }

  private func subject(_ equation: Equation, _ kind: Question.Kind) -> String? {
    guard case .name(let name) = equation.subject, let text = name.written else { return nil }
    guard kind == .steps else { return text }
    return text + "@\(equation.result.reading.step)"
  }

  /// What the lesson asks itself comes before all lines, however much they tell.
  private mutating func ask(_ view: AskView) {
    let line = recording.asks[view.index].line
    found.append(
      Question(
        kind: .asks, words: view.words, holds: view.holds, subject: view.subject, equation: nil,
        value: view.value.value, doubt: view.value.doubt, digits: Question.fewestDigits, line: line,
        item: items.count, interest: .max))
    items.append(.answer(view))
    see(view.value)
  }

  private mutating func ask(_ view: ClaimView) {
    guard let index = view.index else { return }
    let claim = recording.claims[index]
    let (statement, verdict) = (claim.statement, claim.verdict)
    guard statement.verb == .claim, claim.asStated, statement.relation.statesValue, statement.number != nil,
      statement.whole == nil, !statement.statesTolerance, verdict.instances == 1, verdict.actual.isFinite,
      verdict.actual != 0,
      verdict.doubt == 0 || UncertainNumber.sureDigits(verdict.actual, doubt: verdict.doubt) >= 4,
      recording.member(ofRun: verdict.moment.run) == nil
    else { return }
    found.append(
      Question(
        kind: .claims, subject: statement.subject, equation: nil, value: verdict.actual, doubt: verdict.doubt,
        digits: min(Question.fewestDigits, statement.number?.written.tellingDigits ?? 0),
        line: statement.line, item: items.count, interest: 0))
    items.append(.claims([view], .apart))
  }
}

extension Name {
  /// The name as the language writes it; nil for what has none there.
  fileprivate var written: String? {
    switch self {
    case .plain(let name, let indices): Label(name, indices).description
    case .owned(let name, let owner):
      name.written.flatMap { name in owner.written.map { "\(name)[\($0)]" } }
    case .adjoint(let output, let by):
      by.count == 1 && by[0].times == 1
        ? output.written.flatMap { output in by[0].name.written.map { "∂\(output)/∂\($0)" } } : nil
    case .typed, .reciprocal, .numbered, .version, .expression, .tooLong: nil
    }
  }
}

extension FormulaTree {
  /// How many operations there are to do.
  fileprivate var operationCount: Int {
    switch self {
    case .leaf, .number, .more: 0
    case .apply(_, let operands): 1 + operands.reduce(0) { $0 + $1.operationCount }
    case .chain(let first, let rest):
      rest.count + first.operationCount + rest.reduce(0) { $0 + $1.term.operationCount }
    }
  }
}
