// The one place of this target that starts processes and asks the system about them.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

enum Platform {
  /// The path of this very program.
  static let executable: String = {
    #if os(Linux)
      let path = resolved("/proc/self/exe")
    #else
      let path = resolved(CommandLine.arguments[0])
    #endif
    return path ?? CommandLine.arguments[0]
  }()

  /// The processor time this process has had.
  static var processorNanoseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The most memory this process has had, in bytes.
  ///
  /// A child begins with the peak of the process it was started from; so the children that are asked run
  /// before the parent has grown.
  static var peakBytes: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #elseif canImport(Musl)
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }

  static func leave(_ code: Int32) -> Never { exit(code) }

  // MARK: Other programs

  /// What a program wrote to standard output; nil if it could not be started or failed.
  static func output(of words: [String]) -> String? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    let process = start(words, output: ends[1])
    close(ends[1])
    guard let process else { return nil }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &piece, piece.count)
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return finish(process) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// Runs a program with its output thrown away.
  /// - Returns: whether it ended well.
  @discardableResult
  static func run(_ words: [String]) -> Bool {
    let nowhere = open("/dev/null", O_WRONLY)
    defer { close(nowhere) }
    guard let process = start(words, output: nowhere) else { return false }
    return finish(process) == 0
  }

  private static func start(_ words: [String], output: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    var arguments = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var process = pid_t()
    return posix_spawnp(&process, words[0], &actions, nil, &arguments, environ) == 0 ? process : nil
  }

  private static func finish(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return -1 } }
    return status
  }
}
