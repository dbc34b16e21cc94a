/// How a run of nntrace ended.
enum ExitCode: Int32 {
  /// Done; all claims are as stated.
  case done = 0
  /// A claim is not as stated, or there was none to check.
  case notAsStated = 1
  /// The command line is wrong, or a lesson cannot be run, or a file cannot be read or written.
  case cannotRun = 2
}

/// A message for the standard error stream that ends the program with `ExitCode.cannotRun`.
struct CommandError: Error, Equatable {
  let message: String
  let help: String?

  /// Words of the command line may be of any length; of long ones the ends are shown.
  init(_ message: String, help: String? = nil) {
    self.message = message.shortened()
    self.help = help?.shortened()
  }
}

extension String {
  private static let longest = 600

  /// The text with `…` for what is in the middle of a long one.
  fileprivate func shortened() -> String {
    guard unicodeScalars.count > String.longest else { return self }
    return String(unicodeScalars.prefix(String.longest * 2 / 3)) + "…"
      + String(unicodeScalars.suffix(String.longest / 3))
  }
}
