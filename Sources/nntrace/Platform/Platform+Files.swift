#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and folders by their paths.
extension Platform {
  enum FileKind { case regular, folder, other }

  /// The kind of file at a path, links followed; nil if there is nothing or it cannot be seen (see `reason`).
  static func kind(_ path: String) -> FileKind? {
    var status = stat()
    return stat(path, &status) == 0 ? kind(status) : nil
  }

  /// The kind of what has a path, which a link is not followed for; nil if there is nothing.
  static func kindItself(_ path: String) -> FileKind? {
    var status = stat()
    return lstat(path, &status) == 0 ? kind(status) : nil
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

  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  static func remove(_ path: String) { unlink(path) }

  static func makeFolder(_ path: String) -> Bool { mkdir(path, 0o777) == 0 }

  /// Removes a folder if it is empty.
  static func removeFolder(_ path: String) { rmdir(path) }

  /// Has two files or folders exchange their names in one step; false if the system or the disk cannot.
  static func exchange(_ one: String, _ other: String) -> Bool { systemExchange(one, other) == 0 }

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
