import Autodiff

/// What a `plot` draws.
package enum Plotted: Sendable {
  /// Values over the steps of a run, from its beginning to a moment.
  case overSteps([Shown], until: Moment)
  /// Values over an index, at one moment.
  case overIndex([Shown], Moment)
  /// Values while a leaf is varied and all else stays as it was at a moment, with the way that runs took.
  case overLeaf([Shown], Sweep, Moment, paths: [Int])
  /// The heights of one value while two leaves are varied.
  case overPlane(Shown, Sweep, Sweep, Moment, paths: [Int])
  /// Values of a run against another, step by step.
  case stepsAgainst([Shown], Shown, until: Moment)
  /// Values against others of the same indices, at one moment.
  case membersAgainst([[Shown]], [Shown], Moment)

  /// The moment it is drawn at.
  package var moment: Moment {
    switch self {
    case .overSteps(_, until: let moment), .overIndex(_, let moment), .overLeaf(_, _, let moment, paths: _),
      .overPlane(_, _, _, let moment, paths: _), .stepsAgainst(_, _, until: let moment),
      .membersAgainst(_, _, let moment):
      moment
    }
  }
}

/// A leaf that is varied from one value to another.
package struct Sweep: Sendable {
  package let leaf: NodeID
  package let low: Double
  package let high: Double
  package let points: Int
  /// Whether the leaf is the plot's own, and not one of the lesson.
  package let isOwn: Bool

  package init(leaf: NodeID, low: Double, high: Double, points: Int, isOwn: Bool) {
    self.leaf = leaf
    self.low = low
    self.high = high
    self.points = points
    self.isOwn = isOwn
  }

  /// The values it takes, both ends among them.
  package var values: [Double] {
    (0..<points).map { point in
      // No difference, which may overflow, and no rounding at the ends and in the middle.
      let part = Double(point) / Double(points - 1)
      let value = low * (1 - part) + high * part
      return value.magnitude < 1e-12 * (high - low) ? 0 : value
    }
  }
}
