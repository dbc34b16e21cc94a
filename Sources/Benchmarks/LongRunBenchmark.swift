import Autodiff
import Trace

/// A recorded run of 10⁶ steps of W3, in a process of its own.
enum LongRunBenchmark {
  static let word = "long-run"
  private static let steps = 1_000_000

  static func child() -> ChildReport {
    var report = ChildReport()
    report["short"] =
      Sample((0..<9).map { _ in processorNanoseconds { _ = Training.run(steps: 10_000) } / 1e4 }).median
    let before = Platform.peakBytes
    var recording = Recording()
    report["long"] = processorNanoseconds { recording = Training.run(steps: steps) } / Double(steps)
    report["peak"] = Double(Platform.peakBytes - before) / 0x1p20
    var worst = 0.0
    // Steps all over the run; 7,919 is prime. Of each, the best of three, for the machine has other work.
    for index in 0..<500 {
      let step = index * 7919 * 251 % steps + 1
      let node = NodeID(UInt32(index * 31 % recording.graph.count))
      var best = Double.infinity
      for _ in 0..<3 {
        let taken = processorNanoseconds {
          var valuation = recording.valuation(inStep: step, ofRun: 0)
          _ = valuation.value(of: node, in: recording.graph)
        }
        best = min(best, taken)
      }
      worst = max(worst, best)
    }
    report["worst"] = worst / 1e6
    return report
  }

  static func run() {
    let reports = (0..<3).compactMap { _ in ChildReport.of([word]) }
    guard !reports.isEmpty else { return Table.skipped("10⁶ steps", "no child process could be started") }
    func row(_ what: String, _ name: String, _ unit: String, goal: Double?) {
      Table.row(what, Sample(reports.map { $0[name] }), unit, goal: goal)
    }
    row("10⁶ steps of W3, per step", "long", "ns", goal: reports[0]["short"] * 1.1)
    row("  the first 10⁴ of them, per step", "short", "ns", goal: nil)
    row("  peak of the process for the recording", "peak", "MiB", goal: 64)
    row("  any node of any step, the slowest of 500", "worst", "ms", goal: 1)
  }
}
