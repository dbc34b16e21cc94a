import Language

/// What goes to standard error.
enum Messages {
  static func show(_ error: CommandError) {
    var text = "nntrace: error: " + visible(error.message) + "\n"
    if let help = error.help { text += "  help: " + visible(help) + "\n" }
    writeMessage(text)
  }

  static func show(_ diagnostics: [Diagnostic], in source: Source, color: Bool, asWarnings: Bool = false) {
    let printer = DiagnosticPrinter(color: color)
    for diagnostic in diagnostics {
      var text = printer.text(diagnostic, in: source)
      // The printer knows errors only; its text begins with the word.
      if asWarnings, let word = text.firstRange(ofWord: "error") {
        text.replaceSubrange(word, with: "warning")
      }
      writeMessage(text)
    }
  }

  /// The text without characters that a terminal would obey.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\n" ? "\u{FFFD}" : $0 })
    )
  }
}

extension String {
  fileprivate func firstRange(ofWord word: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
      start = index(after: start)
    }
    return nil
  }
}
