import Autodiff
import Language
import Lessons
import Letters
import Testing

@testable import Trace

/// The run itself, a replay of its recording and the slow evaluator agree in every bit, whatever was kept.
@Suite struct ExactnessTests {
  /// XOR with 2-4-1 sigmoid units and RMSprop, the workload that the benchmark times.
  static let xor = """
    ```nntrace
    input x = [[0, 0], [0, 1], [1, 0], [1, 1]]
    input y = [0, 1, 1, 0]
    param W = [[0.1, 0.4], [0.2, 0.1], [-0.15, 0.3], [-0.12, 0.8]]
    param b[j=1..4] = 0
    param V = [0.9, -0.2, 0.6, 0.06]
    param c = 0
    h[n,j] = σ(Σ[i] W[j,i]·x[n,i] + b[j])
    o[n] = σ(Σ[j] V[j]·h[n,j] + c)
    L = mean[n] (o[n] - y[n])²
    optimizer rmsprop(α = 0.01, β = 0.9, ε = 1e-8)
    minimize L for 300 steps
    ```
    """
  /// Batches of 3, 3 and 2, a rule that reads `t`, and few steps after many.
  static let batches = """
    ```nntrace
    input x = [1, 2, 3, 4, 5, 6, 7, 8]
    param w = 0.1
    param a = 0
    L = mean[n] (tanh(w·x[n] + a) - x[n]/9)²
    optimizer adam(α = 0.01)
    minimize L for 40 epochs in batches of 3 over n
    minimize L for 5 steps
    ```
    """
  static let own = ["XOR": xor, "batches": batches]

  static func recording(_ name: String) throws -> Recording {
    if let text = own[name] {
      let outcome = LessonRun.run(Source(name: name, text: text)) { _ in .unusable("no data files here") }
      #expect(outcome.diagnostics.isEmpty)
      return outcome.recording
    }
    let source = try #require(LessonLibrary.lesson(named: name))
    return LessonRun.run(source) { path in
      LessonLibrary.file(path, beside: name).map { .bytes($0.bytes) } ?? .unusable("not carried")
    }.recording
  }

  static let names = own.keys.sorted() + LessonLibrary.names

  @Test(arguments: names) func replaysAreExact(_ name: String) throws {
    let recording = try ExactnessTests.recording(name)
    for run in recording.runs.indices {
      for segment in recording.runs[run].segments {
        SegmentCheck(recording: recording, run: run, segment: segment).all()
      }
    }
  }
}

/// One act of a recording, looked at in every way there is.
private struct SegmentCheck {
  let recording: Recording
  let run: Int
  let segment: Segment

  private var programs: [Program] { segment.programs.map { recording.programs[$0] } }

  /// The carried leaves by leaf index.
  private var places: [Int] { segment.carried.compactMap { recording.graph.leafIndex(of: $0) } }

  /// What the run itself came to after some of its steps.
  private func kept(after step: Int) -> [Double] {
    let width = segment.carried.count
    return Array(segment.kept[step * width..<(step + 1) * width])
  }

  /// All leaves after some of the steps.
  private func leaves(after step: Int) -> [Double] {
    var leaves = recording.leaves(at: Moment(run: run, step: segment.first + step))
    // A state that this act brings in is not in the leaves before its first step.
    for (place, value) in zip(places, kept(after: step)) { leaves[place] = value }
    return leaves
  }

  func all() {
    #expect(segment.every == 1 && segment.kept.count == (segment.steps + 1) * segment.carried.count)
    checkSlowly()
    checkThinned()
    checkByNode()
  }

  /// The first steps and the last, as many as the slow way can be waited for.
  private func checkSlowly() {
    let slow = SlowEvaluator(graph: recording.graph)
    let work = programs.map { slow.below($0.carried.map(\.next)).count }.max() ?? 1
    let many = min(segment.steps, max(2, min(30, 20_000 / max(work, 1))))
    for begin in Set([0, segment.steps - many]) {
      var leaves = leaves(after: begin)
      for step in begin..<begin + many {
        let program = programs[step % programs.count]
        leaves = slow.leaves(after: leaves, program, clock: segment.clock + step + 1)
        #expect(
          same(places.map { leaves[$0] }, kept(after: step + 1)), "after step \(segment.first + step + 1)")
      }
      checkNodes(inStep: segment.first + begin + 1)
      checkNodes(inStep: segment.first + begin + many)
    }
  }

  /// All nodes, and not only those that are carried.
  private func checkNodes(inStep step: Int) {
    let nodes = (0..<UInt32(min(recording.graph.count, 5_000))).map { NodeID($0) }
    let slow = SlowEvaluator(graph: recording.graph)
    let expected = slow.values(of: nodes, recording.leaves(inStep: step, ofRun: run))
    var valuation = recording.valuation(inStep: step, ofRun: run)
    let replayed = nodes.map { valuation.value(of: $0, in: recording.graph) }
    #expect(same(nodes.map { expected[$0] ?? .nan }, replayed), "in step \(step)")
  }

  /// The same steps with room for four snapshots only.
  private func checkThinned() {
    var leaves = leaves(after: 0)
    var thinned = recording
    thinned.runs = [Run(base: leaves)]
    let width = segment.carried.count
    _ = thinned.makeSteps(
      segment.steps, run: 0, programs: segment.programs, clock: segment.clock, leaves: &leaves,
      snapshotLimit: 4 * width * MemoryLayout<Double>.stride)
    let made = thinned.runs[0].segments[0]
    #expect(made.kept.count <= 4 * width && (segment.steps < 4 || made.every > 1))
    #expect(same(made.last, segment.last))
    for step in Set([1, 2, 3, segment.steps / 2, segment.steps - 1]) where (0...segment.steps).contains(step)
    {
      let now = thinned.leaves(at: Moment(run: 0, step: step))
      #expect(same(places.map { now[$0] }, kept(after: step)), "after step \(step) of the thinned")
    }
  }

  /// The first steps without a schedule.
  private func checkByNode() {
    var programs = programs
    for index in programs.indices { programs[index].schedule = nil }
    var stepper = Stepper(graph: recording.graph, programs: programs, carried: segment.carried)
    stepper.begin(leaves: leaves(after: 0), carried: kept(after: 0), done: 0, clock: segment.clock)
    for step in 1...min(segment.steps, 4) {
      stepper.step()
      #expect(same(stepper.carriedValues, kept(after: step)), "after step \(step), node by node")
    }
  }
}
