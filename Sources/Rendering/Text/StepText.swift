import Autodiff
import Trace

extension TextRenderer {
  /// The steps of one act: those chosen in full, the others counted.
  mutating func steps(run: Int, _ steps: ClosedRange<Int>, shown: [Int], claims: [Int]) {
    let wanted = (options.steps.map(Array.init) ?? shown).filter(steps.contains).sorted()
    var waiting = claims
    var done = steps.lowerBound - 1
    for step in wanted where step > done {
      notShown(step - done - 1)
      let below = step == steps.upperBound ? waiting : []
      page.space()
      self.step(step, ofRun: run, claims: below, printed: &waiting)
      done = step
    }
    notShown(steps.upperBound - done)
    lossAfter(steps.upperBound, ofRun: run)
    for index in waiting { claim(index, indent: 2) }
  }

  private mutating func notShown(_ count: Int) {
    guard count > 0 else { return }
    page.space()
    page.line("\(dots) \(count == 1 ? "1 step" : "\(count) steps") not shown (--step N shows any)")
    page.space()
  }

  private mutating func lossAfter(_ step: Int, ofRun run: Int) {
    guard let index = recording.runs[run].program(ofStep: step) else { return }
    let program = recording.programs[index]
    guard let loss = recording.wholeLoss(of: program) else { return }
    var valuation = recording.valuation(at: Moment(run: run, step: step))
    page.space()
    page.line(
      "After step \(step)   \(names.text(of: loss)) = \(format.text(valuation.value(of: loss, in: graph)))")
  }

  /// One step: what it saw, and each update as formula, numbers put in and result.
  private mutating func step(_ step: Int, ofRun run: Int, claims: [Int], printed waiting: inout [Int]) {
    guard let index = recording.runs[run].program(ofStep: step) else { return }
    let program = recording.programs[index]
    var valuation = recording.valuation(inStep: step, ofRun: run)
    let single = program.updates.count == 1 ? program.updates.first : nil
    page.line(heading(step, run, program, single: single, &valuation))
    for line in program.common { rule(line, indent: 2, &valuation) }
    if options.detail == .brief {
      table(program, &valuation)
      return
    }
    var below = ClaimsBelow(recording: recording, program: program, claims: claims)
    let showsAll = options.detail == .full || isShort(program)
    for (position, update) in program.updates.enumerated() where position == 0 || showsAll {
      names.owner = update.parameter
      defer { names.owner = nil }
      let indent = single == nil ? 4 : 2
      if single == nil { page.line("  " + style(names.text(of: update.parameter), .bold)) }
      if single == nil || program.loss != nil {
        gradient(update, loss: program.loss, indent: indent, &valuation)
      }
      for index in below.take(update.gradient) { claim(index, indent: indent + 2) }
      for line in update.lines {
        rule(line, indent: indent, &valuation)
        for index in below.take(line.node) { claim(index, indent: indent + 2) }
      }
    }
    if program.updates.count > 1, options.detail == .full || !showsAll {
      page.space()
      table(program, &valuation)
    }
    waiting.removeAll { below.taken.contains($0) }
  }

  /// What the steps of a run so far did to one parameter.
  mutating func updates(of parameter: NodeID, at moment: Moment) {
    let name = names.text(of: parameter)
    page.line(style("Updates of \(name)", .bold) + after(moment))
    guard moment.step > 0 else {
      let start = graph.startValue(of: parameter).map { " = \(format.text($0))" } ?? ""
      page.line("  \(name)\(start); no step has been made yet")
      return
    }
    names.owner = parameter
    defer { names.owner = nil }
    var done = 0
    for step in Drawing.updates(upTo: moment.step, chosen: options.steps) {
      notShown(step - done - 1)
      done = step
      guard let index = recording.runs[moment.run].program(ofStep: step) else { continue }
      let program = recording.programs[index]
      guard let update = program.updates.first(where: { $0.parameter == parameter }) else { continue }
      var valuation = recording.valuation(inStep: step, ofRun: moment.run)
      page.space()
      page.line(style("Step \(step)", .bold))
      for line in program.common { rule(line, indent: 2, &valuation) }
      gradient(update, loss: program.loss, indent: 2, &valuation)
      for line in update.lines { rule(line, indent: 2, &valuation) }
    }
    notShown(moment.step - done)
    page.space()
    page.line(style("--format dot draws it", .dim))
  }

