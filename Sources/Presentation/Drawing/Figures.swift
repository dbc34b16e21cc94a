import Autodiff
import Trace

/// What a lesson wants to be seen.
package enum Figure: Sendable {
  case drawing(DrawingSubject)
  case chart(Chart)
}

/// What a drawing is made of.
package enum DrawingSubject: Sendable {
  /// The graph below a node, with the values of a moment.
  case graph(NodeID, Moment, withGradient: Bool)
  /// Steps of one run, in order; of one parameter or all.
  case steps(run: Int, [Int], parameter: NodeID?)
}

extension Recording {
  /// The figures of a recording, in the order of its events: a graph once per moment, steps in a row as one.
  package func figures(_ view: View) -> [Figure] {
    var figures = FigureList()
    var outputs: Set<NodeID> = []
    for event in events {
      for subject in subjects(of: event, view, drawn: &outputs) { figures.add(subject) }
      for chart in charts(of: event, view) { figures.add(chart) }
    }
    if !figures.all.isEmpty {
      return figures.all.flatMap { figure -> [Figure] in
        guard case .drawing(let subject) = figure else { return [figure] }
        return rows(of: subject).map { .drawing($0) }
      }
    }
    // Of a family that is shown its first member; a slope is a circuit that nobody asked to see.
    var families: Set<String> = []
    for case .show(let shown, let moment) in events {
      for item in shown
      where graph.leafKind(of: item.node) == nil && graph.section(of: item.node) == .definitions
        && families.insert(item.familyText).inserted
      {
        figures.add(.graph(item.node, moment, withGradient: false))
      }
    }
    return figures.all
  }

  /// Steps in rows that are not too wide; a graph as it is.
  func rows(of subject: DrawingSubject) -> [DrawingSubject] {
    guard case .steps(let run, let steps, let parameter) = subject, let first = steps.first,
      let program = program(in: Reading(inStep: first, ofRun: run))
    else { return [subject] }
    let lines = program.common.count + (program.updates.map(\.lines.count).max() ?? 0)
    let most = max(1, Limits.linesOfARow / (lines + 1))
    return stride(from: 0, to: steps.count, by: most).map {
      .steps(run: run, Array(steps[$0..<min($0 + most, steps.count)]), parameter: parameter)
    }
  }

  /// What is drawn of an event.
  /// - Parameter drawn: the outputs whose graphs are drawn already. Before the first steps that minimize a loss its
  ///   graph is drawn if it has not been.
  func subjects(of event: Event, _ view: View, drawn: inout Set<NodeID>) -> [DrawingSubject] {
    switch event {
    case .forward(let node, let moment):
      drawn.insert(node)
      return [.graph(node, moment, withGradient: false)]
    case .backward(let node, let moment):
      drawn.insert(node)
      return [.graph(node, moment, withGradient: true)]
    case .graph(let node, let moment):
      if graph.leafKind(of: node) == nil {
        drawn.insert(node)
        return [.graph(node, moment, withGradient: false)]
      }
      guard graph.leafKind(of: node) == .parameter, moment.step > 0 else { return [] }
      let steps = updateSteps(upTo: moment.step, chosen: view.steps)
      return [.steps(run: moment.run, steps, parameter: node)]
    case .steps(let run, let steps, let shown):
      let wanted = (view.steps.map(Array.init) ?? shown).filter(steps.contains).sorted()
      let end = Moment(run: run, step: steps.upperBound)
      return network(after: end, &drawn) + (wanted.isEmpty ? [] : [.steps(run: run, wanted, parameter: nil)])
    case .comparison(let runs, _):
      guard let run = runs.first, self.runs[run].steps > 0 else { return [] }
      return network(after: Moment(run: run, step: self.runs[run].steps), &drawn)
    case .prose, .statement, .member, .show, .plot, .claim, .question, .answer, .notFinite: return []
    }
  }

  /// The graph of what a step minimized, if it has not been drawn.
  private func network(after moment: Moment, _ drawn: inout Set<NodeID>) -> [DrawingSubject] {
    guard let program = runs[moment.run].program(ofStep: moment.step),
      let loss = wholeLoss(of: programs[program]), graph.leafKind(of: loss) == nil,
      drawn.insert(loss).inserted
    else { return [] }
    return [.graph(loss, moment, withGradient: false)]
  }

  /// The charts of an event.
  private func charts(of event: Event, _ view: View) -> [Chart] {
    var charts: [Chart] = []
    switch event {
    case .plot, .comparison:
      var presenter = Presenter(self, view) { if case .chart(let chart) = $0 { charts.append(chart) } }
      presenter.present(event)
    default: break
    }
    return charts
  }

  /// The drawing of a subject.
  package func drawing(of subject: DrawingSubject, _ view: View) -> Drawing {
    let presenter = Presenter(self, view)
    switch subject {
    case .graph(let output, let moment, let withGradient):
      return presenter.drawing(of: output, Reading(after: moment), withGradient: withGradient)
    case .steps(let run, let steps, let parameter):
      var drawing = StepsDrawing(presenter)
      return drawing.drawing(of: steps, ofRun: run, only: parameter)
    }
  }
}

/// Figures in order, without twins.
private struct FigureList {
  private(set) var all: [Figure] = []

  mutating func add(_ chart: Chart) { all.append(.chart(chart)) }

  mutating func add(_ subject: DrawingSubject) {
    switch subject {
    case .graph(let node, let moment, let withGradient):
      for (place, figure) in all.enumerated() {
        if case .drawing(.graph(node, moment, let has)) = figure {
          all[place] = .drawing(.graph(node, moment, withGradient: has || withGradient))
          return
        }
      }
    case .steps(let run, let steps, nil):
      if case .drawing(.steps(run, let before, nil))? = all.last {
        all[all.count - 1] = .drawing(.steps(run: run, before + steps, parameter: nil))
        return
      }
    case .steps: break
    }
    all.append(.drawing(subject))
  }
}
