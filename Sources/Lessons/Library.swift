import Letters

/// The lessons and data files that the binary carries.
package enum LessonLibrary {
  private static let ending = ".md"

  /// The names of the lessons, in alphabetical order: their paths in `lessons/` without `.md`.
  package static let names: [String] = CarriedLessons.files
    .filter { $0.path.hasSuffix(ending) }
    .map { String($0.path.dropLast(ending.count)) }
    .sorted()

  /// The text of the lesson of that name, or nil.
  package static func lesson(named name: String) -> Source? {
    text(at: name + ending).map { Source(name: name, text: $0) }
  }

  /// The text of a carried data file, its path counted from the folder of the lesson that names it.
  ///
  /// nil if there is none, and for every path that leaves that folder.
  package static func file(_ path: String, beside lesson: String) -> Source? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.hasPrefix("/"), !parts.contains("..") else { return nil }
    let inside = parts.filter { !$0.isEmpty && $0 != "." }
    let folder = lesson.split(separator: "/").dropLast()
    return text(at: (folder + inside).joined(separator: "/")).map { Source(name: path, text: $0) }
  }

  private static func text(at path: String) -> String? {
    CarriedLessons.files.first { $0.path == path }?.text
  }
}
