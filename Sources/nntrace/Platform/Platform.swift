// The files of this folder are the only ones of the target that name the platform's C library.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system calls that the command line needs, in Swift's types.
enum Platform {
  static let standardInput: Int32 = 0
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  /// The system's number for a failure.
  struct Failure {
    let code: Int32

    var isClosedPipe: Bool { code == EPIPE }
    var isMissing: Bool { code == ENOENT }
    var isAlreadyThere: Bool { code == EEXIST }
  }

  /// The last failure of a call.
  static var failure: Failure {
    get { Failure(code: errno) }
    set { errno = newValue.code }
  }

  /// What the system says about its last failure: `no such file or directory`.
  static func reason() -> String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Occupies the standard streams that are closed, so that no file that is opened takes the place of one and gets
  /// its text. What is written to them still fails.
  static func occupyStandardStreams() {
    for descriptor in [standardInput, standardOutput, standardError] where fcntl(descriptor, F_GETFD) < 0 {
      _ = systemOpen("/dev/null", descriptor == standardInput ? O_WRONLY : O_RDONLY, 0)
    }
  }

  /// The number of the first word of the command line that is not UTF-8, if there is one: what Swift makes of it names
  /// another file.
  static var unreadableArgument: Int? {
    (1..<max(1, Int(CommandLine.argc))).first { index in
      CommandLine.unsafeArgv[index].map { String(validatingCString: $0) == nil } ?? false
    }
  }

  static func leave(_ code: ExitCode) -> Never { exit(code.rawValue) }

  // MARK: Time

  /// A clock that is never set.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func sleep(_ seconds: Double) { usleep(UInt32(seconds * 1e6)) }

  // MARK: Terminal

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The columns of the terminal behind a descriptor.
  static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    #if canImport(Darwin)
      let request: UInt = 0x4008_7468  // TIOCGWINSZ, a macro Swift does not import there
    #elseif canImport(Musl)
      let request = Int32(TIOCGWINSZ)
    #else
      let request = UInt(TIOCGWINSZ)
    #endif
    return ioctl(descriptor, request, &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }
}
