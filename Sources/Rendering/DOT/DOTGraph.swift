import Autodiff
import Letters
import Trace

extension DOTRenderer {
  /// The graph below an output: a record for every value, and before each that was computed its operation.
  mutating func draw(_ output: NodeID, at moment: Moment, withGradient: Bool, _ prefix: String) {
    var valuation = recording.valuation(at: moment)
    let all = graph.nodes(below: output)
    let drawn = all.count <= mostNodes ? Set(all) : nearest(output)
    for node in all where drawn.contains(node) && !isLiteral(node) {
      let adjoint = withGradient ? graph.adjoint(of: output, to: node) : nil
      let fields = [
        graph.label(of: node) == nil ? "" : names.text(of: node),
        graph.isPrintedAsTyped(node)
          ? names.spelled(graph.spelling(of: node)) : format.text(valuation.value(of: node, in: graph)),
        adjoint.map { format.text(valuation.value(of: $0, in: graph)) } ?? "",
      ]
      line("\(prefix)n\(node.raw) [label=\(DOT.record(fields))\(color(node, output))]")
    }
    if drawn.count < all.count {
      let more = options.detail == .full ? "" : "; --detail full draws more"
      note("\(prefix)more", "… \(grouped(all.count - drawn.count)) more nodes" + more)
    }
    for node in all where drawn.contains(node) { operation(node, drawn, prefix) }
  }

  /// An operation with an edge from each operand, in order; `x·x` has two. Numbers stand in its label.
  private mutating func operation(_ node: NodeID, _ drawn: Set<NodeID>, _ prefix: String) {
    guard let operation = graph.operation(of: node) else { return }
    let id = "\(prefix)n\(node.raw)_op"
    line("\(id) [label=\(DOT.quoted(label(node, operation))), shape=ellipse, fillcolor=gray95]")
    var hasMore = false
    let values = graph.operands(of: node).filter { !isLiteral($0) }
    let isOrdered = !operation.isCommutative && values.count > 1
    for (position, operand) in values.enumerated() {
      let place = isOrdered ? " [headlabel=\"\(position + 1)\", labeldistance=1.6, labelfontsize=8]" : ""
      if drawn.contains(operand) {
        line("\(prefix)n\(operand.raw) -> \(id)\(place)")
      } else if !hasMore {
        line("\(prefix)more -> \(id) [style=dashed]")
        hasMore = true
      }
    }
    line("\(id) -> \(prefix)n\(node.raw)")
  }

  /// The sign of an operation; with the numbers among its operands it is a formula with boxes for the others: `1 - □`,
  /// `max(0, □)`.
  private func label(_ node: NodeID, _ operation: Operation) -> String {
    let operands = graph.operands(of: node)
    guard operands.contains(where: isLiteral) || operation == .square else { return symbol(operation) }
    let box = options.ascii ? "_" : "□"
    let texts = operands.map { isLiteral($0) ? names.text(of: $0) : box }
    let sign = symbol(operation)
    switch operation.row.notation {
    case .infix(.product): return texts.joined(separator: sign)
    case .infix, .terms:
      // Of a long sum only the numbers are of interest.
      guard texts.count > 4 else { return texts.joined(separator: " \(sign) ") }
      return ([sign] + operands.filter(isLiteral).map { names.text(of: $0) }).joined(separator: " ")
    case .fraction, .power: return texts.joined(separator: sign)
    case .prefix: return sign + texts.joined()
    case .square: return texts.joined() + names.exponent("2")
    case .transparent:
      return operation == .carry ? "round to \(texts.last ?? "")" : sign + " " + texts.joined()
    default: return sign + "(" + texts.joined(separator: ", ") + ")"
    }
  }

  private func isLiteral(_ node: NodeID) -> Bool {
    graph.isPrintedAsTyped(node) && graph.label(of: node) == nil
  }

  private func color(_ node: NodeID, _ output: NodeID) -> String {
    if node == output { return ", fillcolor=lightcoral" }
    switch graph.leafKind(of: node) {
    case .parameter: return ", fillcolor=lightgreen"
    case .input, .gradient: return ", fillcolor=lightblue"
    default: return ""
    }
  }

  private func symbol(_ operation: Operation) -> String {
    let row = operation.row
    switch row.notation {
    case .transparent: return operation == .copy ? "=" : "round"
    case .terms: return "+"
    case .bars: return options.ascii ? row.name : "|·|"
    case .cases: return row.name
    default: return options.ascii ? row.asciiSymbol : row.symbol
    }
  }

  /// The nodes of a large graph that stand nearest to its output.
  private func nearest(_ output: NodeID) -> Set<NodeID> {
    var found: Set<NodeID> = [output]
    var queue = [output]
    var position = 0
    while position < queue.count, found.count < mostNodes {
      for operand in graph.operands(of: queue[position]) where found.count < mostNodes {
        if found.insert(operand).inserted { queue.append(operand) }
      }
      position += 1
    }
    return found
  }

  /// `12,345`
  private func grouped(_ count: Int) -> String {
    var digits = String(count)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}

extension Operation {
  /// Whether the order of operands makes no difference, so that a drawing need not number them.
  fileprivate var isCommutative: Bool {
    switch self {
    case .add, .mul, .max, .min, .sum, .equal, .notEqual: true
    // The decimals of a rounding are no operand that a reader thinks of.
    case .carry: true
    default: false
    }
  }
}
