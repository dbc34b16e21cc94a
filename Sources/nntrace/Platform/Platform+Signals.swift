#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals that would end the program.
extension Platform {
  /// Makes writing to a closed pipe, or beyond the size that a file may have, an error instead of the program's end.
  static func survivesFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// The file that a signal removes. Only `removeWhenInterrupted` writes it, while no signal has a handler.
  private nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<CChar>?

  /// The signals that end a program which somebody interrupts; those that are to be ignored, as below `nohup`, still
  /// are.
  private static let interruptions = [SIGINT, SIGTERM, SIGHUP].filter { code in
    let before = signal(code, SIG_IGN)
    signal(code, before)
    return unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Has an interrupted program (Ctrl-C, `kill`, a closed terminal) remove a file before it ends; nil: none.
  static func removeWhenInterrupted(_ path: String?) {
    for code in interruptions { signal(code, SIG_DFL) }
    free(unfinished)
    unfinished = path.flatMap { strdup($0) }
    guard unfinished != nil else { return }
    for code in interruptions {
      signal(code) { code in
        // Only calls that a signal handler may make.
        if let path = Platform.unfinished { unlink(path) }
        signal(code, SIG_DFL)
        raise(code)
      }
    }
  }
}
