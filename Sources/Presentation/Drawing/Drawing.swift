import Autodiff
import Trace

/// What a lesson wants drawn.
package enum Drawing: Sendable {
  case graph(NodeID, Moment, withGradient: Bool)
  /// Steps of one run, in order; of one parameter or all.
  case steps(run: Int, [Int], parameter: NodeID?)
}

/// The parts of a drawing: cards, edges between them, and groups that are opened and closed.
package enum DrawingPart: Sendable {
  case card(CardID, [Field], Role)
  case operation(CardID, Operation, [Operand])
  case note(CardID, Omission)
  case edge(from: CardID, to: CardID, Edge)
  /// A step with its cards.
  case open(step: Int, title: Phrase)
  case close

  package enum Field: Sendable {
    case blank
    case name(Name)
    case formula(FormulaTree)
    case number(Quantity)
  }

  package enum Role: Sendable { case output, parameter, given, other }

  /// An operand that is a number stands in the operation itself.
  package enum Operand: Sendable {
    case number(Name)
    case edge
  }

  package enum Edge: Sendable {
    case plain
    /// One of several operands whose order counts, from 1.
    case operand(Int)
    /// From operands that are not drawn.
    case rest
    /// Across steps that are not drawn.
    case across(steps: Int)
  }
}

/// A card of one drawing.
package enum CardID: Hashable, Sendable {
  case value(NodeID)
  case operation(NodeID)
  /// What a step made of a node; of a leaf, what it was before.
  case version(NodeID, step: Int)
  /// What is left out, of a step or of the drawing.
  case rest(step: Int?)
}

extension Recording {
  /// The drawings of a recording, in the order of its events: a graph once per moment, steps in a row as one.
  package func drawings(_ view: View) -> [Drawing] {
    var drawings: [Drawing] = []
    for event in events {
      switch event {
      case .forward(let node, let moment): add(node, moment, false, to: &drawings)
      case .backward(let node, let moment): add(node, moment, true, to: &drawings)
      case .graph(let node, let moment):
        if graph.leafKind(of: node) == nil { add(node, moment, false, to: &drawings) }
        if graph.leafKind(of: node) == .parameter, moment.step > 0 {
          let steps = updateSteps(upTo: moment.step, chosen: view.steps)
          drawings.append(.steps(run: moment.run, steps, parameter: node))
        }
      case .steps(let run, let steps, let shown):
        let wanted = (view.steps.map(Array.init) ?? shown).filter(steps.contains).sorted()
        if case .steps(run, let before, nil)? = drawings.last {
          drawings[drawings.count - 1] = .steps(run: run, before + wanted, parameter: nil)
        } else if !wanted.isEmpty {
          drawings.append(.steps(run: run, wanted, parameter: nil))
        }
      case .prose, .statement, .member, .comparison, .show, .plot, .claim, .notFinite: break
      }
    }
    guard drawings.isEmpty else { return drawings }
    for case .show(let shown, let moment) in events {
      for item in shown where graph.leafKind(of: item.node) == nil {
        add(item.node, moment, false, to: &drawings)
      }
    }
    return drawings
  }

  private func add(_ node: NodeID, _ moment: Moment, _ gradient: Bool, to drawings: inout [Drawing]) {
    for (place, drawing) in drawings.enumerated() {
      if case .graph(node, moment, let has) = drawing {
        drawings[place] = .graph(node, moment, withGradient: has || gradient)
        return
      }
    }
    drawings.append(.graph(node, moment, withGradient: gradient))
  }

  /// Goes through the parts of a drawing.
  package func draw(_ drawing: Drawing, _ view: View, _ body: (DrawingPart) -> Void) {
    switch drawing {
    case .graph(let output, let moment, let withGradient):
      Presenter(self, view).draw(output, Reading(after: moment), withGradient: withGradient, body)
    case .steps(let run, let steps, let parameter):
      var drawing = StepsDrawing(Presenter(self, view))
      drawing.draw(steps, ofRun: run, only: parameter, body)
    }
  }

  /// The title above a drawing of a graph among others; steps have titles of their own.
  package func title(of drawing: Drawing) -> Phrase? {
    guard case .graph(let output, let moment, _) = drawing else { return nil }
    return "\(Names(graph)(output))\(Reading(after: moment).words)"
  }
}
