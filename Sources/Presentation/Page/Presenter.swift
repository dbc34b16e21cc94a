import Autodiff
import Trace

/// What of a recording is shown.
package struct View: Sendable {
  package var detail: Detail
  /// The steps to show; nil: those the lesson asks for.
  package var steps: Set<Int>?
  /// Significant digits of computed numbers.
  package var digits: Int
  /// Whether long rows of lines of one kind are folded, as on a terminal, where nothing can be opened.
  package var folds: Bool

  package init(detail: Detail = .normal, steps: Set<Int>? = nil, digits: Int = 6, folds: Bool = false) {
    self.detail = detail
    self.steps = steps
    self.digits = digits
    self.folds = folds
  }
}

extension Recording {
  /// Goes through the page that shows what happened, item by item.
  package func present(_ view: View, _ body: (PageItem) -> Void) {
    withoutActuallyEscaping(body) { body in
      var presenter = Presenter(self, view, emit: body)
      presenter.page()
    }
  }
}

/// Decides what of a recording is shown, event by event.
struct Presenter {
  let recording: Recording
  let view: View
  let limits: Limits
  let emit: (PageItem) -> Void
  var names: Names
  let doubts: Doubts
  /// The family that a member belongs to.
  private let familyOfNode: [NodeID: Int]
  /// The fields on a line of the lesson.
  private let fieldsOfLine: [Int: [Int]]
  /// The outputs whose graphs are drawn already, and what of the present event is still to be drawn.
  private var drawn: Set<NodeID> = []
  private var figures: [DrawingSubject] = []
  /// The run of the comparison's member of which the page speaks.
  private var openMember: Int?

  var graph: Graph { recording.graph }

  /// The family that a node is a member of, as an index into the recording's families.
  func family(of node: NodeID) -> Int? { familyOfNode[node] }

  init(_ recording: Recording, _ view: View, emit: @escaping (PageItem) -> Void = { _ in }) {
    self.recording = recording
    self.view = view
    self.emit = emit
    limits = Limits(view.detail, folds: view.folds)
    names = Names(recording.graph)
    doubts = Doubts(recording)
    var families: [NodeID: Int] = [:]
    for (index, family) in recording.families.enumerated() {
      for member in family.members { families[member.node] = index }
    }
    familyOfNode = families
    fieldsOfLine = Dictionary(grouping: recording.fields.indices) { recording.fields[$0].line }
  }

  mutating func page() {
    if !recording.header.isEmpty { emit(.head(Head(recording))) }
    let events = recording.events
    var position = 0
    while position < events.count {
      let event = events[position]
      if let lines = event.sourceLines {
        enter(memberOf: nil)
        let first = position
        var last = lines
        position += 1
        while position < events.count, let next = events[position].sourceLines,
          next.lowerBound == last.upperBound || events[position].isOfMember
        {
          last = next
          position += 1
        }
        source(events[first..<position])
        continue
      }
      position += 1
      let claims = following(event, &position)
      enter(memberOf: event)
      present(event, claims)
      tellDoubts()
    }
    enter(memberOf: nil)
  }

  // MARK: Folding

  var isBrief: Bool { view.detail == .brief }

  /// Of many lines of one kind the first and the last, and how many are left out in between.
  func folded<Line>(_ lines: [Line]) -> (
    first: ArraySlice<Line>, rest: ArraySlice<Line>, last: ArraySlice<Line>
  ) {
    let most = limits.linesOfAKind
    guard lines.count > most else { return (lines[...], [], []) }
    let first = most - Limits.lastLines
    let end = lines.count - Limits.lastLines
    return (lines[..<first], lines[first..<end], lines[end...])
  }

  /// The rows of a table, the first and the last of many.
  func folded(_ table: Table) -> Table {
    let (first, rest, last) = folded(table.rows)
    guard !rest.isEmpty else { return table }
    var table = table
    let count = rest.reduce(0) { sum, row in
      if case .omitted(.members(let count, _)) = row { sum + count } else { sum + 1 }
    }
    table.rows = first + [.omitted(.rows(count))] + last
    return table
  }

  /// The claims that stand in a text or may stand below lines of steps, and those that follow one another.
  private func following(_ event: Event, _ position: inout Int) -> [Int] {
    var claims: [Int] = []
    while position < recording.events.count, case .claim(let index) = recording.events[position] {
      switch event {
      case .prose where recording.claims[index].statement.place == .prose: break
      case .steps: break
      case .claim(let first) where member(ofClaim: first) == member(ofClaim: index): break
      default: return claims
      }
      claims.append(index)
      position += 1
    }
    return claims
  }

  /// Opens a section for what a comparison's member is asked at its end, and closes the one before.
  private mutating func enter(memberOf event: Event?) {
    let run = event?.moment(recording)?.run
    let member = run.flatMap { recording.member(ofRun: $0) == nil ? nil : $0 }
    guard member != openMember else { return }
    if openMember != nil { emit(.close) }
    openMember = member
    if let member { emit(.open(.member(title(ofRun: member)))) }
  }

