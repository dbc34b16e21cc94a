/// What a long run is at, in one line of standard error that is rewritten and goes when the run is done.
///
/// Nothing is shown unless standard error is a terminal and a second has passed. It is a class because the thread that
/// draws it and the one that works share it.
final class Progress: @unchecked Sendable {
  private let monitor = Platform.Monitor()
  private var text: String
  private var isOver = false
  private var isShown = false

  /// How often it is drawn, and how long nothing is.
  private static let interval = 0.2, patience = 1.0

  init(_ text: String) {
    self.text = text
    guard Platform.isTerminal(Platform.standardError), Platform.environment("TERM") != "dumb" else { return }
    _ = Platform.startThread { [self] in
      let start = Platform.seconds
      Platform.sleep(Progress.patience)
      while draw(Int(Platform.seconds - start)) { Platform.sleep(Progress.interval) }
    }
  }

  func say(_ text: String) { monitor.locked { self.text = text } }

  /// - Returns: whether it goes on.
  private func draw(_ seconds: Int) -> Bool {
    monitor.locked {
      guard !isOver else { return false }
      isShown = true
      return writeMessage("\r\u{1B}[K… \(text), \(seconds) s (Ctrl-C ends it)")
    }
  }

  /// Takes the line away; nothing is drawn from here on.
  func end() {
    monitor.locked {
      if isShown, !isOver { writeMessage("\r\u{1B}[K") }
      isOver = true
    }
  }
}
