/// What the place that results go to can show.
struct Terminal {
  /// Columns to wrap at.
  let width: Int
  /// Whether to mark results with ANSI colors.
  let color: Bool
  /// Whether to mark messages on standard error.
  let colorOfMessages: Bool

  private static let plainWidth = 80
  private static let widths = 40...100

  init(_ options: Options) {
    let isTerminal = options.output == nil && Platform.isTerminal(Platform.standardOutput)
    width = Terminal.width(isTerminal: isTerminal)
    color = Terminal.wantsColor(options.color, isTerminal: isTerminal)
    colorOfMessages = Terminal.wantsColor(
      options.color, isTerminal: Platform.isTerminal(Platform.standardError))
  }

  /// `COLUMNS` if that is a number of columns, else the terminal's own width, else 80; at least 40 and at most 100.
  private static func width(isTerminal: Bool) -> Int {
    let asked = Platform.environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let found = asked ?? (isTerminal ? Platform.columns(Platform.standardOutput) : nil)
    return min(max(found ?? plainWidth, widths.lowerBound), widths.upperBound)
  }

  private static func wantsColor(_ choice: ColorChoice, isTerminal: Bool) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      isTerminal && (Platform.environment("NO_COLOR") ?? "").isEmpty && Platform.environment("TERM") != "dumb"
    }
  }
}
