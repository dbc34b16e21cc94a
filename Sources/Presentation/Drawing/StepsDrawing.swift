import Autodiff
import Trace

/// Steps as groups of their update lines; what a step gives out feeds the next one.
struct StepsDrawing {
  private var page: Presenter
  /// The step being drawn, and how many steps were left out before it.
  private var step = 0
  private var skipped = 0
  /// The card of the newest version of a node.
  private var present: [NodeID: CardID] = [:]
  /// Parameters and state.
  private var carried: Set<NodeID> = []
  /// Where the formulas of the step's lines end, drawn or not.
  private var ends: Set<NodeID> = []

  init(_ page: Presenter) { self.page = page }

  /// - Parameter parameter: the one whose updates are drawn; nil: all.
  mutating func draw(
    _ steps: [Int], ofRun run: Int, only parameter: NodeID?, _ body: (DrawingPart) -> Void
  ) {
    for step in steps where step > self.step {
      let reading = Reading(inStep: step, ofRun: run)
      guard let program = page.recording.program(in: reading) else { continue }
      var numbers = Numbers(page.recording, reading, page.view.digits, page.doubts)
      let wanted = program.updates.filter { parameter == nil || $0.parameter == parameter }
      let updates = wanted.prefix(page.limits.drawnUpdates)
      skipped = self.step == 0 ? 0 : step - self.step - 1
      self.step = step
      for update in updates {
        for leaf in [update.parameter] + update.state.map(\.carried.leaf) where present[leaf] == nil {
          start(leaf, of: update, &numbers, body)
        }
      }
      body(.open(step: step, title: title(program, &numbers)))
      note(updates, of: program)
      for line in program.common { self.line(line, page.names(line.label), .other, &numbers, body) }
      for update in updates { self.update(update, program, &numbers, body) }
      let rest = wanted.count - updates.count
      if rest > 0 { body(.note(.rest(step: step), .drawnParameters(rest))) }
      body(.close)
    }
  }

  /// Lines may read what the step makes of other parameters, so all that it is going to draw is known beforehand.
  private mutating func note(_ updates: ArraySlice<Update>, of program: Program) {
    ends = Set(program.updates.map(\.gradient) + program.updates.flatMap { $0.lines.map(\.node) })
    for node in updates.flatMap({ [$0.gradient] + $0.lines.map(\.node) }) {
      present[node] = .version(node, step: step)
    }
  }

  private func title(_ program: Program, _ numbers: inout Numbers) -> Phrase {
    let loss = program.loss.map { (page.names($0) as Name?, numbers.quantity($0)) }
    return Heading.step(step, batch: program.batch, clock: nil, value: loss).words
  }

  /// A parameter or state before the first step drawn.
  private mutating func start(
    _ leaf: NodeID, of update: Update, _ numbers: inout Numbers, _ body: (DrawingPart) -> Void
  ) {
    let id = CardID.version(leaf, step: step - 1)
    body(
      .card(
        id,
        [
          .name(versioned(leaf, of: update, step - 1)),
          .number(numbers.quantity(leaf)),
        ], leaf == update.parameter ? .parameter : .other))
    present[leaf] = id
    carried.insert(leaf)
  }

  /// `θ₁`, `w[2]@1`: a carried leaf after a step.
  private func versioned(_ leaf: NodeID, of update: Update, _ step: Int) -> Name {
    var names = page.names
    names.owner = page.recording.programs.allSatisfy { $0.updates.count <= 1 } ? update.parameter : nil
    return .version(names(leaf), step: step)
  }

  private mutating func update(
    _ update: Update, _ program: Program, _ numbers: inout Numbers, _ body: (DrawingPart) -> Void
  ) {
    page.names.owner = update.parameter
    defer { page.names.owner = nil }
    let id = CardID.version(update.gradient, step: step)
    let adjoint = program.loss.map {
      DrawingPart.Field.name(page.names.adjoint(of: $0, to: update.parameter))
    }
    let formula =
      program.loss == nil && page.isFormula(update.gradient)
      ? DrawingPart.Field.formula(page.formula(of: update.gradient)) : nil
    let value = DrawingPart.Field.number(numbers.quantity(update.gradient))
    let name = DrawingPart.Field.name(page.names(update.gradient))
    body(.card(id, [name] + [adjoint, formula].compactMap(\.self) + [value], .given))
    present[update.gradient] = id
    let carried = [Carried(leaf: update.parameter, next: update.next)] + update.state.map(\.carried)
    for line in update.lines {
      let pair = carried.last { $0.next == line.node }
      let isParameter = carried.contains { $0.next == line.node && $0.leaf == update.parameter }
      let name = pair.map { versioned($0.leaf, of: update, step) } ?? page.names(line.label)
      self.line(line, name, isParameter ? .parameter : .other, &numbers, body)
    }
    // What the next step reads.
    for pair in carried { present[pair.leaf] = present[pair.next] ?? present[pair.leaf] }
  }

  /// A line of the rule, with edges from what it reads.
  private mutating func line(
    _ line: Line, _ name: Name, _ role: DrawingPart.Role, _ numbers: inout Numbers,
    _ body: (DrawingPart) -> Void
  ) {
    let id = CardID.version(line.node, step: step)
    let tree = page.formula(of: line.node)
    let value = numbers.quantity(line.node)
    body(.card(id, [.name(name), .formula(tree), .number(value)], role))
    var seen: Set<NodeID> = []
    // A long formula is not written in full, but reads all the same.
    let read = page.graph.nodes(read: line.node) { ends.contains($0) || present[$0] != nil }
    for node in tree.nodes + read where seen.insert(node).inserted {
      guard let from = present[node] else { continue }
      let isGap = skipped > 0 && carried.contains(node)
      body(.edge(from: from, to: id, isGap ? .across(steps: skipped) : .plain))
    }
    present[line.node] = id
  }
}

extension Graph {
  /// The known nodes that a node is computed from without another known one between, oldest first.
  fileprivate func nodes(read node: NodeID, where isKnown: (NodeID) -> Bool) -> [NodeID] {
    var found: Set<NodeID> = []
    var seen: Set<NodeID> = []
    var stack = Array(operands(of: node))
    while let next = stack.popLast() {
      if isKnown(next) {
        found.insert(next)
      } else if seen.insert(next).inserted {
        stack += operands(of: next)
      }
    }
    return found.sorted()
  }
}
