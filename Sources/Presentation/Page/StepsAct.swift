import Autodiff
import Trace

extension Presenter {
  /// The steps of one act: those chosen in full, the others counted.
  mutating func steps(run: Int, _ steps: ClosedRange<Int>, shown: [Int], claims: [Int]) {
    let wanted = (view.steps.map(Array.init) ?? shown).filter(steps.contains).sorted()
    var waiting = claims
    var done = steps.lowerBound - 1
    var room = limits.linesOfAnAct
    for step in wanted where step > done {
      notShown(step - done - 1)
      // Claims that follow at once may stand below the lines they speak of.
      var below = ClaimsBelow(recording, step == steps.upperBound ? waiting : [])
      self.step(Reading(inStep: step, ofRun: run), &below, &room)
      if step == steps.upperBound { waiting = below.waiting }
      done = step
    }
    if isBrief, !wanted.isEmpty { emit(.omitted(.workings)) }
    notShown(steps.upperBound - done)
    end(of: run, after: steps.upperBound)
    if !waiting.isEmpty { emit(.claims(views(waiting), .below)) }
  }

  /// The loss after the steps of an act, and whether what it waited for has come about.
  private func end(of run: Int, after step: Int) {
    let reading = Reading(after: Moment(run: run, step: step))
    var numbers = Numbers(recording, reading, view.digits, doubts)
    let program = recording.runs[run].program(ofStep: step).map { recording.programs[$0] }
    let loss = program.flatMap { recording.wholeLoss(of: $0) }
    var words: Phrase = ""
    if let loss { words += "   \(names(loss)) = \(numbers.quantity(loss))" }
    let ending = recording.runs[run].segment(ofStep: step)?.ending
    if let ending, ending.holds {
      words += "   " + Words.stopped(ending, measured(ending, reading, but: loss))
    }
    if loss != nil || ending?.holds == true { emit(.remark(Words.afterStep(step) + words)) }
    if let ending, !ending.holds {
      emit(.note("! " + Words.gaveUp(ending, measured(ending, reading, but: loss))))
    }
  }

  /// What the condition of an act is about, where it is one comparison.
  func measured(_ ending: Ending, _ reading: Reading, but known: NodeID? = nil) -> Phrase {
    guard let (text, node) = ending.measured, node != known else { return "" }
    var numbers = Numbers(recording, reading, view.digits, doubts)
    return "   \(text) = \(numbers.quantity(node))"
  }

  private func notShown(_ count: Int) {
    if count > 0 { emit(.omitted(.steps(count))) }
  }

  /// One step: what it saw, and each update as formula, numbers put in and result.
  /// - Parameter room: the lines with which steps are worked out for every parameter.
  private mutating func step(_ reading: Reading, _ below: inout ClaimsBelow, _ room: inout Int) {
    guard let program = recording.program(in: reading) else { return }
    var numbers = Numbers(recording, reading, view.digits, doubts)
    let single = program.updates.count == 1 ? program.updates.first : nil
    emit(.open(heading(program, single: single, &numbers)))
    defer { emit(.close) }
    if isBrief { return table(program, &numbers) }
    for line in program.common { rule(line, &numbers, claims: []) }
    below.leaves(of: program)
    let lines = program.updates.reduce(0) { $0 + 1 + $1.lines.count }
    let showsAll = view.detail == .full || isShort(program) && lines <= room
    room -= lines
    for (position, update) in program.updates.enumerated() where position == 0 || showsAll {
      names.owner = update.parameter
      defer { names.owner = nil }
      if single == nil { emit(.open(.parameter(names(update.parameter)))) }
      defer { if single == nil { emit(.close) } }
      let claims = below.take(update.gradient)
      if program.loss == nil, isFormula(update.gradient) {
        rule(
          Line(label: graph.label(of: update.gradient) ?? Label("g"), node: update.gradient, replaces: nil),
          &numbers, claims: claims)
      } else if single == nil || program.loss != nil {
        gradient(update, loss: program.loss, &numbers, claims: claims)
      } else if !claims.isEmpty {
        emit(.claims(views(claims), .below))
      }
      for line in update.lines { rule(line, &numbers, claims: below.take(line.node)) }
    }
    if program.updates.count > 1, view.detail == .full || !showsAll { table(program, &numbers) }
  }

  /// Whether the updates of all parameters are worked out, rather than the first and a table.
  private func isShort(_ program: Program) -> Bool {
    program.updates.count <= Limits.parametersInFull
      && program.updates.reduce(0) { $0 + $1.lines.count } <= Limits.linesInFull
  }

  private func heading(_ program: Program, single: Update?, _ numbers: inout Numbers) -> Heading {
    var names = names
    names.owner = single?.parameter
    let (step, run) = (numbers.reading.step, numbers.reading.run)
    let clock = program.clock == nil ? nil : recording.clock(inStep: step, ofRun: run)
    var value: (name: Name?, quantity: Quantity)?
    if let loss = program.loss {
      let name = graph.label(of: loss) == nil ? nil : names(loss)
      value = (name, numbers.quantity(loss))
    } else if let single, !isFormula(single.gradient) {
      value = (names(single.gradient), numbers.quantity(single.gradient))
    }
    return .step(step, batch: program.batch, clock: clock == step ? nil : clock, value: value)
  }

