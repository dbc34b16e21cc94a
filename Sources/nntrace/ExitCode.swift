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
  var help: String?
}
