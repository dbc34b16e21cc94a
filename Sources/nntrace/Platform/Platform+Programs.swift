#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Other programs.
extension Platform {
  struct Process {
    fileprivate let number: pid_t
  }

  static func isExecutable(_ path: String) -> Bool { kind(path) == .regular && access(path, X_OK) == 0 }

  /// Starts a shell command that reads what is written to a descriptor. Ctrl-C is for it alone from here on.
  /// - Parameter more: what its environment has beyond this program's: `NAME=VALUE`.
  static func startReader(_ command: String, _ more: [String]) -> (process: Process, descriptor: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Glibc) || canImport(Musl)
      var files = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var files: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&files)
    posix_spawn_file_actions_adddup2(&files, ends[0], standardInput)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    // What this program ignores is not to be ignored there.
    var signals = sigset_t()
    sigemptyset(&signals)
    for code in [SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT] { sigaddset(&signals, code) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var own: [String] = []
    var entry = environ
    while let text = entry.pointee {
      own.append(String(cString: text))
      entry += 1
    }
    func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
    let (words, environment) = (list(["sh", "-c", command]), list(own + more))
    defer { for text in words + environment { free(text) } }
    var number: pid_t = 0
    let code = posix_spawn(&number, "/bin/sh", &files, &attributes, words, environment)
    _ = close(ends[0])
    guard code == 0 else {
      _ = close(ends[1])
      return nil
    }
    signal(SIGINT, SIG_IGN)
    signal(SIGQUIT, SIG_IGN)
    return (Process(number: number), ends[1])
  }

  static func wait(for process: Process) {
    var status: Int32 = 0
    while waitpid(process.number, &status, 0) < 0, errno == EINTR {}
  }
}
