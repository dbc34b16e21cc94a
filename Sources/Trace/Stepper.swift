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
  /// Whether values that are only watched count where a step says whether all are finite.
  private let watching: Bool
  /// The evaluator whose turn it is, kept alive by `evaluators`: reference counting takes 5 % of a short step.
  private var current: Unmanaged<Evaluator>?
  private let clockSlots: [Int?]
  private let clockPlaces: [Int?]
  /// For programs without schedules: the leaves with what is worked out from them, and the carried ones of them.
  private var valuation = Valuation()
  private var carried: [Double] = []
  /// The program whose turn it is.
  private var turn = 0
  /// The number `t` of the last step made.
  private var clock = 0

  /// - Parameter carried: the carried leaves of the programs, which all have the same, in the same order.
  package init(graph: Graph, programs: [Program], carried: [NodeID], watching: Bool = false) {
    self.graph = graph
    self.watching = watching
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
    turn = done % programs.count
    current = evaluators.isEmpty ? nil : Unmanaged.passUnretained(evaluators[turn])
    self.clock = clock + done
    self.carried = carried
    valuation.setLeaves(leaves)
    valuation.setLeaves(places, to: carried, in: graph)
    for evaluator in evaluators {
      evaluator.setLeaves(leaves)
      evaluator.carriedValues = carried
    }
  }

  /// Makes one step.
  package mutating func step() {
    var unused: [Double] = []
    step(keepsValues: false, in: &unused)
  }

  /// Makes one step and, if asked, appends the carried leaves after it to `kept`.
  /// - Returns: whether all of them are finite, and all that is watched.
  @discardableResult
  package mutating func step(keepsValues: Bool, in kept: inout [Double]) -> Bool {
    clock += 1
    if let current {
      let isFinite = current._withUnsafeGuaranteedRef { evaluator in
        if let slot = clockSlots[turn] { evaluator.set(slot, to: Double(clock)) }
        evaluator.run()
        let isFinite = evaluator.advance()
        if keepsValues { evaluator.appendCarried(to: &kept) }
        return isFinite
      }
      if evaluators.count > 1 { passOn() }
      return isFinite
    }
    return stepByNode(keepsValues: keepsValues, in: &kept)
  }

  /// Hands the carried leaves to the evaluator that is next.
  private mutating func passOn() {
    let last = evaluators[turn]
    turn = (turn + 1) % evaluators.count
    evaluators[turn].takeCarried(from: last)
    current = Unmanaged.passUnretained(evaluators[turn])
  }

  private mutating func stepByNode(keepsValues: Bool, in kept: inout [Double]) -> Bool {
    if let place = clockPlaces[turn] { valuation.setLeaf(place, to: Double(clock), in: graph) }
    carried = programs[turn].carried.map { valuation.value(of: $0.next, in: graph) }
    var isFinite = carried.allSatisfy(\.isFinite)
    if watching, isFinite {
      isFinite = programs[turn].watched.allSatisfy { valuation.value(of: $0, in: graph).isFinite }
    }
    valuation.setLeaves(places, to: carried, in: graph)
    turn = (turn + 1) % programs.count
    if keepsValues { kept += carried }
    return isFinite
  }

  /// The values of the carried leaves after the last step made.
  package var carriedValues: [Double] {
    evaluators.isEmpty ? carried : evaluators[turn].carriedValues
  }

  /// Gives an evaluator the carried leaves after the last step made, which it has in the same order.
  package func giveCarried(to evaluator: Evaluator) {
    if evaluators.isEmpty {
      evaluator.carriedValues = carried
    } else {
      evaluator.takeCarried(from: evaluators[turn])
    }
  }
}
