import Autodiff

/// How often each operation stands in the formula of a rule's line.
///
/// Rules give one name to different things: momentum's `v` is a velocity, Adam's an average of squares. State of two
/// rules counts as the same if its name is, and its formulas differ in no more than one operation.
package struct LineShape: Equatable {
  private let counts: [Operation: Int]

  /// - Parameters:
  ///   - lines: those of the step; the formula ends at their results.
  ///   - gradients: where it ends too.
  init(_ recording: Recording, _ line: Line, among lines: [Line], gradients: Set<NodeID>) {
    let ends = gradients.union(lines.map(\.node)).subtracting([line.node])
    var counts: [Operation: Int] = [:]
    for node in recording.graph.nodes(below: line.node, endingAt: ends).union([line.node]) {
      if let operation = recording.graph.operation(of: node) { counts[operation, default: 0] += 1 }
    }
    self.counts = counts
  }

  /// The shape of the last line that a step gives a name in, of state kept for a parameter; nil if there is none.
  package init?(_ recording: Recording, stateOf update: Update, _ name: String, in program: Program) {
    let lines = program.common + update.lines
    let label = Label(name, kind: .state(of: update.parameter))
    guard let line = lines.last(where: { $0.label == label }) else { return nil }
    self.init(recording, line, among: lines, gradients: Set(program.updates.map(\.gradient)))
  }

  package func isLike(_ other: LineShape) -> Bool {
    var (surplus, missing) = (0, 0)
    for operation in Set(counts.keys).union(other.counts.keys) {
      let difference = counts[operation, default: 0] - other.counts[operation, default: 0]
      surplus += Swift.max(difference, 0)
      missing += Swift.max(-difference, 0)
    }
    return Swift.max(surplus, missing) <= 1
  }
}

extension Graph {
  /// The nodes below a node, down to some that end the walk and are not among them.
  func nodes(below node: NodeID, endingAt ends: Set<NodeID>) -> Set<NodeID> {
    var seen: Set<NodeID> = []
    var stack = [node]
    while let next = stack.popLast() {
      for operand in operands(of: next) where !ends.contains(operand) {
        if seen.insert(operand).inserted { stack.append(operand) }
      }
    }
    return seen
  }
}