  /// The run of the member that a claim belongs to.
  private func member(ofClaim index: Int) -> Int? {
    let run = recording.claims[index].verdict.moment.run
    return recording.member(ofRun: run) == nil ? nil : run
  }

  mutating func present(_ event: Event, _ claims: [Int] = []) {
    figures = recording.subjects(of: event, view, drawn: &drawn)
    switch event {
    case .steps, .comparison: tellFigures()
    default: break
    }
    switch event {
    case .prose(let blocks): prose(blocks, claims: claims)
    case .statement, .member: break
    case .forward(let node, let moment): forward(node, at: moment)
    case .backward(let node, let moment): backward(node, at: moment)
    case .steps(let run, let steps, let shown): self.steps(run: run, steps, shown: shown, claims: claims)
    case .comparison(let runs, let loss): comparison(runs, loss: loss)
    case .show(let shown, let moment): show(shown, at: moment)
    case .plot(let plotted):
      isBrief ? emit(.omitted(.chart)) : tell(Charts(recording, doubts).chart(plotted))
    case .graph(let node, let moment): listing(node, at: moment)
    case .notFinite(let node, let moment, let inStep): notFinite(node, at: moment, inStep: inStep)
    case .question(let index): ask(index).map { emit(.question($0)) }
    case .answer(let index): ask(index).map { emit(.answer($0)) }
    case .claim(let index):
      emit(.claims(views([index] + claims), openMember == nil ? .apart : .ofMember))
    }
  }

  private func ask(_ index: Int) -> AskView? { AskView(index, of: recording, view, doubts) }

  /// The drawings of an event, where they have not been told yet.
  mutating func tellFigures() {
    for figure in figures.flatMap(recording.rows) { emit(.drawing(figure)) }
    figures = []
  }

  /// Claims as they came out; a claim of an array is one if all its numbers hold, else the numbers alone that do not.
  func views(_ claims: [Int]) -> [ClaimView] {
    claims.compactMap { index in
      let claim = recording.claims[index]
      guard let whole = claim.statement.whole, claim.statement.verb == .claim else {
        return ClaimView(index, of: recording, view)
      }
      let first = index - whole.position
      let holds = recording.claims[first..<min(first + whole.count, recording.claims.count)].allSatisfy {
        $0.verdict.outcome == .holds
      }
      if holds { return whole.position == 0 ? ClaimView(index, whole, of: recording, view) : nil }
      return claim.verdict.outcome == .holds ? nil : ClaimView(index, of: recording, view)
    }
  }

  /// The lesson's text, and below each paragraph the claims in it of which there is more to say than a mark.
  private func prose(_ blocks: [Block], claims: [Int]) {
    var rest = blocks[...]
    var told: [ClaimView] = []
    func tell() {
      if !told.isEmpty { emit(.claims(told, .apart)) }
      told = []
    }
    // The last claim of what is shown already.
    var last = -1
    for index in claims {
      let claim = recording.claims[index]
      if claim.statement.verb == .claim, claim.asStated, claim.verdict.outcome == .holds { continue }
      if index > last, let place = rest.firstIndex(where: { ($0.claims.last ?? -1) >= index }) {
        tell()
        last = rest[place].claims.last ?? last
        emit(.prose(Array(rest[...place])))
        rest = rest[(place + 1)...]
      }
      told.append(ClaimView(index, of: recording, view))
    }
    tell()
    if !rest.isEmpty { emit(.prose(Array(rest))) }
  }

  /// Statements in a row.
  private func source(_ events: ArraySlice<Event>) {
    let lines = events.flatMap { event in
      zip(event.sourceLines ?? 0..<0, event.source.split(separator: "\n", omittingEmptySubsequences: false))
        .map {
          number, text in
          let fields = fieldsOfLine[number, default: []].compactMap { index in
            recording.fields[index].place(in: String(text)).map { (place: $0, index: index) }
          }
          return SourceLine(number: number, text: String(text), fields: fields)
        }
    }
    emit(.source(lines))
  }

  private mutating func notFinite(_ node: NodeID, at moment: Moment, inStep: Bool) {
    let reading = inStep ? Reading(inStep: moment.step, ofRun: moment.run) : Reading(after: moment)
    if let updates = recording.program(in: reading)?.updates, updates.count == 1 {
      names.owner = updates[0].parameter
    }
    defer { names.owner = nil }
    var numbers = Numbers(recording, reading, view.digits, doubts)
    let subject: Equation.Subject = graph.label(of: node) == nil ? .none : .name(names(node))
    emit(
      .notFinite(
        Words.notFinite(reading, member: recording.member(ofRun: moment.run)?.text),
        equation(subject, formula(of: node), node: node, &numbers)))
  }

