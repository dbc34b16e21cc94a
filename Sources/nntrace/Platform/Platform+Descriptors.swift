#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opened files.
extension Platform {
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

  static func close(_ descriptor: Int32) -> Bool { systemClose(descriptor) == 0 }

  /// Reads up to `limit` bytes; nil on failure. Waits as long as the other end of a pipe does.
  static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      guard let piece = readSome(descriptor, most: limit - bytes.count) else { return nil }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  /// Reads what there is, waiting for the first byte; empty at the end, nil on failure.
  static func readSome(_ descriptor: Int32, most: Int = .max) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: min(most, 1 << 16))
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
}
