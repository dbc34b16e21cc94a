import Autodiff
import Letters
import Presentation
import Trace

/// What the curves of the page are drawn from, for the script to draw them with other numbers.
extension PageData {
  func chart(_ chart: Chart, _ picture: ChartSVG) -> String {
    object([
      ("x", axis(chart.horizontal, isFixed: chart.isFixed)),
      ("y", axis(chart.vertical, isFixed: chart.frames[0].map != nil && chart.isFixed)),
      (
        "frames",
        list(
          zip(chart.frames, picture.rooms).map { frame, room in
            object([
              ("room", list([room.x, room.y, room.width, room.height].map(String.init))),
              (
                "map",
                frame.map.map {
                  list(
                    [index(of: $0.source.node), sweep($0.source.x), sweep($0.source.y)]
                      + moment($0.source.moment))
                } ?? "null"
              ),
              ("series", list(frame.series.map { series($0, picture.label(of: $0)) })),
            ])
          })
      ),
    ])
  }

  private func axis(_ axis: Axis, isFixed: Bool) -> String {
    let isLogarithmic = axis.scale == .logarithmic
    return object([
      ("low", JSON.number(axis.low)), ("high", JSON.number(axis.high)), ("log", String(isLogarithmic)),
      ("fixed", String(isFixed)), ("ticks", list(axis.ticks.map { JSON.number($0.value) })),
    ])
  }

  private func series(_ series: Chart.Series, _ label: String) -> String {
    let source: [(name: String, value: String)] =
      switch series.source {
      case .steps(let run, let last, let x, let y):
        [("run", String(run)), ("last", String(last)), ("across", x.map(read) ?? "null"), ("of", read(y))]
      case .leaf(let sweep, let moment, let node):
        [("sweep", self.sweep(sweep)), ("at", list(self.moment(moment))), ("of", list([index(of: node)]))]
      case .nodes(let pairs, let moment):
        [
          ("at", list(self.moment(moment))),
          (
            "nodes",
            list(
              pairs.map { list([JSON.number($0.place), $0.x.map(index(of:)) ?? "null", index(of: $0.y)]) })
          ),
        ]
      case nil: []
      }
    return object([("label", JSON.string(label)), ("form", JSON.string(series.form.rawValue))] + source)
  }

  /// A node, or by program the one that has the value in a step.
  private func read(_ node: Chart.Source.Node) -> String {
    guard let inSteps = node.inSteps else { return list([index(of: node.node)]) }
    return list(
      [index(of: node.node)]
        + inSteps.sorted { $0.key < $1.key }.map { list([String($0.key), index(of: $0.value)]) })
  }

  private func sweep(_ sweep: Sweep) -> String {
    list([index(ofLeaf: sweep.leaf), JSON.number(sweep.low), JSON.number(sweep.high), String(sweep.points)])
  }

  private func moment(_ moment: Moment) -> [String] { [String(moment.run), String(moment.step)] }
}

extension Chart {
  /// Whatever its values are read from.
  var nodes: Set<NodeID> {
    var nodes: Set<NodeID> = []
    for frame in frames {
      if let source = frame.map?.source { nodes.formUnion([source.node, source.x.leaf, source.y.leaf]) }
      for series in frame.series {
        switch series.source {
        case .steps(_, _, let x, let y):
          for read in [x, y].compactMap(\.self) {
            nodes.formUnion([read.node] + Array((read.inSteps ?? [:]).values))
          }
        case .leaf(let sweep, _, let node): nodes.formUnion([sweep.leaf, node])
        case .nodes(let pairs, _): nodes.formUnion(pairs.flatMap { [$0.x, $0.y].compactMap(\.self) })
        case nil: break
        }
      }
    }
    return nodes
  }
}
