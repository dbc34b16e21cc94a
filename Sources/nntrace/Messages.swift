import Language

/// What goes to standard error.
enum Messages {
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
    for diagnostic in diagnostics { writeMessage(printer.text(diagnostic, in: source, as: severity)) }
  }

  /// The text without characters that a terminal would obey.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\n" ? "\u{FFFD}" : $0 })
    )
  }
}
