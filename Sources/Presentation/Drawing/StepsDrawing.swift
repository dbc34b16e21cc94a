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
  private var builder = DrawingBuilder()
  /// The cards of the step being drawn.
  private var cards: [CardID] = []

  init(_ page: Presenter) { self.page = page }

  /// - Parameter parameter: the one whose updates are drawn; nil: all.
  mutating func drawing(of steps: [Int], ofRun run: Int, only parameter: NodeID?) -> Drawing {
    var optimizer: String?
    for step in steps where step > self.step {
      let reading = Reading(inStep: step, ofRun: run)
      guard let program = page.recording.program(in: reading) else { continue }
      var numbers = Numbers(page.recording, reading, page.view.digits, page.doubts)
      let wanted = program.updates.filter { parameter == nil || $0.parameter == parameter }
      let updates = wanted.prefix(page.limits.drawnUpdates)
      optimizer = optimizer ?? program.optimizer.text
      skipped = self.step == 0 ? 0 : step - self.step - 1
      self.step = step
      for update in updates {
        for leaf in [update.parameter] + update.state.map(\.carried.leaf) where present[leaf] == nil {
          start(leaf, of: update, &numbers)
        }
      }
      cards = []
      note(updates, of: program)
      for line in program.common { self.line(line, page.names(line.label), .other, &numbers) }
      for update in updates { self.update(update, program, &numbers) }
      if wanted.count > updates.count {
        var rest = Drawing.Card(.rest(step: step))
        rest.omission = .drawnParameters(wanted.count - updates.count)
        add(rest)
      }
      builder.group(title(program, &numbers), cards, .step(step))
    }
    return builder.drawing(Words.updatesDrawn(optimizer ?? ""))
  }

  private mutating func add(_ card: Drawing.Card) {
    var card = card
    card.band = 2 * step
    cards.append(card.id)
    builder.add(card)
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
  private mutating func start(_ leaf: NodeID, of update: Update, _ numbers: inout Numbers) {
    var card = Drawing.Card(.version(leaf, step: step - 1))
    card.name = versioned(leaf, of: update, step - 1)
    card.value = numbers.quantity(leaf)
    card.role = leaf == update.parameter ? .parameter : .other
    card.band = 2 * step - 1
    builder.add(card)
    present[leaf] = card.id
    carried.insert(leaf)
  }

  /// `θ₁`, `w[2]@1`: a carried leaf after a step.
  private func versioned(_ leaf: NodeID, of update: Update, _ step: Int) -> Name {
    var names = page.names
    names.owner = page.recording.programs.allSatisfy { $0.updates.count <= 1 } ? update.parameter : nil
    return .version(names(leaf), step: step)
  }

  private mutating func update(_ update: Update, _ program: Program, _ numbers: inout Numbers) {
    page.names.owner = update.parameter
    defer { page.names.owner = nil }
    var card = Drawing.Card(.version(update.gradient, step: step))
    card.role = .given
    card.name = page.names(update.gradient)
    if let loss = program.loss {
      card.alias = page.names.adjoint(of: loss, to: update.parameter)
    } else if page.isFormula(update.gradient) {
      card.formula = page.formula(of: update.gradient)
    }
    card.value = numbers.quantity(update.gradient)
    add(card)
    present[update.gradient] = card.id
    let carried = [Carried(leaf: update.parameter, next: update.next)] + update.state.map(\.carried)
    for line in update.lines {
      let pair = carried.last { $0.next == line.node }
      let isParameter = carried.contains { $0.next == line.node && $0.leaf == update.parameter }
      let name = pair.map { versioned($0.leaf, of: update, step) } ?? page.names(line.label)
      self.line(line, name, isParameter ? .parameter : .other, &numbers)
    }
    // What the next step reads.
    for pair in carried { present[pair.leaf] = present[pair.next] ?? present[pair.leaf] }
  }

  /// A line of the rule, with edges from what it reads.
  private mutating func line(_ line: Line, _ name: Name, _ role: Drawing.Role, _ numbers: inout Numbers) {
    var card = Drawing.Card(.version(line.node, step: step))
    card.role = role
    card.name = name
    let formula = page.formula(of: line.node)
    card.formula = formula
    card.value = numbers.quantity(line.node)
    add(card)
    var seen: Set<NodeID> = []
    // A long formula is not written in full, but reads all the same.
    let read = page.graph.nodes(read: line.node) { ends.contains($0) || present[$0] != nil }
    for node in formula.nodes + read where seen.insert(node).inserted {
      guard let from = present[node] else { continue }
      let isGap = skipped > 0 && carried.contains(node)
      builder.connect(from, card.id, isGap ? .across(steps: skipped) : .plain)
    }
    present[line.node] = card.id
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
