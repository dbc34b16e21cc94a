import Autodiff
import Trace

extension LessonRun.Outcome {
  /// Finds the claims whose verdict hangs on rounding: other roundings of the same run would change it.
  ///
  /// A matter of whoever shows or reports verdicts, and not of the run: the steps below a claim are made again, nudged.
  package mutating func judgeFragility() {
    guard diagnostics.isEmpty, recording.graph.count <= NudgedRuns.mostNodes else { return }
    let runs = NudgedRuns()
    // Claims in a row mostly read the same moment.
    var known: (moment: Moment?, values: Valuation) = (nil, Valuation())
    for index in recording.claims.indices {
      let moment = recording.claims[index].verdict.moment
      if known.moment != moment { known = (moment, recording.valuation(at: moment)) }
      recording.claims[index].judgeFragility(runs, recording, &known.values)
    }
    recording.nudgedActs = runs.acts
  }
}

extension Claim {
  /// - Parameter valuation: the values at the claim's moment.
  fileprivate mutating func judgeFragility(
    _ runs: NudgedRuns, _ recording: Recording, _ valuation: inout Valuation
  ) {
    let graph = recording.graph
    for sides in verdict.sides.reversed() {
      let left = runs.values(of: sides.left, at: verdict.moment, in: recording)
      let right = runs.values(of: sides.right, at: verdict.moment, in: recording)
      if sides.indices == verdict.instance.map(\.value) { verdict.doubt = left.doubt(of: verdict.actual) }
      let (actual, expected) = (
        valuation.value(of: sides.left, in: graph), valuation.value(of: sides.right, in: graph)
      )
      let isStated = outcome(actual, expected, sides).isStated(by: statement.verb)
      var others = left.indices.map { nudgedOutcome(left[$0], right[$0], sides) }
      if statement.relation != .equal, statement.relation != .notEqual {
        // What lies between the evaluations is as likely as they are.
        let distance = (left - right).doubt(of: actual - expected) / 2
        let (low, high) = (actual - distance, actual + distance)
        others += [low, high, max(low, min(high, expected))].map { outcome($0, expected, sides) }
      }
      let isFragile = others.contains { $0.isStated(by: statement.verb) != isStated }
      guard isFragile else { continue }
      verdict.isFragile = true
      (verdict.actual, verdict.expected, verdict.tolerance) = (actual, expected, sides.tolerance)
      verdict.instance = zip(verdict.instance, sides.indices).map { ($0.index, $1) }
      verdict.doubt = left.doubt(of: actual)
      return
    }
  }

  private func outcome(_ left: Double, _ right: Double, _ sides: Sides) -> Outcome {
    ClaimComparison(statement.relation, tolerance: sides.tolerance).outcome(left, right)
  }

  /// `=` and `≠` are said of what is equal but for rounding, and sums of other roundings cancel less well.
  private func nudgedOutcome(_ left: Double, _ right: Double, _ sides: Sides) -> Outcome {
    switch statement.relation {
    case .equal, .notEqual:
      if left.isNaN || right.isNaN { return .undefined }
      let isEqual = left == right || (left - right).magnitude <= max(1e-9 * left.magnitude, 1e-12)
      return isEqual == (statement.relation == .equal) ? .holds : .fails
    case .approximately, .less, .lessEqual, .greater, .greaterEqual: return outcome(left, right, sides)
    }
  }
}

extension ClaimComparison {
  fileprivate init(_ relation: Claim.Relation, tolerance: Double) {
    self =
      switch relation {
      case .approximately: .within(tolerance)
      case .equal: .exact(.equal)
      case .notEqual: .exact(.notEqual)
      case .less: .exact(.less)
      case .lessEqual: .exact(.lessEqual)
      case .greater: .exact(.greater)
      case .greaterEqual: .exact(.greaterEqual)
      }
  }
}