  /// Where the digits are lost that were not shown.
  private mutating func tellDoubts() {
    let (isAny, loss) = doubts.take()
    guard isAny else { return }
    guard let loss else { return emit(.doubtful(Words.doubtful(nil, member: nil), nil)) }
    let reading =
      loss.inStep ? Reading(inStep: loss.moment.step, ofRun: loss.moment.run) : Reading(after: loss.moment)
    if let updates = recording.program(in: reading)?.updates, updates.count == 1 {
      names.owner = updates[0].parameter
    }
    defer { names.owner = nil }
    var numbers = Numbers(recording, reading, view.digits, doubts)
    let subject: Equation.Subject = graph.label(of: loss.node) == nil ? .none : .name(names(loss.node))
    var builder = FormulaBuilder(graph, names: names, limits: limits, room: Limits.formulaOfDoubt)
    let equation = equation(subject, builder.formula(of: loss.node), node: loss.node, &numbers)
    doubts.forget()
    emit(
      .doubtful(Words.doubtful((loss, reading), member: recording.member(ofRun: reading.run)?.text), equation)
    )
  }

  // MARK: Equations

  func formula(of node: NodeID) -> FormulaTree {
    var builder = FormulaBuilder(graph, names: names, limits: limits)
    return builder.formula(of: node)
  }

  /// A formula worked out.
  /// - Parameters:
  ///   - substituted: the formula into which numbers are put; nil: the same.
  ///   - digits: significant digits, where the view's are too few.
  func equation(
    _ subject: Equation.Subject, _ symbols: FormulaTree, relation: Equation.Relation = .equals,
    numbers substituted: FormulaTree? = nil, node: NodeID, _ numbers: inout Numbers, digits: Int? = nil
  ) -> Equation {
    let digits = digits ?? view.digits
    let rounding = graph.rounding(of: node)
    let result = numbers.given(node, digits: digits)
    let values = FormulaValues.put(
      into: substituted ?? symbols, graph: graph, digits: digits, result: result.value,
      value: { numbers.value($0) }, doubt: { numbers.doubt(of: $0, $1, digits: digits) },
      rounding: { rounding?.value($0) ?? $0 })
    return Equation(
      subject: subject, relation: relation, symbols: symbols, numbers: substituted ?? symbols, values: values,
      result: result, rounding: rounding)
  }

  // MARK: Families

  /// A node that is shown, or where the members of its family that are left out would begin.
  enum Choice {
    case node(NodeID)
    case rest(of: String, Int)
  }

  /// Of nodes that are shown in this order all, but of large families only the members that come first: so what is read
  /// first is there whichever way a pass goes.
  /// - Parameter lone: a node that counts as none of its family.
  func chosen(_ nodes: [NodeID], but lone: NodeID? = nil) -> [Choice] {
    guard limits.membersOfAFamily < .max else { return nodes.map { .node($0) } }
    var sizes: [Int: Int] = [:]
    for case let family? in nodes.map({ $0 == lone ? nil : familyOfNode[$0] }) {
      sizes[family, default: 0] += 1
    }
    var told: [Int: Int] = [:]
    return nodes.compactMap { node in
      guard node != lone, let family = familyOfNode[node], let size = sizes[family],
        size > limits.membersOfAFamily
      else { return .node(node) }
      told[family, default: 0] += 1
      switch (told[family] ?? 0) - Limits.firstOfAFamily {
      case ...0: return .node(node)
      case 1: return .rest(of: recording.families[family].name, size - Limits.firstOfAFamily)
      default: return nil
      }
    }
  }
}

extension Event {
  /// A statement or a member's line as written.
  fileprivate var source: String {
    switch self {
    case .statement(let text, _), .member(let text, _): text
    default: ""
    }
  }

  fileprivate var isOfMember: Bool { if case .member = self { true } else { false } }

  /// The moment that a value on the page is of; nil for what is of none, or of several.
  fileprivate func moment(_ recording: Recording) -> Moment? {
    switch self {
    case .forward(_, let moment), .backward(_, let moment), .show(_, let moment), .graph(_, let moment):
      moment
    case .plot(let plotted): plotted.moment
    case .claim(let index): recording.claims[index].verdict.moment
    case .prose, .statement, .member, .steps, .comparison, .notFinite, .question, .answer: nil
    }
  }

  /// The lines of the lesson that it stands on.
  fileprivate var sourceLines: Range<Int>? {
    switch self {
    case .statement(let text, let last), .member(let text, let last):
      (last - text.utf8.count { $0 == UInt8(ascii: "\n") })..<last + 1
    default: nil
    }
  }
}

extension Recording {
  /// The program of the step that is read.
  package func program(in reading: Reading) -> Program? {
    reading.isInStep ? runs[reading.run].program(ofStep: reading.step).map { programs[$0] } : nil
  }
}
