/// How much one lesson may ask for. Generous, and checked before memory or patience runs out.
package struct LessonLimits: Sendable {
  /// Nodes of one lesson's graph.
  package var nodes = 20_000_000
  /// Members of one family, terms of one reduction, cells of one array.
  package var members = 2_000_000
  /// Members of all families together.
  package var allMembers = 5_000_000
  /// Terms of all reductions together, and values of free indices.
  package var turns = 20_000_000
  /// Lines and states that all programs of steps work out: those of the rule for each parameter, which take about 0.6 KB
  /// each.
  package var lines = 3_000_000
  /// Runs of a lesson, each of which keeps a value of every leaf: members of a `compare`, and beginnings after `reset`.
  package var runs = 5_000
  /// Steps of one act.
  package var steps = 100_000_000
  /// Steps one act shows.
  package var shown = 100_000
  /// Nodes evaluated by all acts of a lesson: steps · nodes of a step.
  package var work = 100_000_000_000

  /// Nodes evaluated by the curves and maps of all plots over leaves: points · nodes of a value.
  package var plotted = 200_000_000

  package init() {}

  /// Questions to the reader.
  static let asks = 200

  /// Points of a curve, of a row or a column of a map, and dots of a scatter.
  package static let pointsOfCurve = 10_000, pointsOfMap = 300, dots = 10_000

  /// Bytes of a data file.
  package static let dataFile = 64 << 20
  /// Cells of a data file.
  package static let dataCells = 10_000_000
  /// How deep macros may call macros, and members may wait for members before the wait is put on a list.
  static let depth = 60
  /// How deep expressions may nest, counted through macros; above half of it, members wait on a list.
  static let height = 1_600
}
