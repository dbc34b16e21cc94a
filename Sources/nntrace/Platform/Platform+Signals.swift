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

  /// The files and folders that a signal removes, up to a null. Only `removeWhenInterrupted` writes it, while no signal
  /// has a handler.
  private nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// The signals that end a program which somebody interrupts; those that are to be ignored, as below `nohup`, still
  /// are.
  private static let interruptions = [SIGINT, SIGTERM, SIGHUP].filter { code in
    let before = signal(code, SIG_IGN)
    signal(code, before)
    return unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Has an interrupted program (Ctrl-C, `kill`, a closed terminal) remove files and empty folders before it ends, in
  /// order, instead of those it had to before.
  static func removeWhenInterrupted(_ paths: [String]) {
    for code in interruptions { signal(code, SIG_DFL) }
    var old = unfinished
    while let path = old?.pointee {
      free(path)
      old = old?.successor()
    }
    unfinished?.deallocate()
    unfinished = nil
    if paths.isEmpty { return }
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: paths.count + 1)
    for (place, path) in paths.enumerated() { (list + place).initialize(to: strdup(path)) }
    (list + paths.count).initialize(to: nil)
    unfinished = list
    for code in interruptions {
      signal(code) { code in
        // Only calls that a signal handler may make.
        var next = Platform.unfinished
        while let path = next?.pointee {
          if unlink(path) != 0 { rmdir(path) }
          next = next?.successor()
        }
        signal(code, SIG_DFL)
        raise(code)
      }
    }
  }
}
