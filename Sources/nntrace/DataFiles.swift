import Language
import Lessons

/// Reads the data files that a lesson names: only in the lesson's folder or below.
enum DataFiles {
  /// The reader for the lesson that a word on the command line means.
  static func reader(for word: String) -> (String) -> DataFile {
    if word != "-", !LessonChoice.isPath(word) {
      return { path in
        LessonLibrary.file(path, beside: word).map { .bytes($0.bytes) }
          ?? .unusable("the lesson carries no such file")
      }
    }
    let slash = word == "-" ? nil : word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? "./"
    return { path in read(path, in: folder) }
  }

  private static func read(_ path: String, in folder: String) -> DataFile {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || parts.contains("..") {
      return .unusable("a lesson reads only files in its own folder or below")
    }
    let whole = folder + path
    switch Platform.kind(whole) {
    case .regular: break
    case .folder: return .unusable("it is a directory")
    case .other: return .unusable("it is not a file")
    case nil: return .unusable(Platform.reason())
    }
    // Links may lead out of the folder; what they point at counts.
    guard let home = Platform.resolved(folder), let real = Platform.resolved(whole) else {
      return .unusable(Platform.reason())
    }
    guard real.hasPrefix(home.hasSuffix("/") ? home : home + "/") else {
      return .unusable("it is a link that leads out of the lesson's folder")
    }
    guard let descriptor = Platform.openForReading(real) else { return .unusable(Platform.reason()) }
    defer { _ = Platform.close(descriptor) }
    // One byte more than a table may have tells that it has too many.
    return Platform.read(descriptor, limit: LessonLimits.dataFile + 1).map { .bytes($0) }
      ?? .unusable(Platform.reason())
  }
}
