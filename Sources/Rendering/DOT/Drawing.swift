import Autodiff
import Trace

/// What a lesson wants drawn.
struct Drawing {
  enum Kind {
    case graph(NodeID, Moment, withGradient: Bool)
    /// Steps of one run, in order.
    case steps(run: Int, [Int])
    /// What steps of one run did to one parameter.
    case updates(of: NodeID, run: Int, [Int])
  }
  var kind: Kind

  /// The drawings of a recording, in the order of its events. Each graph is drawn once per moment; steps that follow
  /// one another are one drawing.
  ///
  /// - Parameter chosen: the steps to draw; nil: those the lesson shows.
  static func all(of recording: Recording, steps chosen: Set<Int>?) -> [Drawing] {
    var drawings: [Drawing] = []
    for event in recording.events {
      switch event {
      case .forward(let node, let moment): add(node, moment, false, to: &drawings)
      case .backward(let node, let moment): add(node, moment, true, to: &drawings)
      case .graph(let node, let moment):
        if recording.graph.leafKind(of: node) == nil { add(node, moment, false, to: &drawings) }
        if recording.graph.leafKind(of: node) == .parameter, moment.step > 0 {
          let steps = updates(upTo: moment.step, chosen: chosen)
          drawings.append(Drawing(kind: .updates(of: node, run: moment.run, steps)))
        }
      case .steps(let run, let steps, let shown):
        let wanted = (chosen.map(Array.init) ?? shown).filter(steps.contains).sorted()
        if case .steps(run, let before)? = drawings.last?.kind {
          drawings[drawings.count - 1].kind = .steps(run: run, before + wanted)
        } else if !wanted.isEmpty {
          drawings.append(Drawing(kind: .steps(run: run, wanted)))
        }
      default: break
      }
    }
    guard drawings.isEmpty else { return drawings }
    for case .show(let shown, let moment) in recording.events {
      for item in shown where recording.graph.leafKind(of: item.node) == nil {
        add(item.node, moment, false, to: &drawings)
      }
    }
    return drawings
  }

  /// The steps whose updates of a parameter are shown: those chosen, else the first two and the last.
  static func updates(upTo last: Int, chosen: Set<Int>?) -> [Int] {
    (chosen ?? [1, 2, last]).filter { (1...last).contains($0) }.sorted()
  }

  private static func add(_ node: NodeID, _ moment: Moment, _ gradient: Bool, to drawings: inout [Drawing]) {
    for (place, drawing) in drawings.enumerated() {
      if case .graph(node, moment, let has) = drawing.kind {
        drawings[place].kind = .graph(node, moment, withGradient: has || gradient)
        return
      }
    }
    drawings.append(Drawing(kind: .graph(node, moment, withGradient: gradient)))
  }
}
