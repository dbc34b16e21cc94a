/// A folder that takes its name when it is whole, with a list of its files in it.
struct TemporaryFolder {
  private let final: String
  private let path: String
  private let files: [String]
  /// The lock of a folder that is being written; one without was left behind.
  private let lock: Int32

  /// The name of the list, in which a zero ends each path: any other byte may be in one.
  static let list = ".nntrace-site"

  /// - Returns: nil on failure (see `Platform.reason`).
  init?(for final: String, files: [String]) {
    TemporaryFolder.removeLeftovers(of: final)
    (self.final, self.files) = (final, files)
    let path = TemporaryFile.newName(for: final)
    self.path = path
    Platform.removeWhenInterrupted(TemporaryFolder.contents(of: path, files))
    guard Platform.makeFolder(path), let lock = Platform.open([], below: path) else {
      Platform.removeWhenInterrupted([])
      return nil
    }
    self.lock = lock
    Platform.lock(lock)
    let isListed = write(TemporaryFolder.list, files.map { $0 + "\0" }.joined())
    if isListed, TemporaryFolder.folders(of: files).allSatisfy({ Platform.makeFolder(Path.joined(path, $0)) })
    {
      return
    }
    let failure = Platform.failure
    remove()
    Platform.failure = failure
    return nil
  }

  /// Writes one of its files; false on failure.
  func write(_ name: String, _ text: String) -> Bool {
    guard let descriptor = Platform.create(Path.joined(path, name)) else { return false }
    let isWritten = Platform.write(descriptor, Array(text.utf8))
    let failure = Platform.failure
    let isClosed = Platform.close(descriptor)
    if !isWritten { Platform.failure = failure }
    return isWritten && isClosed
  }

  /// Gives the folder its name; what had it is gone. False on failure, and then all is as before.
  func keep() -> Bool {
    if Platform.kindItself(final) == nil { return Platform.rename(path, to: final) }
    if Platform.exchange(path, final) { return true }
    // A disk that cannot exchange two names lets the old one go first.
    let old = TemporaryFile.newName(for: final)
    guard Platform.rename(final, to: old) else { return false }
    guard Platform.rename(path, to: final) else {
      let failure = Platform.failure
      _ = Platform.rename(old, to: final)
      Platform.failure = failure
      return false
    }
    TemporaryFolder.remove(old)
    return true
  }

  /// Removes what has the temporary name: the folder itself, or the one whose name it took.
  func remove() {
    TemporaryFolder.remove(path, files)
    _ = Platform.close(lock)
    Platform.removeWhenInterrupted([])
  }

  /// What the list in a folder names; nil if there is none.
  static func files(in folder: String) -> [String]? {
    let path = Path.joined(folder, list)
    guard Platform.kindItself(path) == .regular, let bytes = Platform.contents(of: path, limit: 1 << 26)
    else {
      return nil
    }
    // Only what lies below the folder.
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { !Path.isAbsolute($0) && !Path.parts($0).contains("..") }
  }

  /// The folders that files lie in, each after the one that it is in.
  private static func folders(of files: [String]) -> [String] {
    Set(
      files.flatMap { file in
        let parts = Path.parts(file).dropLast()
        return parts.indices.map { parts[...$0].joined(separator: "/") }
      }
    ).sorted { $0.utf8.count < $1.utf8.count }
  }

  /// Everything in a folder, each before what it is in, and the folder.
  private static func contents(of path: String, _ files: [String]) -> [String] {
    (files + folders(of: files).reversed() + [list]).map { Path.joined(path, $0) } + [path]
  }

  /// Removes a folder with the files that its own list names, or those given; nothing else.
  private static func remove(_ path: String, _ files: [String] = []) {
    for path in contents(of: path, files + (self.files(in: path) ?? [])) {
      if Platform.kindItself(path) == .folder { Platform.removeFolder(path) } else { Platform.remove(path) }
    }
  }

  private static func removeLeftovers(of final: String) {
    for path in TemporaryFile.leftovers(of: final) where Platform.kindItself(path) == .folder {
      guard let descriptor = Platform.open([], below: path) else { continue }
      if Platform.lock(descriptor, waits: false) { remove(path) }
      _ = Platform.close(descriptor)
    }
  }
}
