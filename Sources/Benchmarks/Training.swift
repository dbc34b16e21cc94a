import Language
import Lessons
import Letters
import Trace

/// W3: XOR with 2-4-1 sigmoid units, mean squared error over all samples, RMSprop; a lesson's text.
enum Training {
  static let weights = [
    0.0976270078546495, 0.43037873274483895, 0.20552675214328775, 0.08976636599379373, -0.15269040132219058,
    0.29178822613331223, -0.12482557747461498, 0.7835460015641595,
  ]
  static let outputWeights = [
    0.9273255210020586, -0.2331169623484446, 0.5834500761653292, 0.05778983950580896,
  ]

  static func lesson(steps: Int) -> Source {
    var rows = ""
    for row in stride(from: 0, to: 8, by: 2) { rows += "[\(weights[row]), \(weights[row + 1])], " }
    let text = """
      ```nntrace
      input x = [[0, 0], [0, 1], [1, 0], [1, 1]]
      input y = [0, 1, 1, 0]
      param W = [\(rows.dropLast(2))]
      param b[j=1..4] = 0
      param V = \(outputWeights)
      param c = 0
      h[n,j] = σ(Σ[i] W[j,i]·x[n,i] + b[j])
      o[n] = σ(Σ[j] V[j]·h[n,j] + c)
      L = mean[n] (o[n] - y[n])²
      optimizer rmsprop(α = 0.01, β = 0.9, ε = 1e-8)
      minimize L for \(steps) steps
      ```
      """
    return Source(name: "W3", text: text)
  }

  /// Runs the lesson, as `nntrace lesson` would before it prints.
  static func run(steps: Int) -> Recording {
    let outcome = LessonRun.run(lesson(steps: steps)) { _ in .unusable("this lesson names none") }
    precondition(outcome.diagnostics.isEmpty, "the lesson cannot be run")
    return outcome.recording
  }

  /// The parameters and states after a step, in the order of the lesson's text, and the loss before it.
  static func numbers(of recording: Recording, inStep step: Int) -> [Double] {
    let program = recording.programs[0]
    var valuation = recording.valuation(inStep: step, ofRun: 0)
    // The lesson minimizes, so there is a loss.
    return ([program.loss!] + program.carried.map(\.next)).map {
      valuation.value(of: $0, in: recording.graph)
    }
  }
}
