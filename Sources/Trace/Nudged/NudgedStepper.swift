import Autodiff

/// Makes the steps of one act in four nudged evaluations at once; see `Stepper`.
final class NudgedStepper {
  private let graph: Graph
  private let programs: [Program]
  private let carried: [NodeID]
  private let leaf: (Int) -> Nudged
  /// One for each program, if all have schedules.
  private let evaluators: [NudgedEvaluator]
  /// The carried leaves, where there are no evaluators to hold them.
  private var values: [Nudged] = []
  private var turn = 0
  private var clock = 0

  /// The results of a step, about.
  var size: Int { Swift.max(evaluators.map(\.size).max() ?? 1, 1) }

  var carriedValues: [Nudged] { evaluators.isEmpty ? values : evaluators[turn].carriedValues }

  /// - Parameter leaf: the leaves before the act, by leaf index.
  init(graph: Graph, programs: [Program], carried: [NodeID], leaf: @escaping (Int) -> Nudged) {
    self.graph = graph
    self.programs = programs
    self.carried = carried
    self.leaf = leaf
    let schedules = programs.compactMap(\.schedule)
    guard schedules.count == programs.count else {
      evaluators = []
      return
    }
    let constants = NudgedValuation(leaf: leaf)
    evaluators = schedules.map { NudgedEvaluator($0, graph, constants: constants) }
    for index in 0..<graph.leafCount {
      let node = graph.leaf(at: index).node
      for evaluator in evaluators where evaluator.hasLeaf(node) { evaluator.set(node, to: leaf(index)) }
    }
  }

  /// Puts the steps back to where `done` of them had been made.
  /// - Parameter clock: the number of updates the optimizer had made before the act.
  func begin(_ values: [Nudged], done: Int, clock: Int) {
    turn = done % programs.count
    self.clock = clock + done
    if evaluators.isEmpty { self.values = values } else { evaluators[turn].carriedValues = values }
  }

  /// Makes one step.
  /// - Parameter nudges: whether its results are nudged.
  func step(nudges: Bool) {
    clock += 1
    let program = programs[turn]
    if evaluators.isEmpty { return stepByNode(program) }
    let evaluator = evaluators[turn]
    if let leaf = program.clock { evaluator.set(leaf, to: Nudged(same: Double(clock))) }
    evaluator.run(nudges: nudges)
    evaluator.advance(nudges: !nudges && clock % 8 == 0)
    if evaluators.count > 1 {
      turn = (turn + 1) % programs.count
      evaluators[turn].carriedValues = evaluator.carriedValues
    }
  }

  private func stepByNode(_ program: Program) {
    var given: [Int: Nudged] = [:]
    for (node, value) in zip(carried, values) {
      if let index = graph.leafIndex(of: node) { given[index] = value }
    }
    if let leaf = program.clock, let index = graph.leafIndex(of: leaf) {
      given[index] = Nudged(same: Double(clock))
    }
    let valuation = NudgedValuation { [leaf] in given[$0] ?? leaf($0) }
    values = program.carried.map { valuation.value(of: $0.next, in: graph) }
    turn = (turn + 1) % programs.count
  }
}
