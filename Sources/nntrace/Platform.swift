// The one place of this target that names the platform's C library.
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

  enum FileKind { case regular, folder, other }

  /// What the system says about its last failure: `no such file or directory`.
  static func reason(_ code: Int32 = errno) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  static var isClosedPipe: Bool { errno == EPIPE }
  static var isMissing: Bool { errno == ENOENT }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Makes writing to a closed pipe an error instead of the program's end.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Occupies the standard streams that are closed, so that no file that is opened takes the place of one and gets
  /// its text. What is written to them still fails.
  static func occupyStandardStreams() {
    for descriptor in [standardInput, standardOutput, standardError] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == standardInput ? O_WRONLY : O_RDONLY)
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

  static var processNumber: Int32 { getpid() }

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

  // MARK: Files

  /// The kind of file at a path, links followed; nil if there is nothing or it cannot be seen (see `reason`).
  static func kind(_ path: String) -> FileKind? {
    var status = stat()
    return stat(path, &status) == 0 ? kind(status) : nil
  }

  private static func kind(_ status: stat) -> FileKind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .folder
    default: .other
    }
  }

  static func openForReading(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : descriptor
  }

  /// Opens something that is there and is no regular file: a device or a pipe.
  static func openForWriting(_ path: String) -> Int32? {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : descriptor
  }

  /// Makes a new file; fails if there is one.
  static func create(_ path: String) -> Int32? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    return descriptor < 0 ? nil : descriptor
  }

  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  static func close(_ descriptor: Int32) -> Bool {
    #if canImport(Glibc)
      Glibc.close(descriptor) == 0
    #elseif canImport(Musl)
      Musl.close(descriptor) == 0
    #else
      Darwin.close(descriptor) == 0
    #endif
  }

  static func remove(_ path: String) { unlink(path) }

  /// The file that a signal removes. Only `removeWhenInterrupted` writes it, while no signal has a handler.
  private nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<CChar>?

  /// Has an interrupted program (Ctrl-C, `kill`, a closed terminal) remove a file before it ends; nil: none.
  static func removeWhenInterrupted(_ path: String?) {
    let signals = [SIGINT, SIGTERM, SIGHUP]
    if unfinished != nil { for code in signals { signal(code, SIG_DFL) } }
    free(unfinished)
    unfinished = path.flatMap { strdup($0) }
    guard unfinished != nil else { return }
    for code in signals {
      let before = signal(code) { code in
        // Only calls that a signal handler may make.
        if let path = Platform.unfinished { unlink(path) }
        signal(code, SIG_DFL)
        raise(code)
      }
      // What was to be ignored, as below `nohup`, still is.
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(code, SIG_IGN) }
    }
  }

  static func rename(_ old: String, to new: String) -> Bool {
    #if canImport(Glibc)
      Glibc.rename(old, new) == 0
    #elseif canImport(Musl)
      Musl.rename(old, new) == 0
    #else
      Darwin.rename(old, new) == 0
    #endif
  }

  /// The path without symbolic links, if something is there.
  static func resolved(_ path: String) -> String? {
    guard let result = realpath(path, nil) else { return nil }
    defer { free(result) }
    return String(cString: result)
  }

  /// Where a chain of symbolic links leads whose end is not there yet: the path itself if it is no link, nil if the
  /// links go in a circle.
  static func followed(_ path: String) -> String? {
    var path = path
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    for _ in 0..<40 {
      let count = readlink(path, &buffer, buffer.count)
      guard count > 0 else { return path }
      let target = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = target.hasPrefix("/") ? target : folder + target
    }
    return nil
  }

  /// Gives a new file the permissions of the one it replaces.
  static func copyPermissions(from old: String, to descriptor: Int32) {
    var status = stat()
    if stat(old, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  /// Reads up to `limit` bytes; nil on failure. Waits as long as the other end of a pipe does.
  static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = readSome(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func readSome(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &buffer, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, &buffer, count)
    #else
      Darwin.read(descriptor, &buffer, count)
    #endif
  }

  /// Writes all bytes; false on failure.
  static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        #if canImport(Glibc)
          return Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          return Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      done += count
    }
    return true
  }

  /// The names in a folder, sorted, hidden ones left out; nil if it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
