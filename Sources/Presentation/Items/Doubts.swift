import Autodiff
import Letters
import Trace

/// How far the numbers of a page may be off, and which of them are shown with fewer digits for it.
package final class Doubts {
  private let recording: Recording
  private let runs: NudgedRuns
  /// The numbers in doubt since the last time someone asked.
  private var found: [(node: NodeID, reading: Reading)] = []

  package init(_ recording: Recording) {
    self.recording = recording
    runs = NudgedRuns(acts: recording.nudgedActs)
  }

  /// Where the digits of the first number in doubt are lost, if any has been met since the last time this was asked.
  func take() -> (isAny: Bool, loss: DigitLoss?) {
    defer { found = [] }
    guard let (node, reading) = found.first else { return (false, nil) }
    let moment = Moment(run: reading.run, step: reading.step)
    return (true, runs.loss(of: node, at: moment, inStep: reading.isInStep, in: recording))
  }

  /// Forgets the numbers in doubt that have been met.
  func forget() { found = [] }

  /// How far the value of a node may be off.
  func doubt(of node: NodeID, _ value: Double, _ reading: Reading, digits: Int) -> Double {
    guard recording.graph.count <= NudgedRuns.mostNodes else { return 0 }
    let values =
      reading.isInStep
      ? runs.values(of: node, inStep: reading.step, ofRun: reading.run, in: recording)
      : runs.values(of: node, at: Moment(run: reading.run, step: reading.step), in: recording)
    let doubt = values.doubt(of: value)
    if UncertainNumber.text(value, doubt: doubt, NumberFormat(digits: digits)) != nil {
      found.append((node, reading))
    }
    return doubt
  }
}
