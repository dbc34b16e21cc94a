import Language

/// What goes to standard error.
enum Messages {
  /// Of one lesson's errors, and of its warnings, so many are shown.
  private static let most = 40

  static func show(_ error: CommandError) {
    var text = "nntrace: error: " + visible(error.message) + "\n"
    if let help = error.help { text += "  help: " + visible(help) + "\n" }
    writeMessage(text)
  }

  static func show(
    _ diagnostics: [Diagnostic], in source: Source, color: Bool,
    as severity: DiagnosticPrinter.Severity = .error
  ) {
    let printer = DiagnosticPrinter(color: color)
    for diagnostic in diagnostics.prefix(most) {
      writeMessage(printer.text(diagnostic, in: source, as: severity))
    }
    let rest = diagnostics.count - most
    if rest > 0 { writeMessage("… \(rest) more \(severity.rawValue)\(rest == 1 ? "" : "s") not shown\n") }
  }

  /// The text without characters that a terminal would obey.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\n" ? "\u{FFFD}" : $0 })
    )
  }
}
