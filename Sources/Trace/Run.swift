import Autodiff
import Letters

/// What an act waited for: `until L < 1e-6, at most 1000 steps`.
package struct Ending: Sendable {
  /// The condition, as written.
  package let text: String
  /// Its node: 0 where it does not hold.
  package let condition: NodeID
  /// The left-hand side of a single comparison, as written, and its node.
  package let measured: (text: String, node: NodeID)?
  /// The most steps.
  package let bound: Int
  /// Whether it held in the end.
  package internal(set) var holds = false

  package init(text: String, condition: NodeID, measured: (text: String, node: NodeID)?, bound: Int) {
    self.text = text
    self.condition = condition
    self.measured = measured
    self.bound = bound
  }
}

/// The steps of one act: `minimize L for 100 steps`.
///
/// Only the carried leaves are kept, after every `every`-th step; all else is recomputed when asked for.
package struct Segment: Sendable {
  /// Indices into the recording's programs; step *j* of the segment (from 0) runs `programs[j % programs.count]`.
  package let programs: [Int]
  /// The number of updates the run had made before this segment.
  package let first: Int
  package internal(set) var steps: Int
  /// The step number `t` of the first step, less one: the updates this optimizer had made before.
  package let clock: Int
  /// The leaves the steps change.
  package let carried: [NodeID]
  package internal(set) var every: Int
  /// Snapshot *i* holds the carried leaves after step *i* · `every` of the segment; snapshot 0 is before the first.
  package internal(set) var kept: [Double]
  /// The carried leaves after the last step.
  package internal(set) var last: [Double]
  /// What the act waited for; nil where it was told how many steps to make.
  package internal(set) var ending: Ending?
  /// The earlier segments that set the other leaves, ascending: the last of each other list of carried leaves.
  fileprivate(set) var others: [Int] = []

  /// The program of a step (counted in the run), as an index into the recording's programs.
  func program(ofStep step: Int) -> Int { programs[(step - first - 1) % programs.count] }
}

/// Where a run begins.
package enum Beginning: Sendable {
  /// At the start values of all leaves.
  case top
  /// At the values that another run has reached: a member of a `compare`.
  case branch(from: Moment)
  /// At the start values, of which some are replaced: `reset with x = -2`.
  case reset([Override])

  /// The value that a leaf begins with instead of its start value.
  package struct Override: Sendable {
    package let leaf: NodeID
    package let value: Double
    /// The number in the lesson's file, where it is written as one.
    package let bytes: Range<Int>?
    /// Where the value was read, if it was computed.
    package let origin: Origin?

    package init(leaf: NodeID, value: Double, bytes: Range<Int>?, origin: Origin?) {
      self.leaf = leaf
      self.value = value
      self.bytes = bytes
      self.origin = origin
    }
  }
}

/// A sequence of steps from one starting point: from the top of the lesson, from a `reset`, or of one member of a
/// `compare`. Step numbers (`@k`) count within a run.
package struct Run: Sendable {
  /// The optimizer of a `compare`'s member, with the hyperparameters given there; nil for the lesson's own runs.
  package let member: RuleCall?
  /// The value of each leaf, by leaf index, when the run began. Leaves declared later have their start values.
  package let base: [Double]
  package let beginning: Beginning
  package private(set) var segments: [Segment] = []

  package init(member: RuleCall? = nil, base: [Double], beginning: Beginning = .top) {
    self.member = member
    self.base = base
    self.beginning = beginning
  }

  /// - Complexity: O(carried leaves · different lists of them in this run).
  mutating func append(_ segment: Segment) {
    var segment = segment
    if let last = segments.last {
      segment.others = (last.others + [segments.count - 1]).filter { segments[$0].carried != segment.carried }
    }
    segments.append(segment)
  }

  /// The segments that say what the leaves are after a number of updates, ascending; the last of them may have made more.
  func segments(upTo step: Int) -> [Segment] {
    let begun = segments.partitioningIndex { $0.first > step }
    guard begun > 0 else { return [] }
    return segments[begun - 1].others.map { segments[$0] } + [segments[begun - 1]]
  }

  /// The number of updates made so far.
  package var steps: Int { segments.last.map { $0.first + $0.steps } ?? 0 }

  /// The segment that made step `step` (from 1).
  /// - Complexity: O(log *segments*).
  package func segment(ofStep step: Int) -> Segment? { place(ofStep: step).map { segments[$0] } }

  /// The place of the segment that made step `step`.
  private func place(ofStep step: Int) -> Int? {
    let place = segments.partitioningIndex { $0.first + $0.steps >= step }
    return place < segments.count && step >= 1 ? place : nil
  }

  /// The program that made step `step` (from 1), as an index into the recording's programs.
  package func program(ofStep step: Int) -> Int? {
    place(ofStep: step).map { segments[$0].program(ofStep: step) }
  }
}

/// A point in a run.
package struct Moment: Hashable, Sendable {
  package let run: Int
  /// The number of updates made: 0 is the start of the run.
  package let step: Int

  package init(run: Int, step: Int) {
    self.run = run
    self.step = step
  }
}
