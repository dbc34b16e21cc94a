import Lessons
import Letters

/// What comes of a lesson without data files.
func run(_ text: String) -> LessonRun.Outcome {
  LessonRun.run(Source(name: "a.md", text: text)) { _ in .unusable("none") }
}
