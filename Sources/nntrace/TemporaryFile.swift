/// A file that takes its name only when it is whole.
///
/// Until then it stands beside the file that it will be, as `NAME.nntrace-1f3a5c7e.tmp`, and is locked: one that is
/// not locked was left behind when a program was killed, and whoever writes `NAME` next removes it.
struct TemporaryFile {
  let final: String
  let descriptor: Int32
  private let path: String
  /// Keeps the lock while `descriptor` is closed, which may fail, before the file takes its name.
  private let lock: Int32

  /// - Returns: nil on failure (see `Platform.reason`).
  init?(for final: String) {
    TemporaryFile.removeLeftovers(of: final)
    while true {
      let path = TemporaryFile.newName(for: final)
      // A signal between the two would leave the file behind if they came the other way round.
      Platform.removeWhenInterrupted([path])
      guard let descriptor = Platform.create(path) else {
        let failure = Platform.failure
        Platform.removeWhenInterrupted([])
        if failure.isAlreadyThere { continue }
        Platform.failure = failure
        return nil
      }
      // Who took it for left behind before it was locked has removed it.
      Platform.lock(descriptor)
      guard Platform.hasName(descriptor), let lock = Platform.duplicate(descriptor) else {
        _ = Platform.close(descriptor)
        continue
      }
      (self.final, self.path, self.descriptor, self.lock) = (final, path, descriptor, lock)
      return
    }
  }

  /// Gives the file its name, if all of it is written; false on failure.
  func keep() -> Bool {
    let isKept = Platform.close(descriptor) && Platform.rename(path, to: final)
    let failure = Platform.failure
    if !isKept { Platform.remove(path) }
    end()
    Platform.failure = failure
    return isKept
  }

  func remove() {
    _ = Platform.close(descriptor)
    Platform.remove(path)
    end()
  }

  private func end() {
    _ = Platform.close(lock)
    Platform.removeWhenInterrupted([])
  }

  private static let mark = ".nntrace-"
  private static let end = ".tmp"

  static func newName(for final: String) -> String {
    final + mark + String(UInt32.random(in: .min ... .max), radix: 16) + end
  }

  /// What has a temporary name of something, being written or left behind.
  static func leftovers(of final: String) -> [String] {
    let (folder, name) = Path.split(final)
    return (Platform.entries(in: folder.isEmpty ? "." : folder) ?? []).filter { entry in
      entry.utf8.starts(with: (name + mark).utf8) && entry.utf8.suffix(4).elementsEqual(end.utf8)
    }.map { folder + $0 }
  }

  private static func removeLeftovers(of final: String) {
    for path in leftovers(of: final) {
      guard let descriptor = Platform.openRegular(path) else { continue }
      if Platform.lock(descriptor, waits: false) { Platform.remove(path) }
      _ = Platform.close(descriptor)
    }
  }
}
