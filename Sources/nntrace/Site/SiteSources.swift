import LessonMarkdown
import Lessons
import Letters
import Presentation
import Rendering

/// The lessons that a site is made of, in the order of their course.
struct SiteSources {
  struct Lesson: Sendable {
    /// What names it on the command line.
    let word: String
    /// Where its page stands, without `.html`.
    let path: String
    let source: Source
  }

  let lessons: [Lesson]
  let site: Site

  /// All files of the site, from its root.
  var files: [String] {
    (lessons.map(\.path) + [Site.index, Site.missing]).map { $0 + ".html" } + Site.shared.map(\.path)
      + [Site.searchPath]
  }

  /// - Parameter word: a folder; nil: the carried lessons. The file `course.txt` in it says their order; those that it
  ///   does not name follow, and without it all are in alphabetical order.
  init(_ word: String?) throws(CommandError) {
    let (found, course) =
      try word.map { (word) throws(CommandError) in try SiteSources.lessons(in: word) }
      ?? (LessonLibrary.names.map { ($0, $0) }, Course.carried)
    var lessons: [Lesson] = []
    var failure: CommandError?
    for (word, path) in found {
      do throws(CommandError) {
        if [Site.index, Site.missing].contains(path) {
          throw CommandError(
            "\(word) cannot be in a site, which has a page \(path).html of its own", help: "rename it")
        }
        lessons.append(Lesson(word: word, path: path, source: try LessonChoice.source(word)))
      } catch {
        // All that cannot be read is told.
        if let failure { Messages.show(failure) }
        failure = error
      }
    }
    if let failure { throw failure }
    let byPath = Dictionary(uniqueKeysWithValues: lessons.map { ($0.path, $0) })
    let named = Set(course.lessons)
    if let name = course.lessons.first(where: { byPath[$0] == nil }) {
      throw CommandError(
        "course.txt names '\(name)', and there is no \(name).md",
        help: "each name in it is a path below its directory, without .md")
    }
    if named.count < course.lessons.count {
      throw CommandError("course.txt names a lesson twice", help: "each has one place in the course")
    }
    let rest = Course.Part(
      title: course.parts.isEmpty ? "" : Words.moreLessons,
      lessons: lessons.map(\.path).filter { !named.contains($0) })
    let parts = course.parts + (rest.lessons.isEmpty ? [] : [rest])
    site = Site(
      parts.map { part in
        Site.Part(title: part.title, pages: part.lessons.compactMap { byPath[$0].map(SiteSources.page(of:)) })
      })
    self.lessons = site.pages.compactMap { byPath[$0.path] }
  }

  private static func page(of lesson: Lesson) -> Site.Page {
    let head = Head(Document.header(of: lesson.source))
    return Site.Page(
      path: lesson.path, title: head.title.isEmpty ? lesson.path : head.title, summary: head.summary)
  }

  private static func lessons(
    in folder: String
  ) throws(CommandError) -> (found: [(word: String, path: String)], course: Course) {
    guard Platform.kind(folder) == .folder else {
      throw CommandError(
        "cannot make a site of '\(folder)': it is not a directory of lessons",
        help: "nntrace lesson \(folder) --format html -o page.html makes a page of one lesson")
    }
    let (found, unreadable) = Files.lessons(in: folder)
    for (_, error) in unreadable.dropLast() { Messages.show(error) }
    if let last = unreadable.last { throw last.error }
    if found.isEmpty {
      throw CommandError(
        "there are no lessons in \(folder)", help: "nntrace new \(Path.joined(folder, "first.md")) writes one"
      )
    }
    let start = Path.joined(folder, "").utf8.count
    let list = Path.joined(folder, "course.txt")
    let course =
      Platform.kind(list) == nil
      ? Course("") : Course(String(decoding: try Files.read(list).bytes, as: UTF8.self))
    return (found.map { ($0, String(Substring($0.utf8.dropFirst(start).dropLast(3)))) }, course)
  }
}
