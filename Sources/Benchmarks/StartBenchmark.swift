import Language
import Lessons
import Letters

/// W4: what a whole process takes from its start to its end; and the check of every carried lesson.
struct StartBenchmark {
  /// The static release binary.
  let nntrace: String?

  func run() {
    guard let nntrace else {
      Table.skipped("start: nntrace lesson rmsprop-basics", "no nntrace given or found beside; see --help")
      Table.row("check of every lesson carried, in this process", checks(), "ms", goal: 500)
      return
    }
    var programs = [
      ("start: nntrace lesson rmsprop-basics", [nntrace, "lesson", "rmsprop-basics"], Double?(3)),
      (
        "start: nntrace trace of five nodes",
        [nntrace, "trace", "(w*x + b - y)^2", "w=0.5", "x=2", "b=0", "y=1"], 1
      ),
      ("  /bin/true", ["/bin/true"], nil),
    ]
    // The interpreter itself: what `python3` names may be a script that looks for one.
    if let python = Platform.output(of: ["python3", "-c", "import sys; print(sys.executable, end='')"]) {
      programs.append(("  python3 -I -S -c pass", [python, "-I", "-S", "-c", "pass"], nil))
    }
    var times = [[Double]](repeating: [], count: programs.count)
    for round in 0..<41 {
      for (place, program) in programs.enumerated() {
        let time = nanoseconds { Platform.run(program.1) } / 1e6
        if round > 0 { times[place].append(time) }
      }
    }
    for (program, times) in zip(programs, times) {
      Table.row(program.0, Sample(times), "ms", goal: program.2)
    }
    let checks = (0..<5).map { _ in nanoseconds { Platform.run([nntrace, "check"]) } / 1e6 }
    Table.row("nntrace check, every lesson carried", Sample(checks), "ms", goal: 500)
  }

  private func checks() -> Sample {
    Sample(
      (0..<5).map { _ in
        nanoseconds {
          for name in LessonLibrary.names {
            guard let source = LessonLibrary.lesson(named: name) else { continue }
            _ = LessonRun.run(source) { path in
              LessonLibrary.file(path, beside: name).map { .bytes($0.bytes) } ?? .unusable("not carried")
            }
          }
        } / 1e6
      })
  }
}
