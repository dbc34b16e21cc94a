import Autodiff
import Language
import Letters
import Testing
import Trace

import struct Foundation.Data
import class Foundation.JSONDecoder
import struct Foundation.URL

@testable import Lessons

/// What the frameworks themselves computed, step by step in float64, on one list of gradients.
struct Reference: Decodable {
  struct Case: Decodable {
    let framework: String
    let version: String
    let optimizer: String
    let options: [String: Option]
    /// The parameters after each step.
    let parameters: [[Double]]
    /// What the framework keeps for each parameter after each step, where it can be asked.
    let state: [[[String: Double]]]?
  }

  /// The value of an option: `0.9` or `true`.
  enum Option: Decodable {
    case flag(Bool)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    var text: String {
      switch self {
      case .flag(let flag): flag ? "true" : "false"
      case .number(let number): "\(number)"
      }
    }
  }

  let initial: [Double]
  let gradients: [[Double]]
  let cases: [Case]

  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Reference/optimizers.json")
  static let read = (try? Data(contentsOf: file)).flatMap {
    try? JSONDecoder().decode(Reference.self, from: $0)
  }
}

extension Reference.Case: CustomTestStringConvertible {
  /// The rule that stands for this case's optimizer.
  var rule: String {
    let family = framework == "tensorflow.compat.v1" ? "tf1" : framework
    let ending = "Optimizer"
    let name = optimizer.hasSuffix(ending) ? String(optimizer.dropLast(ending.count)) : optimizer
    return "\(family).\(name.lowercased())"
  }

  var call: String {
    if options.isEmpty { return rule }
    let arguments = options.map { "\($0.key) = \($0.value.text)" }.sorted()
    return "\(rule)(\(arguments.joined(separator: ", ")))"
  }

  var testDescription: String { call }

  /// The names that rules give to what the framework keeps under other names; nil for the step number.
  static func ruleName(ofState name: String, among names: [String]) -> String? {
    let meanings = [
      "momentum_buffer": ["u"], "square_avg": ["s"], "grad_avg": ["m"], "sum": ["s"], "acc_delta": ["u"],
      "exp_avg": ["m"], "exp_avg_sq": ["v"], "exp_inf": ["u"], "mu_product": ["p"],
    ]
    return meanings[name]?.first { names.contains($0) }
  }
}

/// The rules that lessons carry do what the frameworks do, to the last digits.
@Suite struct RuleTrajectoryTests {
  static let cases = Reference.read?.cases ?? []

  @Test func allCasesAreThere() throws {
    let reference = try #require(Reference.read)
    #expect(reference.cases.count == 42)
    #expect(reference.gradients.count == 12)
    #expect(reference.cases.allSatisfy { $0.parameters.count == reference.gradients.count })
  }

  /// A lesson that feeds one row of gradients after the other.
  static func lesson(_ call: String, _ reference: Reference) -> Source {
    func list(_ numbers: [Double]) -> String {
      "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]"
    }
    var text = "```nntrace\nparam θ = \(list(reference.initial))\noptimizer \(call)\n"
    for row in reference.gradients { text += "step with g[θ] = \(list(row))\n" }
    return Source(name: "(test)", text: text + "```\n")
  }

  @Test(arguments: cases) func everyStepIsTheFrameworks(_ given: Reference.Case) throws {
    let reference = try #require(Reference.read)
    let recording = recording(of: RuleTrajectoryTests.lesson(given.call, reference))
    let parameters = try #require(recording.families.first { $0.name == "θ" }).members.map(\.node)
    for step in 1...reference.gradients.count {
      var values = recording.valuation(at: Moment(run: 0, step: step))
      for (index, node) in parameters.enumerated() {
        let value = values.value(of: node, in: recording.graph)
        expect(value, is: given.parameters[step - 1][index], "θ[\(index + 1)]@\(step)")
      }
    }
  }

  @Test(arguments: cases.filter { $0.state != nil }) func stateIsTheFrameworks(_ given: Reference.Case) throws
  {
    let reference = try #require(Reference.read)
    let recording = recording(of: RuleTrajectoryTests.lesson(given.call, reference))
    for (step, row) in try #require(given.state).enumerated() {
      var values = recording.valuation(at: Moment(run: 0, step: step + 1))
      let program = try #require(recording.runs[0].program(ofStep: step + 1))
      for (index, kept) in row.enumerated() {
        let state = recording.programs[program].updates[index].state
        for (name, number) in kept where name != "step" {
          let rulesName = try #require(Reference.Case.ruleName(ofState: name, among: state.map(\.name)))
          let leaf = try #require(state.first { $0.name == rulesName }).carried.leaf
          expect(
            values.value(of: leaf, in: recording.graph), is: number, "\(rulesName)[\(index + 1)]@\(step + 1)")
        }
      }
    }
  }

  /// Equal to 1e-12 relative or 1e-13 absolute.
  private func expect(_ value: Double, is number: Double, _ what: String) {
    #expect(abs(value - number) <= max(1e-12 * abs(number), 1e-13), "\(what): \(value), not \(number)")
  }

  private func recording(of source: Source) -> Recording {
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    return outcome.recording
  }
}
