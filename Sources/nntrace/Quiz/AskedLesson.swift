import Lessons
import Letters
import Quiz

/// A lesson that has been run, and what its reader is asked.
struct AskedLesson {
  private(set) var source: Source
  private(set) var outcome: LessonRun.Outcome
  private(set) var questions: Questions
  let data: (String) -> DataFile
  private let only: Question.Kind?

  /// - Returns: nil for a lesson that cannot be run; its reader has been told why.
  init?(_ word: String, _ options: Options) throws(CommandError) {
    data = DataFiles.reader(for: word)
    only = options.only
    source = try LessonChoice.source(word)
    outcome = LessonRun.run(source, data: data)
    Messages.show(outcome.diagnostics, in: source, color: Terminal(options).colorOfMessages)
    guard outcome.diagnostics.isEmpty else { return nil }
    questions = Questions(outcome.recording, only: only)
  }

  /// Takes the numbers of a seed in place of the lesson's own.
  /// - Parameter help: what works where there are no others.
  mutating func vary(_ seed: UInt64, help: String) throws(CommandError) {
    guard let variant = Seed(source, only: only, data: data).variant(seed) else {
      throw CommandError("this lesson cannot be asked with other numbers", help: help)
    }
    (source, outcome, questions) = (variant.source, variant.outcome, variant.questions)
  }
}