  /// Whether the updates of all parameters are worked out, rather than the first and a table: two or three parameters
  /// with few lines each.
  private func isShort(_ program: Program) -> Bool {
    program.updates.count <= 3 && program.updates.reduce(0) { $0 + $1.lines.count } <= 6
  }

  private func heading(
    _ step: Int, _ run: Int, _ program: Program, single: Update?, _ valuation: inout Valuation
  ) -> String {
    var text = style("Step \(step)", .bold)
    if !program.batch.isEmpty { text += " (\(spelled(program.batch)))" }
    if program.clock != nil, let clock = recording.clock(inStep: step, ofRun: run), clock != step {
      text += "   t = \(clock)"
    }
    if let loss = program.loss {
      let name = graph.label(of: loss) == nil ? "loss" : names.text(of: loss)
      text += "   \(name) = \(format.text(valuation.value(of: loss, in: graph)))"
    } else if let single {
      text += "   g = \(format.text(valuation.value(of: single.gradient, in: graph)))"
    }
    return text
  }

  /// `g = ∂L/∂w = -0.11`
  private mutating func gradient(_ update: Update, loss: NodeID?, indent: Int, _ valuation: inout Valuation) {
    let value = format.text(valuation.value(of: update.gradient, in: graph))
    var text = String(repeating: " ", count: indent) + "g = "
    if let loss { text += names.adjoint(of: loss, to: update.parameter) + " = " }
    page.line(text + value)
  }

  /// One line of the rule.
  private mutating func rule(_ line: Line, indent: Int, _ valuation: inout Valuation) {
    var builder = builder()
    let tree = builder.formula(of: line.node)
    let isUpdate = line.replaces != nil
    let worked = worked(
      names.text(of: line.label), isUpdate ? arrow() : "=", tree, node: line.node, &valuation)
    page.lines(worked.lines(isUpdate: isUpdate, width: options.width - indent), indent: indent)
  }

  /// All parameters before and after the step.
  private mutating func table(_ program: Program, _ valuation: inout Valuation) {
    guard let first = program.updates.first else { return }
    var heads = ["parameter", "g"]
    for (name, _) in first.state { heads += [spelled(name) + " before", spelled(name) + " after"] }
    var table = Columns(heads + ["before", "after"])
    let selection = selection(of: program.updates.map(\.parameter))
    for update in program.updates {
      switch selection[update.parameter] {
      case .shown: break
      case .rest(let name, let count):
        table.note(rest(of: name, count))
        continue
      case .leftOut: continue
      }
      var cells = [names.text(of: update.parameter)]
      var nodes = [update.gradient]
      for (_, carried) in update.state { nodes += [carried.leaf, carried.next] }
      nodes += [update.parameter, update.next]
      for node in nodes { cells.append(format.text(valuation.value(of: node, in: graph))) }
      table.add(cells)
    }
    page.lines(table.lines(indent: 2, width: options.width))
  }
}

/// The claims about what the last step of an act changed, which stand below the line that changed it.
private struct ClaimsBelow {
  private let recording: Recording
  private let leaves: [NodeID: [NodeID]]
  private var waiting: [Int]
  private(set) var taken: Set<Int> = []

  init(recording: Recording, program: Program, claims: [Int]) {
    self.recording = recording
    var leaves: [NodeID: [NodeID]] = [:]
    for pair in program.carried { leaves[pair.next, default: []].append(pair.leaf) }
    self.leaves = leaves
    waiting = claims
  }

  /// The claims about a line's result, each given out once.
  mutating func take(_ node: NodeID) -> [Int] {
    let subjects = [node] + (leaves[node] ?? [])
    let found = waiting.filter { recording.claims[$0].verdict.node.map(subjects.contains) ?? false }
    waiting.removeAll { found.contains($0) }
    taken.formUnion(found)
    return found
  }
}
