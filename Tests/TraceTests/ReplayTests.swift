import Autodiff
import Testing

@testable import Trace

/// A run is determined by its leaves: what is read back of any step is what the step made, to the bit.
@Suite struct ReplayTests {
  /// θ ← θ - 0.1/t·2·(θ - 3), from θ = 1.
  struct Descent {
    var recording = Recording()
    let theta: NodeID
    let gradient: NodeID

    /// - Parameter acts: the number of steps of each act.
    init(_ acts: [Int]) {
      var graph = Graph()
      theta = graph.leaf(.parameter, 1, label: Label("θ"))
      let t = graph.leaf(.step, 0, label: Label("t"))
      let distance = graph.add(.sub, theta, graph.constant(3))
      gradient = graph.add(.mul, graph.constant(2), distance)
      let rate = graph.add(.div, graph.constant(0.1), t)
      let next = graph.add(.sub, theta, graph.add(.mul, rate, gradient))
      let line = Line(label: Label("θ"), node: next, replaces: theta)
      let update = Update(parameter: theta, gradient: gradient, lines: [line], state: [], next: next)
      recording.programs = [
        Program(
          loss: nil, optimizer: RuleCall(rule: "descent"), common: [], updates: [update], clock: t, batch: ""
        )
      ]
      var leaves = (0..<graph.leafCount).map { graph.leaf(at: $0).start }
      recording.graph = graph
      recording.runs = [Run(base: leaves)]
      for steps in acts {
        let clock = recording.runs[0].steps
        let notFinite = recording.makeSteps(steps, run: 0, programs: [0], clock: clock, leaves: &leaves)
        #expect(notFinite == nil)
      }
    }

    /// θ before the first step and after each, by hand.
    static func values(_ steps: Int) -> [Double] {
      var values = [1.0]
      for t in 1...steps {
        let theta = values[t - 1]
        values.append(theta - 0.1 / Double(t) * (2 * (theta - 3)))
      }
      return values
    }
  }

  /// Acts of a few steps are evaluated node by node, longer ones in waves.
  @Test(arguments: [[3], [40], [3, 40, 1, 2]]) func everyStepIsReadBack(_ acts: [Int]) {
    let descent = Descent(acts)
    let values = Descent.values(acts.reduce(0, +))
    for (step, value) in values.enumerated() {
      var after = descent.recording.valuation(at: Moment(run: 0, step: step))
      #expect(after.value(of: descent.theta, in: descent.recording.graph) == value)
    }
    for step in 1..<values.count {
      var during = descent.recording.valuation(inStep: step, ofRun: 0)
      let gradient = during.value(of: descent.gradient, in: descent.recording.graph)
      #expect(gradient == 2 * (values[step - 1] - 3))
      #expect(descent.recording.clock(inStep: step, ofRun: 0) == step)
    }
  }

  /// Two programs that carry one leaf each, and one that carries both, in acts by turns: every act adds 1 to its leaves.
  @Test func actsWithLeavesOfTheirOwn() {
    var recording = Recording()
    var graph = Graph()
    let pair = ["a", "b"].map { graph.leaf(.parameter, 0, label: Label($0)) }
    let one = graph.constant(1)
    let nexts = pair.map { graph.add(.add, $0, one) }
    recording.programs = [[0], [1], [0, 1]].map { places in
      let updates = places.map {
        Update(parameter: pair[$0], gradient: one, lines: [], state: [], next: nexts[$0])
      }
      return Program(
        loss: nil, optimizer: RuleCall(rule: "add"), common: [], updates: updates, clock: nil, batch: "")
    }
    recording.graph = graph
    var leaves = [0.0, 0, 1]
    recording.runs = [Run(base: leaves)]
    var expected = [leaves]
    for (act, program) in [0, 1, 0, 2, 1, 1, 0, 2, 2, 1].enumerated() {
      _ = recording.makeSteps(act % 3 + 1, run: 0, programs: [program], clock: 0, leaves: &leaves)
      for _ in 0..<(act % 3 + 1) {
        var next = expected[expected.count - 1]
        for place in [[0], [1], [0, 1]][program] { next[place] += 1 }
        expected.append(next)
      }
    }
    for (step, leaves) in expected.enumerated() {
      #expect(recording.leaves(at: Moment(run: 0, step: step)) == leaves)
    }
  }

  @Test func stepsInOrderAreTheSame() {
    let descent = Descent([3, 40, 1])
    let values = Descent.values(44)
    var seen: [Int] = []
    descent.recording.forEachStep(2...44, ofRun: 0) { step, program, valuation in
      seen.append(step)
      #expect(valuation.value(of: descent.theta, in: descent.recording.graph) == values[step - 1])
      #expect(valuation.value(of: program.updates[0].next, in: descent.recording.graph) == values[step])
    }
    #expect(seen == Array(2...44))
  }

  @Test func noStepWasMadeBeyondTheEnds() {
    let run = Descent([3, 2]).recording.runs[0]
    #expect(run.steps == 5)
    #expect(run.segment(ofStep: 0) == nil)
    #expect(run.segment(ofStep: 6) == nil)
    #expect(run.segment(ofStep: 3)?.first == 0)
    #expect(run.segment(ofStep: 4)?.first == 3)
  }
}
