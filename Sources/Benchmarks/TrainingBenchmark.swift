import Trace

/// W3: the lesson's text from its first byte to the finished recording, against the loop by hand.
enum TrainingBenchmark {
  private static let steps = 10_000

  static func run(_ sameness: inout Sameness) {
    let recording = Training.run(steps: steps)
    let byHand = TrainingByHand.run(steps: steps)
    for step in [1, 2, 100, 5_000, steps] {
      let row = byHand[(step - 1) * TrainingByHand.width..<step * TrainingByHand.width]
      sameness.expectEqual("W3, step \(step)", Training.numbers(of: recording, inStep: step), Array(row))
    }
    var kept = 0.0
    let whole = Duel(rounds: 41) {
      kept += Double(Training.run(steps: steps).runs[0].steps)
    } byHand: {
      kept += TrainingByHand.run(steps: steps)[0]
    }
    Table.row("W3 10⁴ steps, a lesson from text to recording", whole, per: 1, .milliseconds, goal: 1.5)
    let fixed = Sample(
      (0..<41).map { _ in processorNanoseconds { kept += Double(Training.run(steps: 9).runs[0].steps) } })
    Table.row("  of this, text, graph and schedule (9 steps)", fixed.scaled(1e-6), "ms", goal: nil)
    precondition(kept.isFinite, "the results are used")
  }

  /// Work for a profiler.
  static func loop() {
    for _ in 0..<200 { precondition(Training.run(steps: steps).runs[0].steps == steps) }
  }
}
