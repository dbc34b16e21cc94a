import Autodiff
import Trace

/// The first node that is NaN or infinite, by name.
extension Elaborator {
  /// Names the first node that is not finite in a step.
  mutating func noteNotFinite(inStep step: Int) {
    guard let program = recording.runs[session.run].program(ofStep: step) else { return }
    let roots = recording.programs[program].carried.map(\.next)
    var valuation = recording.valuation(inStep: step, ofRun: session.run)
    if let node = recording.graph.firstNotFinite(below: roots, &valuation) {
      recording.events.append(.notFinite(node, Moment(run: session.run, step: step), inStep: true))
    }
  }

  /// Names the first node below another that is not finite at present.
  mutating func noteNotFinite(below node: NodeID) {
    var valuation = Valuation(leaves: session.leaves)
    if let node = recording.graph.firstNotFinite(below: [node], &valuation) {
      recording.events.append(.notFinite(node, moment, inStep: false))
    }
  }
}
