/// A folder of files that takes its name only when it is whole, where there was nothing or a site that nntrace made.
///
/// Until then it stands beside the folder that it will be, as `NAME.nntrace-1f3a5c7e.tmp`, and is locked, like a file
/// that is being written (see `TemporaryFile`). A list of its files is in it: that is how nntrace knows its own, and
/// what it may remove.
struct SiteFolder {
  private let name: String
  private let final: String
  private let temporary: TemporaryFolder

  /// - Parameter files: the paths of all files that will be in it.
  /// - Throws: if there is something that nntrace did not make, or it cannot be written.
  init(for name: String, files: [String]) throws(CommandError) {
    var bare = Substring(name)
    while bare.utf8.count > 1, bare.utf8.last == UInt8(ascii: "/") { bare = bare.dropLast() }
    self.name = name
    // Through a link, the folder it points at is replaced or made, not the link.
    guard let final = Platform.resolved(String(bare)) ?? Platform.followed(String(bare)) else {
      throw SiteFolder.cannotWrite(name)
    }
    self.final = final
    try SiteFolder.check(final, name)
    guard let temporary = TemporaryFolder(for: final, files: files) else {
      throw SiteFolder.cannotWrite(name)
    }
    self.temporary = temporary
  }

  func write(_ path: String, _ text: String) throws(CommandError) {
    if !temporary.write(path, text) { throw SiteFolder.cannotWrite(Path.joined(name, path)) }
  }

  /// Takes the place of what was there, in one step where the system can.
  func keep() throws(CommandError) {
    try SiteFolder.check(final, name)
    if !temporary.keep() { throw SiteFolder.cannotWrite(name) }
  }

  /// Leaves nothing behind, unless it has its name.
  func discard() { temporary.remove() }

  /// - Throws: if there is something at the path that may not be replaced.
  private static func check(_ path: String, _ name: String) throws(CommandError) {
    guard let kind = Platform.kindItself(path) else { return }
    let help = "name a directory that is not there yet, or one that nntrace site made"
    guard kind == .folder else {
      throw CommandError("cannot write \(name): it is not a directory", help: help)
    }
    guard let files = TemporaryFolder.files(in: path) else {
      throw CommandError("\(name) is left as it is: nntrace did not make it", help: help)
    }
    if let other = foreign(in: path, below: "", Set(files)) {
      throw CommandError(
        "\(name) is left as it is: nntrace did not write \(Path.joined(name, other))",
        help: "move that away, or name another directory")
    }
  }

  /// Something in a folder that is no file of a list and no folder of one.
  private static func foreign(in root: String, below folder: String, _ files: Set<String>) -> String? {
    for entry in (Platform.entries(in: Path.joined(root, folder)) ?? []).sorted()
    where entry != "." && entry != ".." {
      let path = folder.isEmpty ? entry : Path.joined(folder, entry)
      switch Platform.kindItself(Path.joined(root, path)) {
      case .folder:
        if !files.contains(where: { $0.utf8.starts(with: (path + "/").utf8) }) { return path }
        if let other = foreign(in: root, below: path, files) { return other }
      case .regular: if !files.contains(path), path != TemporaryFolder.list { return path }
      default: return path
      }
    }
    return nil
  }

  private static func cannotWrite(_ name: String) -> CommandError {
    CommandError("cannot write \(name): \(Platform.reason())")
  }
}
