import Letters

/// What goes to standard error.
enum Messages {
  /// Of one lesson's errors, and of its warnings, this many are shown.
  private static let most = 40

  static func show(_ error: CommandError) {
    var text = "nntrace: error: " + Visible.escaped(error.message) + "\n"
    if let help = error.help { text += "  help: " + Visible.escaped(help) + "\n" }
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
}
