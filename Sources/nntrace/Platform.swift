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

  /// The system's number for a failure.
  struct Failure {
    fileprivate let code: Int32

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

  /// Makes writing to a closed pipe, or beyond the size that a file may have, an error instead of the program's end.
  static func survivesFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

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

  // MARK: Threads

  /// The processors that are online.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs the program on a stack that suffices for the longest formula, whatever `ulimit -s` leaves to the first thread.
  static func runOnLargeStack(_ program: @escaping @Sendable () -> ExitCode) -> Never {
    if startThread({ leave(program()) }) { while true { pause() } }
    // Without memory for it, the first thread's stack has to do.
    leave(program())
  }

  /// Runs work on a thread of its own, with a stack that suffices for the longest formula; false without memory for it.
  static func startThread(_ work: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 64 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let box = Unmanaged.passRetained(Work(run: work))
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        #if canImport(Darwin)
          let pointer: UnsafeMutableRawPointer? = pointer
        #endif
        Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    if code != 0 { box.release() }
    return code == 0
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// A lock on which threads wait until another changes what they wait for.
  final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(changed, nil)
    }

    deinit {
      pthread_cond_destroy(changed)
      pthread_mutex_destroy(mutex)
      changed.deallocate()
      mutex.deallocate()
    }

    /// Runs `body` while no other thread does, and wakes all that wait.
    func locked<Result>(_ body: () -> Result) -> Result {
      pthread_mutex_lock(mutex)
      defer {
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
      }
      return body()
    }

    /// Within `locked`: lets others have the lock until one has done something.
    func wait() { pthread_cond_wait(changed, mutex) }
  }

  // MARK: Time

  /// A clock that is never set.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func sleep(_ seconds: Double) { usleep(UInt32(seconds * 1e6)) }

  // MARK: Other programs

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

  /// What changes when a file is saved; nil if there is none.
  struct Stamp: Equatable {
    fileprivate let number: UInt64
    fileprivate let size: Int64
    fileprivate let seconds: Int64
    fileprivate let nanoseconds: Int64
  }

  static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      number: UInt64(truncatingIfNeeded: status.st_ino), size: Int64(status.st_size),
      seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }

  /// What makes two names one file.
  struct FileIdentity: Hashable {
    fileprivate let device: UInt64
    fileprivate let number: UInt64
  }

  /// The identity of a regular file, links followed; nil for anything else.
  static func identity(_ path: String) -> FileIdentity? {
    var status = stat()
    return stat(path, &status) == 0 ? identity(status) : nil
  }

  static func identity(_ descriptor: Int32) -> FileIdentity? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? identity(status) : nil
  }

  private static func identity(_ status: stat) -> FileIdentity? {
    guard kind(status) == .regular else { return nil }
    return FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
  }

  static func kind(_ descriptor: Int32) -> FileKind? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? kind(status) : nil
  }

  /// Whether a file has another name in some folder (a hard link).
  static func hasOtherNames(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_nlink > 1
  }

  /// Whether an opened file has a name still.
  static func hasName(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }

  /// Opens what lies below a folder, for reading, without following any link on the way, and without waiting for the
  /// other end of a pipe.
  static func open(_ parts: [String], below folder: String) -> Int32? {
    var descriptor = systemOpen(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    for (place, part) in parts.enumerated() where descriptor >= 0 {
      let isLast = place == parts.count - 1
      let next = openat(
        descriptor, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (isLast ? O_NONBLOCK : O_DIRECTORY))
      let failure = Platform.failure
      _ = close(descriptor)
      Platform.failure = failure
      descriptor = next
    }
    return descriptor < 0 ? nil : descriptor
  }

  /// Opens a file that is neither a link nor a pipe that would be waited for.
  static func openRegular(_ path: String) -> Int32? {
    guard let descriptor = openFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else { return nil }
    if kind(descriptor) == .regular { return descriptor }
    _ = close(descriptor)
    return nil
  }

  /// Locks an opened file for this program until its descriptors are closed; false if another has it or it cannot be.
  @discardableResult
  static func lock(_ descriptor: Int32, waits: Bool = true) -> Bool {
    flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) == 0
  }

  static func duplicate(_ descriptor: Int32) -> Int32? {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    return copy < 0 ? nil : copy
  }

  /// Up to `limit` bytes of a file; nil on failure.
  static func contents(of path: String, limit: Int) -> [UInt8]? {
    guard let descriptor = openForReading(path) else { return nil }
    defer { _ = close(descriptor) }
    return read(descriptor, limit: limit)
  }

  private static func openFile(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32? {
    let descriptor = systemOpen(path, flags | O_CLOEXEC, mode)
    return descriptor < 0 ? nil : descriptor
  }

  static func openForReading(_ path: String) -> Int32? { openFile(path, O_RDONLY) }

  /// Opens something that is there and is no regular file: a device or a pipe.
  static func openForWriting(_ path: String) -> Int32? { openFile(path, O_WRONLY) }

  /// Makes a new file; fails if there is one.
  static func create(_ path: String) -> Int32? { openFile(path, O_WRONLY | O_CREAT | O_EXCL, 0o666) }

  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  static func close(_ descriptor: Int32) -> Bool { systemClose(descriptor) == 0 }

  static func remove(_ path: String) { unlink(path) }

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

  static func rename(_ old: String, to new: String) -> Bool { systemRename(old, new) == 0 }

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

  /// Gives a new file the owner, where that is allowed, and the permissions of the one it replaces.
  static func copyOwnerAndPermissions(from old: String, to descriptor: Int32) {
    var status = stat()
    guard stat(old, &status) == 0 else { return }
    let isOwned = fchown(descriptor, status.st_uid, status.st_gid) == 0
    fchmod(descriptor, status.st_mode & (isOwned ? 0o7777 : 0o777))
  }

  /// The next bytes there are, none at the end; nil on failure.
  static func readPiece(_ descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = systemRead(descriptor, &buffer, buffer.count)
      if count >= 0 { return Array(buffer[..<count]) }
      if errno != EINTR { return nil }
    }
  }

  /// Reads up to `limit` bytes; nil on failure. Waits as long as the other end of a pipe does.
  static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = systemRead(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Reads what there is, waiting for the first byte; empty at the end, nil on failure.
  static func readSome(_ descriptor: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(descriptor, &buffer, buffer.count)
      if count >= 0 { return Array(buffer[..<count]) }
      if errno != EINTR { return nil }
    }
  }

  /// Writes all bytes; false on failure.
  static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        return systemWrite(descriptor, rest.baseAddress, rest.count)
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
    entries(in: folder)?.filter { !Path.isHidden($0) }.sorted()
  }

  /// All names in a folder; nil if it cannot be read.
  static func entries(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
            String(cString: $0)
          }
        })
    }
    return names
  }
}

// The system's calls under names that the members of `Platform` do not hide.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
