/// Paths as the system takes them: bytes between slashes.
///
/// Never by characters: a slash with a combining mark after it is one character, and still a slash; and two names that
/// Unicode takes for equal are two files.
enum Path {
  private static let slash = UInt8(ascii: "/")

  /// A path up to its last slash, with it, and what follows.
  static func split(_ path: String) -> (folder: String, name: String) {
    let start = path.utf8.lastIndex(of: slash).map { path.utf8.index(after: $0) } ?? path.startIndex
    return (String(path[..<start]), String(path[start...]))
  }

  /// What stands between the slashes; empty where two follow one another.
  static func parts(_ path: String) -> [String] {
    path.utf8.split(separator: slash, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }

  static func hasSlash(_ path: String) -> Bool { path.utf8.contains(slash) }
  static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }
  static func isHidden(_ name: String) -> Bool { name.utf8.first == UInt8(ascii: ".") }
  static func isMarkdown(_ path: String) -> Bool { path.utf8.suffix(3).elementsEqual(".md".utf8) }

  static func joined(_ folder: String, _ name: String) -> String {
    folder.utf8.last == slash ? folder + name : folder + "/" + name
  }

  /// The way from a folder to something below it; nil if it is not below. Both without links and dots.
  static func parts(of path: String, below folder: String) -> [String]? {
    let home = folder.utf8.last == slash ? folder : folder + "/"
    guard path.utf8.starts(with: home.utf8) else { return nil }
    return parts(String(Substring(path.utf8.dropFirst(home.utf8.count))))
  }
}
