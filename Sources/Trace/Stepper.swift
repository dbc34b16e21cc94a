import Autodiff

/// Makes the steps of one act, one after the other.
///
/// The run itself and every replay of it step through here. Programs with a schedule are evaluated in waves, the
/// others node by node; both call the same kernels on the same operands, so both give the same bits.
package struct Stepper {
  private let graph: Graph
  private let programs: [Program]
  /// The carried leaves, by leaf index.
  private let places: [Int]
  /// One for each program, if all have schedules; made for this stepper alone.
  private let evaluators: [Evaluator]
  private let clockSlots: [Int?]
  private let clockPlaces: [Int?]
  /// The leaves, for programs without schedules.
  private var leaves: [Double] = []
  private var done = 0
  private var clock = 0

  /// The values of the carried leaves after the last step made.
  package private(set) var carriedValues: [Double] = []

  /// - Parameter carried: the carried leaves of the programs, which all have the same, in the same order.
  package init(graph: Graph, programs: [Program], carried: [NodeID]) {
    self.graph = graph
    self.programs = programs
    places = carried.map { graph.leafIndex(of: $0) ?? 0 }
    let schedules = programs.compactMap(\.schedule)
    evaluators = schedules.count == programs.count ? schedules.map { Evaluator($0) } : []
    clockPlaces = programs.map { $0.clock.flatMap { graph.leafIndex(of: $0) } }
    clockSlots = zip(evaluators, programs).map { evaluator, program in
      program.clock.flatMap { evaluator.leafSlot(of: $0) }
    }
  }

  /// Puts the steps back to where `done` of them had been made.
  package mutating func begin(leaves: [Double], carried: [Double], done: Int, clock: Int) {
    carriedValues = carried
    self.done = done
    self.clock = clock
    self.leaves = leaves
    let last = Swift.max(places.max() ?? -1, clockPlaces.lazy.compactMap { $0 }.max() ?? -1)
    while self.leaves.count <= last { self.leaves.append(graph.leaf(at: self.leaves.count).start) }
    for evaluator in evaluators {
      for (index, value) in leaves.enumerated() { evaluator.set(graph.leaf(at: index).node, to: value) }
    }
    write(carried)
  }

  private mutating func write(_ carried: [Double]) {
    for (place, value) in zip(places, carried) { leaves[place] = value }
    evaluators.first?.carriedValues = carried
  }

  /// Makes one step.
  package mutating func step() {
    let which = done % programs.count
    done += 1
    if evaluators.isEmpty { stepByNode(which) } else { stepInWaves(which) }
  }

  private mutating func stepInWaves(_ which: Int) {
    let evaluator = evaluators[which]
    if let slot = clockSlots[which] { evaluator.set(slot, to: Double(clock + done)) }
    evaluator.run()
    evaluator.advance()
    evaluator.withCarriedValues { values in
      for index in carriedValues.indices { carriedValues[index] = values[index] }
    }
    let next = (which + 1) % evaluators.count
    if next != which {
      evaluators[next].withCarriedValues { values in
        for index in carriedValues.indices { values[index] = carriedValues[index] }
      }
    }
  }

  private mutating func stepByNode(_ which: Int) {
    if let place = clockPlaces[which] { leaves[place] = Double(clock + done) }
    var valuation = Valuation(leaves: leaves)
    carriedValues = programs[which].carried.map { valuation.value(of: $0.next, in: graph) }
    for (place, value) in zip(places, carriedValues) { leaves[place] = value }
  }
}
