import Autodiff

/// Where the digits of a number are lost.
package struct DigitLoss: Sendable {
  package let node: NodeID
  package let moment: Moment
  /// Whether it is in the step of that moment, rather than after it.
  package let inStep: Bool
  /// The digits that are lost in this very operation; nil where they are lost little by little, and this is the first
  /// result of which less than the usual digits are sure.
  package let digits: Int?
}

extension NudgedRuns {
  /// Where most digits of a node are lost at once, on the way to the first result that has too few; nil where none is found.
  ///
  /// From a result to the operand of which the fewest digits are sure, from what a step changed to the first step after
  /// which too few of its digits were.
  /// - Complexity: O(nodes below), and the steps of the runs it depends on.
  package func loss(
    of node: NodeID, at moment: Moment, inStep: Bool, in recording: Recording
  ) -> DigitLoss? {
    var search = LossSearch(runs: self, recording: recording, moment: moment, inStep: inStep)
    return search.loss(of: node)
  }
}

private struct LossSearch {
  let runs: NudgedRuns
  let recording: Recording
  var moment: Moment
  var inStep: Bool
  private var valuation: Valuation
  /// The last result seen of which fewer than `usual` digits are sure.
  private var first: DigitLoss?
  /// The operation seen that lost most, if that is much.
  private var worstOperation: DigitLoss?
  private var found: DigitLoss? { worstOperation ?? first }

  /// As many digits as are usually shown.
  private static let usual = 6.0
  /// More digits than this are not lost little by little.
  private static let much = 2
  private static let mostTurns = 64

  init(runs: NudgedRuns, recording: Recording, moment: Moment, inStep: Bool) {
    self.runs = runs
    self.recording = recording
    self.moment = moment
    self.inStep = inStep
    valuation = Valuation()
    turn(to: moment, inStep: inStep)
  }

  private mutating func turn(to moment: Moment, inStep: Bool) {
    self.moment = moment
    self.inStep = inStep
    valuation =
      inStep
      ? recording.valuation(inStep: moment.step, ofRun: moment.run) : recording.valuation(at: moment)
  }

  private mutating func sureDigits(_ node: NodeID) -> Double {
    let value = valuation.value(of: node, in: recording.graph)
    let values =
      inStep
      ? runs.values(of: node, inStep: moment.step, ofRun: moment.run, in: recording)
      : runs.values(of: node, at: moment, in: recording)
    return values.sureDigits(of: value)
  }

  mutating func loss(of start: NodeID) -> DigitLoss? {
    let graph = recording.graph
    var node = start
    var turns = 0
    while turns < LossSearch.mostTurns {
      let sure = sureDigits(node)
      if graph.operation(of: node) == nil {
        turns += 1
        guard let next = beginning(of: node) else { return found }
        node = next
        continue
      }
      if sure < LossSearch.usual {
        first = DigitLoss(node: node, moment: moment, inStep: inStep, digits: nil)
      }
      var worst: (node: NodeID, sure: Double)?
      for operand in graph.operands(of: node) {
        let sure = sureDigits(operand)
        if worst.map({ sure < $0.sure }) ?? true { worst = (operand, sure) }
      }
      guard let worst else { return found }
      let lost = Int((worst.sure - sure).rounded())
      if lost >= max(LossSearch.much, worstOperation?.digits ?? 0) {
        worstOperation = DigitLoss(node: node, moment: moment, inStep: inStep, digits: lost)
      }
      if worst.sure >= LossSearch.usual { return found }
      node = worst.node
    }
    return found
  }

  /// Where the value of a leaf comes from, at the moment of which that is a result.
  private mutating func beginning(of leaf: NodeID) -> NodeID? {
    let last = inStep ? moment.step - 1 : moment.step
    guard
      let step = runs.firstStep(
        lessSureThan: LossSearch.usual, leaf, ofRun: moment.run, upTo: last, in: recording),
      let program = recording.runs[moment.run].program(ofStep: step),
      let carried = recording.programs[program].carried.first(where: { $0.leaf == leaf })
    else { return nil }
    turn(to: Moment(run: moment.run, step: step), inStep: true)
    return carried.next
  }
}