  /// Whether a gradient that the lesson gives is worked out from something.
  func isFormula(_ gradient: NodeID) -> Bool {
    graph.operands(of: gradient).contains { given in
      let number = graph.operation(of: given) == .neg ? graph.operands(of: given)[0] : given
      return !graph.isPrintedAsTyped(number)
    }
  }

  /// `g = ∂L/∂w = -0.11`
  private func gradient(_ update: Update, loss: NodeID?, _ numbers: inout Numbers, claims: [Int]) {
    let adjoint = loss.map { names.adjoint(of: $0, to: update.parameter) }
    emit(
      .value(
        [names(update.gradient)] + [adjoint].compactMap(\.self), numbers.quantity(update.gradient),
        claims: views(claims)))
  }

  /// One line of the rule.
  private func rule(_ line: Line, _ numbers: inout Numbers, claims: [Int]) {
    var equation = equation(of: line, &numbers)
    equation.claims = views(claims)
    emit(.equation(equation))
  }

  /// A line of a rule, worked out.
  func equation(of line: Line, _ numbers: inout Numbers, digits: Int? = nil) -> Equation {
    equation(
      .name(names(line.label)), formula(of: line.node), relation: line.replaces == nil ? .equals : .becomes,
      node: line.node, &numbers, digits: digits)
  }

  /// All parameters before and after the step.
  private mutating func table(_ program: Program, _ numbers: inout Numbers) {
    guard let first = program.updates.first else { return }
    var table = Table(Words.updateTable(state: first.state.map(\.name)))
    let updates = Dictionary(program.updates.map { ($0.parameter, $0) }) { first, _ in first }
    for choice in chosen(program.updates.map(\.parameter)) {
      switch choice {
      case .node(let parameter):
        let update = updates[parameter] ?? first
        let state = update.state.flatMap { [$0.carried.leaf, $0.carried.next] }
        let cells = ([update.gradient] + state + [parameter, update.next]).map {
          Phrase(numbers.quantity($0))
        }
        table.rows.append(.cells([Phrase(names(parameter))] + cells))
      case .rest(let family, let count): table.rows.append(.omitted(.members(count, of: .plain(family))))
      }
    }
    table.standsAlone = isBrief
    emit(.table(folded(table)))
  }

  /// What the steps of a run so far did to one parameter.
  mutating func updates(of parameter: NodeID, at moment: Moment) {
    let name = names(parameter)
    emit(.open(.updates(name, Reading(after: moment))))
    tellFigures()
    defer { emit(.close) }
    guard moment.step > 0 else {
      let start = graph.startValue(of: parameter).map {
        Quantity(
          node: parameter, reading: Reading(after: moment), value: $0, digits: view.digits, typed: nil)
      }
      emit(.note(Words.notYetUpdated(name, start)))
      return
    }
    names.owner = parameter
    defer { names.owner = nil }
    var done = 0
    for step in recording.updateSteps(upTo: moment.step, chosen: view.steps) {
      notShown(step - done - 1)
      done = step
      let reading = Reading(inStep: step, ofRun: moment.run)
      guard let program = recording.program(in: reading),
        let update = program.updates.first(where: { $0.parameter == parameter })
      else { continue }
      var numbers = Numbers(recording, reading, view.digits, doubts)
      emit(.open(.step(step, batch: "", clock: nil, value: nil)))
      for line in program.common { rule(line, &numbers, claims: []) }
      if program.loss == nil, isFormula(update.gradient) {
        rule(
          Line(label: graph.label(of: update.gradient) ?? Label("g"), node: update.gradient, replaces: nil),
          &numbers, claims: [])
      } else {
        gradient(update, loss: program.loss, &numbers, claims: [])
      }
      for line in update.lines { rule(line, &numbers, claims: []) }
      emit(.close)
    }
    notShown(moment.step - done)
    emit(.omitted(.drawing))
  }
}

extension Recording {
  /// The steps whose updates of a parameter are shown: those chosen, else the first two and the last.
  package func updateSteps(upTo last: Int, chosen: Set<Int>?) -> [Int] {
    (chosen ?? [1, 2, last]).filter { (1...last).contains($0) }.sorted()
  }
}

/// The claims about what the last step of an act changed, which stand below the line that changed it.
private struct ClaimsBelow {
  private let recording: Recording
  private var leaves: [NodeID: [NodeID]] = [:]
  private(set) var waiting: [Int]

  init(_ recording: Recording, _ claims: [Int]) {
    self.recording = recording
    waiting = claims
  }

  /// What a step changes is spoken of by its leaves.
  mutating func leaves(of program: Program) {
    for pair in program.carried { leaves[pair.next, default: []].append(pair.leaf) }
  }

  /// The claims about a line's result, each given out once.
  mutating func take(_ node: NodeID) -> [Int] {
    let subjects = [node] + (leaves[node] ?? [])
    let found = waiting.filter { recording.claims[$0].verdict.node.map(subjects.contains) ?? false }
    waiting.removeAll { found.contains($0) }
    return found
  }
}
