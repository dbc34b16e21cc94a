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
        message: "cannot read \(path): it is a directory",
        help: "nntrace check \(path) checks the lessons in it")
    }
    guard let descriptor = isStandardInput ? Platform.standardInput : Platform.openForReading(path) else {
      let isMissing = Platform.isMissing
      throw CommandError(
        message: "cannot read \(path): \(Platform.reason())",
        help: isMissing ? suggestion(for: path) : nil)
    }
    defer { if !isStandardInput { _ = Platform.close(descriptor) } }
    guard let bytes = Platform.read(descriptor, limit: limit + 1) else {
      throw CommandError(message: "cannot read \(name): \(Platform.reason())")
    }
    if bytes.count > limit {
      throw CommandError(message: "\(name) is larger than \(limit >> 20) MiB, which is the most that is read")
    }
    return Source(name: name, bytes: bytes)
  }

  /// A file of a similar name in the same folder.
  private static func suggestion(for path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last else { return nil }
    let folder = parts.dropLast().joined(separator: "/")
    let names = Platform.names(in: folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder) ?? []
    guard let near = Spelling.suggestion(for: String(last), among: names) else { return nil }
    return "did you mean \((parts.dropLast().map(String.init) + [near]).joined(separator: "/"))?"
  }

  /// The `.md` files in a folder and below, in alphabetical order, and the folders that cannot be read.
  ///
  /// Links are followed, but each folder is looked through once, so that a circle of links comes to an end.
  /// - Parameter names: lists what is in a folder; nil if it cannot be read.
  static func lessons(
    in folder: String, names: (String) -> [String]? = Platform.names(in:)
  ) -> (found: [String], unreadable: [(path: String, error: CommandError)]) {
    var found: [String] = []
    var unreadable: [(path: String, error: CommandError)] = []
    var seen: Set<String> = []
    var waiting = [folder]
    while let folder = waiting.popLast() {
      guard let real = Platform.resolved(folder), let names = names(folder) else {
        unreadable.append((folder, CommandError(message: "cannot read \(folder): \(Platform.reason())")))
        continue
      }
      guard seen.insert(real).inserted else { continue }
      for name in names {
        let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        switch Platform.kind(path) {
        case .folder: waiting.append(path)
        // A link that leads nowhere is a lesson that cannot be read.
        case .regular where name.hasSuffix(".md"), nil where name.hasSuffix(".md"): found.append(path)
        default: break
        }
      }
    }
    return (found.sorted(), unreadable.sorted { $0.path < $1.path })
  }
}
