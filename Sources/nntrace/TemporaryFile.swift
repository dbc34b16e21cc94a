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
      let number = String(UInt32.random(in: .min ... .max), radix: 16)
      let path = final + TemporaryFile.mark + number + TemporaryFile.end
      // A signal between the two would leave the file behind if they came the other way round.
      Platform.removeWhenInterrupted(path)
      guard let descriptor = Platform.create(path) else {
        let failure = Platform.failure
        Platform.removeWhenInterrupted(nil)
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
    Platform.removeWhenInterrupted(nil)
  }

  private static let mark = ".nntrace-"
  private static let end = ".tmp"

  private static func removeLeftovers(of final: String) {
    let (folder, name) = Path.split(final)
    for entry in Platform.entries(in: folder.isEmpty ? "." : folder) ?? []
    where entry.utf8.starts(with: (name + mark).utf8) && entry.utf8.suffix(4).elementsEqual(end.utf8) {
      let path = folder + entry
      guard let descriptor = Platform.openRegular(path) else { continue }
      if Platform.lock(descriptor, waits: false) { Platform.remove(path) }
      _ = Platform.close(descriptor)
    }
  }
}
