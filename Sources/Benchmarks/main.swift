// Prints the table of goals: how fast nntrace is, against loops written by hand in the same process.
//
//     swift run -c release Benchmarks [W1] [W2] [W3] [run] [start] [NNTRACE]
//
// Words choose rows; without any, all are printed. NNTRACE is the path of a static release binary, whose start
// is timed; without it, one beside this program is taken. The exit code is 1 if results differ, and never
// depends on time. `Benchmarks loop-W1` and `loop-W3` repeat one workload for a profiler.

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case ChainBenchmark.word: ChainBenchmark.child(turns: words.dropFirst().first.flatMap { Int($0) } ?? 0).send()
case LongRunBenchmark.word: LongRunBenchmark.child().send()
case "loop-W1": NetworkBenchmark.loop()
case "loop-W3": TrainingBenchmark.loop()
default:
  let chosen = Set(words.filter { !$0.contains("/") })
  func isChosen(_ row: String) -> Bool { chosen.isEmpty || chosen.contains(row) }

  let beside = Platform.executable.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/nntrace"
  let nntrace = words.first { $0.contains("/") } ?? beside
  var sameness = Sameness()
  Table.begin()
  // Children first: see `Platform.peakBytes`.
  if isChosen("W2") { ChainBenchmark.run(&sameness) }
  if isChosen("run") { LongRunBenchmark.run() }
  if isChosen("W1") { NetworkBenchmark.run(&sameness) }
  if isChosen("W3") { TrainingBenchmark.run(&sameness) }
  if isChosen("start") { StartBenchmark(nntrace: Platform.isExecutable(nntrace) ? nntrace : nil).run() }
  Platform.leave(sameness.holds ? 0 : 1)
}
