import Lessons
import Letters
import Rendering
import Slips
import Trace

/// `nntrace site [DIR] -o OUT`
enum SiteCommand {
  static func run(_ operands: [String], _ options: Options) throws(CommandError) -> ExitCode {
    guard let out = options.output else {
      throw CommandError(
        "a site is a directory: say which after -o",
        help: "nntrace site -o site makes one of the carried lessons")
    }
    let sources = try SiteSources(operands.first)
    let folder = try SiteFolder(for: out, files: sources.files)
    defer { folder.discard() }
    let code = try write(sources, options, to: folder)
    if code != .cannotRun { try folder.keep() }
    return code
  }

  private static func write(
    _ sources: SiteSources, _ options: Options, to folder: SiteFolder
  ) throws(CommandError) -> ExitCode {
    let site = sources.site
    for (path, text) in Site.shared { try folder.write(path, text) }
    try folder.write(Site.index + ".html", site.index)
    try folder.write(Site.missing + ".html", site.missing)
    let progress = Progress("making the site")
    defer { progress.end() }
    let color = Terminal(options).colorOfMessages
    var words: [String: String] = [:]
    var code = ExitCode.done
    var failure: CommandError?
    Workers.inOrder(sources.lessons.count) {
      made(sources.lessons[$0], in: site)
    } use: { index, made in
      let lesson = sources.lessons[index]
      progress.say("making \(Visible.escaped(lesson.path)).html, \(index + 1) of \(sources.lessons.count)")
      if !made.messages.isEmpty { progress.end() }
      Messages.show(made.warnings, in: lesson.source, color: color, as: .warning)
      Messages.show(made.diagnostics, in: lesson.source, color: color)
      if made.code.rawValue > code.rawValue { code = made.code }
      words[lesson.path] = made.words
      if failure == nil, code != .cannotRun {
        do throws(CommandError) { try folder.write(lesson.path + ".html", made.html) } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    try folder.write(Site.searchPath, site.search(words: words))
    return code
  }

  private struct Made: Sendable {
    var html = ""
    var words = ""
    var code = ExitCode.done
    let warnings: [Diagnostic]
    let diagnostics: [Diagnostic]
    var messages: [Diagnostic] { warnings + diagnostics }
  }

  private static func made(_ lesson: SiteSources.Lesson, in site: Site) -> Made {
    let data = DataFiles.reader(for: lesson.word)
    var outcome = LessonRun.run(lesson.source, data: data)
    var made = Made(warnings: outcome.warnings, diagnostics: outcome.diagnostics)
    guard made.diagnostics.isEmpty else {
      made.code = .cannotRun
      return made
    }
    outcome.judgeFragility()
    outcome.recording.claims = SlipSearch.explained(outcome, data: data)
    if !outcome.recording.claims.allSatisfy(\.asStated) { made.code = .notAsStated }
    var options = HTMLOptions()
    options.place = Site.Place(site, at: lesson.path)
    made.html = outcome.recording.html(options)
    made.words = Lesson(lesson.source).items.map { item in
      if case .prose(let blocks) = item { blocks.words } else { "" }
    }.joined(separator: " ")
    return made
  }
}
