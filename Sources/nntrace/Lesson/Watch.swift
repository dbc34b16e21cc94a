/// `nntrace lesson --watch`: runs a lesson again whenever it or a data file that it reads is saved.
enum Watch {
  private static let interval = 0.2

  /// Shows the lesson until somebody ends it.
  /// - Parameter show: runs the lesson once and tells its argument the path of each data file that it reads.
  static func run(
    _ word: String, show: (@escaping (String) -> Void) throws(CommandError) -> Void
  ) throws(CommandError) -> Never {
    guard Platform.isTerminal(Platform.standardOutput) else {
      throw CommandError("--watch needs a terminal", help: "run it without --watch")
    }
    guard word != "-", LessonChoice.isPath(word) else {
      throw CommandError(
        "--watch needs the file of a lesson", help: "as in nntrace lesson --watch ./lesson.md")
    }
    // A file that is not there is a mistake, once; later it may be on its way.
    _ = try Files.read(word)
    while true {
      let data = Paths()
      // Whatever is saved while the lesson runs is newer than this.
      let seen = Platform.stamp(word)
      writeMessage("\u{1B}[H\u{1B}[2J\u{1B}[3J")
      do throws(CommandError) { try show { data.all.append($0) } } catch { Messages.show(error) }
      writeMessage("\n… waiting for \(word) to be saved (Ctrl-C ends it)\n")
      let stamps = data.all.map(Platform.stamp)
      while Platform.stamp(word) == seen, data.all.map(Platform.stamp) == stamps { Platform.sleep(interval) }
      // Editors write in pieces; a moment later the file is whole.
      Platform.sleep(interval / 4)
    }
  }

  private final class Paths {
    var all: [String] = []
  }
}
