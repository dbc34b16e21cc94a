import Autodiff

/// Makes the steps of one act, one after the other.
///
/// The run itself and every replay of it step through here, so that both give the same bits.
package struct Stepper {
  private let graph: Graph
  private let programs: [Program]
  private let carriedLeaves: [Int]
  /// For each program, where its carried nodes stand among `carried`.
  private let targets: [[(place: Int, next: NodeID)]]
  private var valuation: Valuation
  private var done = 0
  private var clock = 0

  /// The values of the carried leaves after the last step made.
  package private(set) var carriedValues: [Double] = []

  package init(graph: Graph, programs: [Program], carried: [NodeID]) {
    self.graph = graph
    self.programs = programs
    carriedLeaves = carried.map { graph.leafIndex(of: $0) ?? 0 }
    var places: [NodeID: Int] = [:]
    for (place, leaf) in carried.enumerated() { places[leaf] = place }
    targets = programs.map { program in
      program.carried.compactMap { pair in places[pair.leaf].map { ($0, pair.next) } }
    }
    valuation = Valuation(leaves: [])
  }

  /// Puts the steps back to where `done` of them had been made.
  package mutating func begin(leaves: [Double], carried: [Double], done: Int, clock: Int) {
    valuation = Valuation(leaves: leaves)
    carriedValues = carried
    self.done = done
    self.clock = clock
    for (leaf, value) in zip(carriedLeaves, carried) { valuation.setLeaf(leaf, to: value, in: graph) }
  }

  /// Makes one step.
  package mutating func step() {
    let which = done % programs.count
    done += 1
    if let leaf = programs[which].clock, let index = graph.leafIndex(of: leaf) {
      valuation.setLeaf(index, to: Double(clock + done), in: graph)
    }
    valuation.invalidate()
    for target in targets[which] { carriedValues[target.place] = valuation.value(of: target.next, in: graph) }
    for (leaf, value) in zip(carriedLeaves, carriedValues) { valuation.setLeaf(leaf, to: value, in: graph) }
    valuation.invalidate()
  }
}
