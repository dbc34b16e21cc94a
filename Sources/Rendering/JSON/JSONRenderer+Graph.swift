import Autodiff
import Presentation
import Trace

/// The graph, and what the steps of training do in it.
extension JSONRenderer {
  /// Every node; its place in the list is its number.
  mutating func nodes() {
    for raw in 0..<graph.count {
      let node = NodeID(UInt32(raw))
      row { $0.members(of: node) }
    }
  }

  private mutating func members(of node: NodeID) {
    if let operation = graph.operation(of: node) {
      json.member("op", operation.row.name)
      let operands = graph.operands(of: node)
      json.array("operands") { json in for operand in operands { json.element(Int(operand.raw)) } }
    } else {
      json.member("kind", kind(node))
      json.member("start", graph.startValue(of: node))
      if case .constant(let spelling)? = graph.leafKind(of: node), !spelling.isEmpty {
        json.member("text", spelling)
      }
      if let origin = recording.origins[node] {
        object("read") { renderer in
          renderer.json.member("node", Int(origin.node.raw))
          renderer.moment(
            origin.inStep
              ? Reading(inStep: origin.moment.step, ofRun: origin.moment.run) : Reading(after: origin.moment))
        }
      }
    }
    if graph.label(of: node) != nil { json.member("name", name(node)) }
  }

  private func kind(_ leaf: NodeID) -> String {
    switch graph.leafKind(of: leaf) {
    case .parameter: "parameter"
    case .input: "input"
    case .gradient: "gradient"
    case .constant: "constant"
    case .step: "step"
    case .state, nil: "state"
    }
  }

  mutating func families() {
    for family in recording.families {
      row { renderer in
        renderer.json.member("name", family.name)
        renderer.json.array("members") { json in
          for member in family.members {
            json.object { json in
              json.member("indices", member.indices)
              json.member("node", Int(member.node.raw))
            }
          }
        }
      }
    }
  }

  // MARK: Rules

  mutating func rules() {
    for program in recording.programs { row { $0.members(of: program) } }
  }

  private mutating func members(of program: Program) {
    json.member("rule", program.optimizer.rule)
    hyperparameters(program.optimizer)
    json.member("loss", program.loss.map { Int($0.raw) })
    if !program.batch.isEmpty { json.member("batch", program.batch) }
    if let clock = program.clock { json.member("t", Int(clock.raw)) }
    lines("common", program.common, owner: nil)
    array("updates") { renderer in
      for update in program.updates { renderer.row { $0.members(of: update) } }
      renderer.json.line()
    }
  }

  mutating func hyperparameters(_ call: RuleCall) {
    json.array("hyperparameters") { json in
      for one in call.hyperparameters {
        json.object { json in
          json.member("name", one.name)
          json.member("text", one.spelling)
          json.member("value", one.value)
        }
      }
    }
  }

  private mutating func members(of update: Update) {
    json.member("parameter", Int(update.parameter.raw))
    json.member("gradient", Int(update.gradient.raw))
    json.member("next", Int(update.next.raw))
    json.array("state") { json in
      for (name, carried) in update.state {
        json.object { json in
          json.member("name", name)
          json.member("node", Int(carried.leaf.raw))
          json.member("next", Int(carried.next.raw))
        }
      }
    }
    lines("lines", update.lines, owner: update.parameter)
  }

  /// Lines as text and as nodes.
  private mutating func lines(_ key: String, _ lines: [Line], owner: NodeID?) {
    var names = names
    names.owner = owner
    array(key) { renderer in
      for line in lines {
        var builder = FormulaBuilder(renderer.graph, names: names, limits: Limits(renderer.view.detail))
        let (left, right) = (names(line.label), builder.formula(of: line.node))
        renderer.json.object { json in
          let sign = line.replaces == nil ? "=" : "←"
          json.member("text", FormulaText().text(left) + " \(sign) " + FormulaText().text(right))
          json.member("node", Int(line.node.raw))
          if let replaced = line.replaces { json.member("replaces", Int(replaced.raw)) }
        }
      }
    }
  }
}
