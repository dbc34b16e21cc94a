import Autodiff

extension Recording {
  /// Goes through steps of a run in order, each made from the one before: for those who want every step.
  ///
  /// - Parameter body: given the step, its program, and the values in the step (`valuation(inStep:ofRun:)`).
  /// - Complexity: O(nodes of a program) per step, however the run was recorded.
  package func forEachStep(
    _ steps: ClosedRange<Int>, ofRun run: Int, _ body: (Int, Program, inout Valuation) -> Void
  ) {
    var leaves: [Double] = []
    var segment: Segment?
    for step in steps {
      if let known = segment, step <= known.first + known.steps {
        if let clock = programs[known.program(ofStep: step)].clock, let index = graph.leafIndex(of: clock) {
          leaves[index] = Double(known.clock + step - known.first)
        }
      } else {
        segment = runs[run].segment(ofStep: step)
        leaves = self.leaves(inStep: step, ofRun: run)
      }
      guard let segment else { return }
      let program = programs[segment.program(ofStep: step)]
      var valuation = Valuation(leaves: leaves)
      body(step, program, &valuation)
      let carried = program.carried
      let values = carried.map { valuation.value(of: $0.next, in: graph) }
      for (pair, value) in zip(carried, values) {
        if let index = graph.leafIndex(of: pair.leaf) { leaves[index] = value }
      }
    }
  }
}
