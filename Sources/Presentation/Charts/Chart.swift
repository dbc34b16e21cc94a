import Autodiff
import Trace

/// A picture of values: curves, dots, paths or a map, in one frame or in several with the same axes.
package struct Chart: Sendable {
  package let title: Phrase
  package let horizontal: Axis
  /// Whether the horizontal axis is as the lesson asks for it.
  package var isFixed = true
  package let vertical: Axis
  /// One frame, or small multiples, each with a title.
  package var frames: [Frame]
  /// Values that are not finite, or not positive on a logarithmic axis, and so leave gaps; and how many there are in all.
  package var unseen = 0, values = 0

  /// What is drawn between the axes.
  package struct Frame: Sendable {
    /// Nil in a chart of one frame.
    package var title: Series.Label?
    package var map: Map?
    package var series: [Series]
  }

  /// Values in the order in which they are joined.
  package struct Series: Sendable {
    package enum Label: Sendable {
      case words(String)
      /// Members of a family over their last place: `W[2,·]`.
      case family(String, outer: [Int])

      /// As the language writes it.
      package var text: String {
        switch self {
        case .words(let words): words
        case .family(let name, let outer): name + "[" + outer.map { "\($0)," }.joined() + "·]"
        }
      }
    }

    package enum Form: String, Sendable {
      /// A line from point to point, broken at gaps.
      case line
      /// Points that are not joined.
      case dots
      /// A line with its points and both ends marked: where a run went.
      case path
    }

    package let label: Label
    /// What its points are the values of, for those who work them out again; nil where nobody can.
    package var source: Source?
    package var form = Form.line
    package var points: [Point]
    /// Its ends, its least value, and its greatest.
    package var marks: [Mark] = []
    /// Whether later points are left out, for the curve runs away.
    package var runsAway = false
  }

  /// What is drawn, read again and again.
  package enum Source: Sendable {
    /// A value after each step of a run (in it, by program), or this against another.
    case steps(run: Int, last: Int, x: Node?, y: Node)
    /// A value while a leaf is varied.
    case leaf(Sweep, Moment, NodeID)
    /// Values at one moment, each at a place or against another.
    case nodes([(place: Double, x: NodeID?, y: NodeID)], Moment)

    package struct Node: Sendable {
      package let node: NodeID
      package let inSteps: [Int: NodeID]?
    }
  }

  /// One value, or several that are too close to be told apart: a band.
  package struct Point: Sendable {
    package let x: Double
    /// The value, of several the first; NaN in a gap.
    package let y: Double
    /// The least and the greatest of the values.
    package let low: Double
    package let high: Double

    package var isGap: Bool { !(x.isFinite && y.isFinite) }

    package init(x: Double, y: Double) { self.init(x: x, y: y, low: y, high: y) }

    package init(x: Double, y: Double, low: Double, high: Double) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
    }
  }

  /// A point whose numbers are told.
  package struct Mark: Sendable {
    package enum Role: Sendable { case start, end, least, greatest }

    package let role: Role
    /// The step or the index, or the value on the horizontal axis.
    package let x: Double
    package let y: Quantity
    /// The value on the horizontal axis, where that is one of the lesson: of a path.
    package var across: Quantity?
  }

  /// Heights over a plane.
  package struct Map: Sendable {
    /// What has the heights: `L`.
    package let label: Series.Label
    package let contours: [Contour]
    /// What has the heights, while two leaves are varied.
    package let source: (node: NodeID, x: Sweep, y: Sweep, moment: Moment)
    /// The lowest place that was looked at.
    package let least: (x: Double, y: Double, height: Quantity)?
  }

  /// The lines on which a map has one height.
  package struct Contour: Sendable {
    package let level: Tick
    package let lines: [[Point]]
  }
}

/// One axis of a chart.
package struct Axis: Sendable {
  package enum Scale: Sendable { case linear, logarithmic }

  /// What it counts or measures; empty where the title says so.
  package let name: Phrase
  /// Its ends; `low` is less than `high`, and positive on a logarithmic axis.
  package let low: Double
  package let high: Double
  package var scale = Scale.linear
  /// Whether it counts steps or an index.
  package var counts = false
  /// Ascending, from `low` to `high`.
  package let ticks: [Tick]

  /// Where a value lies: at `low` 0, at `high` 1; nil for a value that has no place on the axis.
  package func position(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    switch scale {
    // The middle of a difference that may overflow.
    case .linear: return (value / 2 - low / 2) / (high / 2 - low / 2)
    case .logarithmic:
      guard value > 0 else { return nil }
      let (from, to) = (Axis.log10(low), Axis.log10(high))
      return (Axis.log10(value) - from) / (to - from)
    }
  }
}

/// A number beside an axis.
package struct Tick: Sendable {
  package let value: Double
  package let label: String
}
