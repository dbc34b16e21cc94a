/// How much one lesson may ask for. Generous, and checked before memory or patience runs out.
package enum LessonLimits {
  /// Nodes of one lesson's graph.
  package static let nodes = 20_000_000
  /// Members of one family, terms of one reduction, cells of one array.
  package static let members = 2_000_000
  /// Steps of one act.
  package static let steps = 100_000_000
  /// Nodes evaluated by one act: steps · nodes of a step.
  package static let work = 100_000_000_000
  /// Decimals of `carry`.
  package static let decimals = 15
  /// Bytes of a data file.
  package static let dataFile = 64 << 20
  /// How deep macros may call macros, and members may wait for members before the wait is put on a list.
  static let depth = 60
}
