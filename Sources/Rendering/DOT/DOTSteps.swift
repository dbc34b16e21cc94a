import Autodiff
import Letters
import Trace

extension DOTRenderer {
  /// How many parameters' updates are drawn.
  private var mostUpdates: Int { options.detail == .full ? mostNodes : 3 }

  /// Each step as a cluster of its update lines; what a step gives out feeds the next one.
  /// - Parameter parameter: the one whose updates are drawn; nil: all.
  mutating func draw(_ steps: [Int], ofRun run: Int, only parameter: NodeID? = nil, _ prefix: String) {
    var chain = StepChain()
    for step in steps where step > chain.last {
      guard let index = recording.runs[run].program(ofStep: step) else { continue }
      let program = recording.programs[index]
      var valuation = recording.valuation(inStep: step, ofRun: run)
      let wanted = program.updates.filter { parameter == nil || $0.parameter == parameter }
      let updates = wanted.prefix(mostUpdates)
      chain.begin(step)
      for update in updates {
        for leaf in [update.parameter] + update.state.map(\.carried.leaf) where chain.present[leaf] == nil {
          start(leaf, of: update, before: step, &chain, &valuation, prefix)
        }
      }
      open("\(prefix)step\(step)", title(step, program, &valuation))
      for line in program.common {
        self.line(line, name: names.text(of: line.label), "", &chain, &valuation, prefix)
      }
      for update in updates { self.update(update, program, &chain, &valuation, prefix) }
      let rest = wanted.count - updates.count
      if rest > 0 {
        note("\(prefix)step\(step)_more", "… and \(rest) more parameters; --detail full draws all")
      }
      close()
    }
  }

  private mutating func title(_ step: Int, _ program: Program, _ valuation: inout Valuation) -> String {
    var title = "Step \(step)"
    if !program.batch.isEmpty { title += " (\(names.spelled(program.batch)))" }
    if let loss = program.loss {
      title += "   \(names.text(of: loss)) = \(format.text(valuation.value(of: loss, in: graph)))"
    }
    return title
  }

  /// A parameter or state before the first step drawn.
  private mutating func start(
    _ leaf: NodeID, of update: Update, before step: Int, _ chain: inout StepChain,
    _ valuation: inout Valuation,
    _ prefix: String
  ) {
    let id = "\(prefix)s\(step - 1)_n\(leaf.raw)"
    let fields = [
      versioned(leaf, of: update, step - 1), format.text(valuation.value(of: leaf, in: graph)),
    ]
    let color = leaf == update.parameter ? ", fillcolor=lightgreen" : ""
    line("\(id) [label=\(DOT.record(fields))\(color)]")
    chain.present[leaf] = id
    chain.carried.insert(leaf)
  }

  /// `θ₁`, `w[2]@1`: a carried leaf after a step.
  private func versioned(_ leaf: NodeID, of update: Update, _ step: Int) -> String {
    var names = names
    names.owner = recording.programs.allSatisfy { $0.updates.count <= 1 } ? update.parameter : nil
    let name = names.text(of: leaf)
    guard let end = name.last, end.isLetter, !options.ascii else { return "\(name)@\(step)" }
    return name + Digits.lowered(String(step))
  }

  private mutating func update(
    _ update: Update, _ program: Program, _ chain: inout StepChain, _ valuation: inout Valuation,
    _ prefix: String
  ) {
    names.owner = update.parameter
    defer { names.owner = nil }
    let gradient = "\(prefix)s\(chain.last)_n\(update.gradient.raw)"
    var fields = ["g"]
    if let loss = program.loss { fields.append(names.adjoint(of: loss, to: update.parameter)) }
    fields.append(format.text(valuation.value(of: update.gradient, in: graph)))
    line("\(gradient) [label=\(DOT.record(fields)), fillcolor=lightblue]")
    chain.present[update.gradient] = gradient
    let carried = [Carried(leaf: update.parameter, next: update.next)] + update.state.map(\.carried)
    for line in update.lines {
      var name = names.text(of: line.label)
      var color = ""
      for pair in carried where pair.next == line.node {
        name = versioned(pair.leaf, of: update, chain.last)
        if pair.leaf == update.parameter { color = ", fillcolor=lightgreen" }
      }
      self.line(line, name: name, color, &chain, &valuation, prefix)
    }
    // What the next step reads.
    for pair in carried { chain.present[pair.leaf] = chain.present[pair.next] ?? chain.present[pair.leaf] }
  }

  /// A line of the rule, with edges from what it reads.
  private mutating func line(
    _ line: Line, name: String, _ color: String, _ chain: inout StepChain, _ valuation: inout Valuation,
    _ prefix: String
  ) {
    let id = "\(prefix)s\(chain.last)_n\(line.node.raw)"
    var builder = FormulaBuilder(graph, everyTerm: options.detail == .full)
    let tree = builder.formula(of: line.node)
    let formula = FormulaText(graph, names: names, ascii: options.ascii).text(tree)
    let value = format.text(valuation.value(of: line.node, in: graph))
    self.line("\(id) [label=\(DOT.record([name, formula, value]))\(color)]")
    var seen: Set<NodeID> = []
    for node in tree.nodes where seen.insert(node).inserted {
      guard let from = chain.present[node] else { continue }
      let isGap = chain.skipped > 0 && chain.carried.contains(node)
      let label = DOT.quoted(chain.skipped == 1 ? "1 step not drawn" : "\(chain.skipped) steps not drawn")
      self.line("\(from) -> \(id)\(isGap ? " [style=dashed, label=\(label)]" : "")")
    }
    chain.present[line.node] = id
  }
}

/// What steps hand on to each other while they are drawn.
private struct StepChain {
  /// The step being drawn.
  private(set) var last = 0
  /// How many steps were left out before it.
  private(set) var skipped = 0
  /// The id under which the newest version of a node is drawn.
  var present: [NodeID: String] = [:]
  /// Parameters and state.
  var carried: Set<NodeID> = []

  mutating func begin(_ step: Int) {
    skipped = last == 0 ? 0 : step - last - 1
    last = step
  }
}
