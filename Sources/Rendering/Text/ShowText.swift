import Autodiff
import Letters
import Trace

extension TextRenderer {
  /// Values that the lesson asks for, aligned.
  mutating func show(_ shown: [Shown], at moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let most = options.detail == .full || shown.count <= 13 ? shown.count : 12
    let texts = shown.prefix(most).map { spelled($0.text) }
    let width = texts.map { DisplayWidth.of($0) }.max() ?? 0
    for (text, item) in zip(texts, shown) {
      let value = format.text(valuation.value(of: item.node, in: graph))
      page.line("  \(DisplayWidth.padded(text, to: width)) = \(value)")
    }
    if most < shown.count { page.line("  \(dots) and \(shown.count - most) more (--detail full shows all)") }
  }

  /// The most points that are worth computing for a chart.
  private static var mostPoints: Int { 512 }

  /// Values over the steps of a run up to a moment, as a chart.
  mutating func plot(_ all: [Shown], until last: Moment) {
    let shown = Array(all.prefix(Self.mostSeries))
    let steps = last.step
    let points = Swift.min(steps + 1, Self.mostPoints)
    var values = [[Double]](repeating: [], count: shown.count)
    for point in 0..<points {
      let step = points > 1 ? point * steps / (points - 1) : 0
      var valuation = recording.valuation(at: Moment(run: last.run, step: step))
      for (index, item) in shown.enumerated() {
        values[index].append(valuation.value(of: item.node, in: graph))
      }
    }
    let series = shown.indices.map { Plot.Series(name: spelled(shown[$0].text), values: values[$0]) }
    chart(series, first: 0, last: steps, axis: "step", over: "over the steps", of: shown)
    if all.count > shown.count { page.line("  \(dots) and \(all.count - shown.count) more lines not drawn") }
  }

  /// Values over an index at one moment, as a chart.
  mutating func profile(_ shown: [Shown], at moment: Moment) {
    var valuation = recording.valuation(at: moment)
    // `W[1,1]`, `W[1,2]`, `W[2,1]`: one series per name and outer index, over the last index.
    var series: [(name: String, outer: [Int], values: [Double])] = []
    for item in shown {
      let name = spelled(item.familyText)
      let outer = Array(item.indices.dropLast())
      let value = valuation.value(of: item.node, in: graph)
      if let last = series.last, last.name == name, last.outer == outer {
        series[series.count - 1].values.append(value)
      } else {
        series.append((name, outer, [value]))
      }
    }
    let lines = series.map { line in
      let outer = line.outer.map { "\($0)," }.joined()
      return Plot.Series(name: "\(line.name)[\(outer)\(options.ascii ? "." : "·")]", values: line.values)
    }
    let places = shown.compactMap(\.indices.last)
    let most = Self.mostSeries
    chart(
      Array(lines.prefix(most)), first: places.min() ?? 0, last: places.max() ?? 0, axis: "index",
      over: "over its index", of: shown)
    if lines.count > most { page.line("  \(dots) and \(lines.count - most) more lines not drawn") }
  }

  private mutating func chart(
    _ series: [Plot.Series], first: Int, last: Int, axis: String, over: String, of shown: [Shown]
  ) {
    var texts: [String] = []
    for text in shown.map({ spelled($0.familyText) }) where !texts.contains(text) { texts.append(text) }
    let plot = Plot(
      title: style(texts.joined(separator: ", ") + " " + over, .bold), first: first, last: last, axis: axis,
      series: series, ascii: options.ascii)
    page.lines(plot.lines(width: Swift.max(options.width, 40)))
  }

  /// No chart has more lines than there are marks to tell them apart.
  static var mostSeries: Int { 8 }

  /// The nodes below a node, each indented below its first user; of a parameter its updates.
  mutating func graphListing(_ output: NodeID, at moment: Moment) {
    if graph.leafKind(of: output) == .parameter {
      updates(of: output, at: moment)
      return
    }
    var valuation = recording.valuation(at: moment)
    page.line(style("Graph of \(names.text(of: output))", .bold) + after(moment))
    let most = options.detail == .full ? 5000 : 60
    let total = graph.nodes(below: output).count
    var written = 0
    var seen: Set<NodeID> = []
    var stack = [(node: output, depth: 1)]
    while let (node, depth) = stack.popLast() {
      if written == most {
        let rest = total - seen.count
        page.line(
          "  \(dots) \(rest) more nodes" + (options.detail == .full ? "" : " (--detail full shows more)"))
        break
      }
      let isNew = seen.insert(node).inserted
      let value = number(node, &valuation)
      page.line(String(repeating: "  ", count: Swift.min(depth, 24)) + listing(node) + " = \(value)")
      written += 1
      guard isNew else { continue }
      for operand in graph.operands(of: node).reversed() { stack.append((operand, depth + 1)) }
    }
    page.line(style("  --format dot draws it", .dim))
  }

  /// `z: add`, `w: parameter`, `mul`, `2`.
  private func listing(_ node: NodeID) -> String {
    let isNamed = graph.label(of: node) != nil
    let kind: String
    switch graph.leafKind(of: node) {
    case .parameter: kind = "parameter"
    case .input: kind = "input"
    case .constant: kind = "constant"
    case .state: kind = "state"
    case .gradient: kind = "gradient"
    case .step: kind = "step number"
    case nil: kind = graph.operation(of: node)?.row.name ?? ""
    }
    return isNamed ? "\(names.text(of: node)): \(kind)" : kind
  }
}
