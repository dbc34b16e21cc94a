/// W2, each time in a process of its own: only there is "from nothing" true of memory, and the peak its own.
enum ChainBenchmark {
  static let word = "chain"

  /// What a child process does.
  static func child(turns: Int) -> ChildReport {
    var report = ChildReport()
    var chain: Chain?
    report["ours"] = processorNanoseconds { chain = Chain(turns: turns) }
    report["peak"] = Double(Platform.peakBytes)
    let ours = chain?.results ?? []
    var byHand: [Double] = []
    report["by hand"] = processorNanoseconds { byHand = ChainByHand.run(turns: turns) }
    for (place, value) in ours.enumerated() { report["ours \(place)"] = value }
    for (place, value) in byHand.enumerated() { report["by hand \(place)"] = value }
    return report
  }

  static func run(_ sameness: inout Sameness) {
    for (turns, rounds, isGoal) in [(100_000, 9, false), (1_000_000, 9, true), (2_500_000, 3, false)] {
      let reports = (0..<rounds).compactMap { _ in ChildReport.of([word, String(turns)]) }
      guard let first = reports.first else {
        Table.skipped("W2", "no child process could be started")
        return
      }
      let operations = Double(turns * Chain.operationsPerTurn)
      if isGoal {
        sameness.expectEqual(
          "W2, value and gradient", first.list("ours"), first.list("by hand"))
      }
      let millions = Table.number(operations / 1e6)
      Table.row(
        "W2 from nothing, \(millions)·10⁶ ops, per op", Sample(reports.map { $0["ours"] / operations }), "ns",
        goal: 60)
      Table.row(
        "  the same by hand, per op", Sample(reports.map { $0["by hand"] / operations }), "ns", goal: nil)
      Table.row(
        "  peak of the process, per op", Sample(reports.map { $0["peak"] / operations }), "B",
        goal: isGoal ? 64 : nil)
    }
  }
}
