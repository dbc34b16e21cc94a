/// The program that shows long output page by page, as with `git`: `PAGER`, else `less`.
struct Pager {
  /// Where the text goes.
  let descriptor: Int32
  private let process: Platform.Process

  /// The command to run; nil if there is no need of one, or none.
  static func command() -> String? {
    guard Platform.isTerminal(Platform.standardOutput), Platform.environment("TERM") ?? "dumb" != "dumb"
    else {
      return nil
    }
    let command = Platform.environment("PAGER") ?? "less"
    // The shell would say so itself, and the text would be lost.
    guard let program = command.split(separator: " ").first, command != "cat", isThere(String(program)) else {
      return nil
    }
    return command
  }

  private static func isThere(_ program: String) -> Bool {
    if Path.hasSlash(program) { return Platform.isExecutable(program) }
    return (Platform.environment("PATH") ?? "").split(separator: ":").contains {
      Platform.isExecutable(Path.joined(String($0), program))
    }
  }

  /// - Returns: nil if it cannot be started.
  init?(_ command: String) {
    // Short texts stay on the screen, colours are kept, and the screen is not cleared.
    let environment = Platform.environment("LESS") == nil ? ["LESS=FRX"] : []
    guard let (process, descriptor) = Platform.startReader(command, environment) else { return nil }
    self.process = process
    self.descriptor = descriptor
  }

  /// Ends the text and waits until its reader has left.
  func close() {
    _ = Platform.close(descriptor)
    Platform.wait(for: process)
  }
}
