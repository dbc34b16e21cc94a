import Language
import Letters

/// Reads lessons and data from files and standard input.
enum Files {
  /// The text of a file, or of standard input for `-`.
  ///
  /// Devices and pipes are read like files; one that never ends is refused at the limit.
  static func read(_ path: String) throws(CommandError) -> Source {
    let limit = Limits.sourceBytes
    let isStandardInput = path == "-"
    let name = isStandardInput ? "(standard input)" : path
    if !isStandardInput && Platform.kind(path) == .folder {
      throw CommandError(
        "cannot read \(path): it is a directory", help: "nntrace check \(path) checks the lessons in it")
    }
    guard let descriptor = isStandardInput ? Platform.standardInput : Platform.openForReading(path) else {
      let (reason, isMissing) = (Platform.reason(), Platform.failure.isMissing)
      throw CommandError("cannot read \(path): \(reason)", help: isMissing ? suggestion(for: path) : nil)
    }
    defer { if !isStandardInput { _ = Platform.close(descriptor) } }
    guard let bytes = Platform.read(descriptor, limit: limit + 1) else {
      throw CommandError("cannot read \(name): \(Platform.reason())")
    }
    if bytes.count > limit {
      throw CommandError("\(name) is larger than \(limit >> 20) MiB, which is the most that is read")
    }
    return Source(name: name, bytes: bytes)
  }

  /// A file of a similar name in the same folder.
  private static func suggestion(for path: String) -> String? {
    let (folder, name) = Path.split(path)
    let names = Platform.names(in: folder.isEmpty ? "." : folder) ?? []
    return Spelling.suggestion(for: name, among: names).map { "did you mean \(folder + $0)?" }
  }

  /// The `.md` files in a folder and below, in alphabetical order, and the folders that cannot be read.
  ///
  /// Links to folders are followed unless they lead out of the folder, but each folder is looked through once, so that a
  /// circle of links comes to an end.
  /// - Parameter names: lists what is in a folder; nil if it cannot be read.
  static func lessons(
    in folder: String, names: (String) -> [String]? = Platform.names(in:)
  ) -> (found: [String], unreadable: [(path: String, error: CommandError)]) {
    var found: [String] = []
    var unreadable: [(path: String, error: CommandError)] = []
    var seen: Set<String> = []
    let home = Platform.resolved(folder)
    var waiting = [folder]
    while let folder = waiting.popLast() {
      guard let home, let real = Platform.resolved(folder), let names = names(folder) else {
        unreadable.append((folder, CommandError("cannot read \(folder): \(Platform.reason())")))
        continue
      }
      let isInside = real == home || Path.parts(of: real, below: home) != nil
      guard isInside, seen.insert(real).inserted else { continue }
      for name in names {
        let path = Path.joined(folder, name)
        switch Platform.kind(path) {
        case .folder: waiting.append(path)
        // A link that leads nowhere is a lesson that cannot be read.
        case .regular where Path.isMarkdown(name), nil where Path.isMarkdown(name): found.append(path)
        default: break
        }
      }
    }
    return (found.sorted(), unreadable.sorted { $0.path < $1.path })
  }
}
