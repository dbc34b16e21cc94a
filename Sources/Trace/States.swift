import Autodiff

extension Recording {
  /// Goes through what is so after each of some steps of a run, in order.
  ///
  /// - Parameters:
  ///   - steps: the number of updates made, from 0.
  ///   - isWanted: which of them.
  ///   - nodes: what is read after a step.
  ///   - inStep: what is read in the step itself, when its gradients are known.
  ///   - body: given the step and both lists of values; the second is nil after step 0.
  /// - Complexity: O(nodes below those read) for each wanted step, and a step of the run for each one before the last where
  ///   not all of them were kept.
  package func forEachState(
    _ steps: ClosedRange<Int>, where isWanted: (Int) -> Bool, ofRun run: Int, of nodes: [NodeID],
    inStep: (Program) -> [NodeID], _ body: (Int, [Double], [Double]?) -> Void
  ) {
    var before: [Double]?
    for segment in runs[run].segments {
      // What a step sees is what is so after the one before.
      let first = max(steps.lowerBound - 1, segment.first)
      let end = segment.first + segment.steps
      let last = min(steps.upperBound, end)
      guard first < last else { continue }
      var states = States(segment, self, leaves(at: Moment(run: run, step: segment.first)))
      let seen = segment.programs.map { inStep(programs[$0]) }
      let isInWaves = last - first > Recording.fewSteps * seen.count
      var watchers = (seen.allSatisfy(\.isEmpty) ? [[]] : seen).map {
        Watcher(nodes + $0, graph, segment.carried, states.leaves, isInWaves: isInWaves)
      }
      for step in first...last {
        let isSeen = step < last && isWanted(step + 1) && watchers.count == seen.count
        let isTold = isWanted(step) && (step > first || step == 0)
        guard isSeen || isTold else { continue }
        let turn = (step - segment.first) % segment.programs.count
        let place = watchers.count == 1 ? 0 : turn
        watchers[place].setCarried(states.carried(after: step - segment.first))
        if isTold { body(step, nodes.map { watchers[place].value(of: $0) }, before) }
        before = isSeen ? seen[turn].map { watchers[place].value(of: $0) } : []
      }
    }
  }
}

/// The carried leaves after the steps of a segment, asked for in order.
private struct States {
  private let segment: Segment
  private let width: Int
  private var stepper: Stepper?
  private var done = 0
  /// The values of all leaves when the segment began.
  let leaves: [Double]

  init(_ segment: Segment, _ recording: Recording, _ leaves: [Double]) {
    self.segment = segment
    self.leaves = leaves
    width = segment.carried.count
    guard segment.every > 1 else { return }
    var stepper = Stepper(
      graph: recording.graph, programs: segment.programs.map { recording.programs[$0] },
      carried: segment.carried)
    stepper.begin(leaves: leaves, carried: Array(segment.kept.prefix(width)), done: 0, clock: segment.clock)
    self.stepper = stepper
  }

  mutating func carried(after step: Int) -> [Double] {
    guard stepper != nil else {
      let start = step * width
      return start + width <= segment.kept.count ? Array(segment.kept[start..<start + width]) : segment.last
    }
    while done < step {
      stepper?.step()
      done += 1
    }
    return stepper?.carriedValues ?? []
  }
}
