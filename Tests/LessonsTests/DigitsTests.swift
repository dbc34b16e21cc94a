import Letters
import Rendering
import TestSupport
import Testing
import Trace

import struct Foundation.Data
import class Foundation.JSONDecoder

@testable import Lessons

/// The numbers that the lessons in `Digits` print, against the true ones: of what is printed without a mark six digits
/// are right, of what is marked all that are shown, and a calm lesson is marked nowhere.
///
/// `Digits/reference.json` was made with 80 digits, by a program that does not know nntrace.
@Suite struct DigitsTests {
  struct Reference: Decodable, Sendable {
    let kind: String
    let values: [Value]
    let twins: [[String]]?

    struct Value: Decodable, Sendable {
      let name: String
      let text: String
      let member: String?
      let step: Int?
      let value: String
    }
  }

  static let references: [(name: String, reference: Reference)] = {
    guard let bytes = try? Fixtures("Digits").bytes("reference.json"),
      let all = try? JSONDecoder().decode([String: Reference].self, from: Data(bytes))
    else { return [] }
    return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  @Test func allAreThere() {
    #expect(DigitsTests.references.count { $0.reference.kind == "calm" } >= 20)
    #expect(DigitsTests.references.count { $0.reference.kind == "chaotic" } >= 20)
  }

  @Test(arguments: references) func noDigitIsWrong(_ name: String, _ reference: Reference) throws {
    let bytes = try Fixtures("Digits/\(reference.kind)").bytes(name + ".md")
    let outcome = run(Source(name: name, bytes: bytes))
    expectNothingWrong(outcome.diagnostics, in: outcome.lesson.source)
    let printed = Printed(outcome.recording.text())
    var texts: [String: String] = [:]
    for value in reference.values {
      let text = try #require(printed[value.text, value.member, value.step], "\(value.name) is not printed")
      texts[value.name] = text
      let truth = try #require(Double(value.value))
      #expect(
        DigitsTests.fault(text, truth, isCalm: reference.kind == "calm") == nil,
        "\(value.name) is printed \(text), truly \(value.value)")
    }
    for twins in reference.twins ?? [] { #expect(texts[twins[0]] == texts[twins[1]], "\(twins)") }
  }

  /// What is wrong with a printed number, if anything is.
  static func fault(_ text: String, _ truth: Double, isCalm: Bool) -> String? {
    let isMarked = text.contains("~")
    let plain = text.filter { $0 != "~" }
    guard let printed = Double(plain), printed.isFinite else { return "no number" }
    let last = lastUnit(plain)
    if isMarked { return isCalm ? "marked" : (printed - truth).magnitude > last ? "misleading" : nil }
    if printed == 0 || truth == 0 { return printed == truth ? nil : "wrong" }
    let sixth = power(ofTen: NumberText.exponent(printed) - 5)
    return (printed - truth).magnitude > min(sixth, last) * (1 + 1e-9) ? "wrong" : nil
  }

  private static func lastUnit(_ text: String) -> Double {
    let parts = text.split(separator: "e")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    return power(ofTen: (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - decimals)
  }

  private static func power(ofTen exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
}

private enum NumberText {
  /// The exponent of the first digit.
  static func exponent(_ value: Double) -> Int {
    let text = NumberFormat.scientific(value, decimals: 16)
    return text.split(separator: "e").last.flatMap { Int($0) } ?? 0
  }
}

/// The numbers on a page, by what they are called there.
private struct Printed {
  private struct Key: Hashable {
    let text: String
    let member: String?
    let step: Int?
  }
  private var texts: [Key: String] = [:]

  subscript(text: String, member: String?, step: Int?) -> String? {
    texts[Key(text: text, member: member, step: step)]
  }

  init(_ page: String) {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var isShown = false
    var steps: [Int] = []
    var name: String?
    for line in lines {
      if line.hasPrefix("  │ ") {
        isShown = line.hasPrefix("  │ show ")
        steps = []
      } else if isShown, let equals = line.range(of: " = ") {
        let text = line[line.index(line.startIndex, offsetBy: 2)..<equals.lowerBound]
        note(trimmed(text), nil, nil, line[equals.upperBound...])
      } else if line.hasPrefix("After step "), let equals = line.range(of: " = ") {
        note(String(line[..<equals.lowerBound]), nil, nil, line[equals.upperBound...])
      } else if line.hasPrefix("Compare ") {
        isShown = false
        steps = []
      } else if line.hasPrefix("  step ") {
        steps = line.split(separator: " ").dropFirst().compactMap { Int($0) }
      } else if line.isEmpty {
        steps = []
      } else if !steps.isEmpty {
        var cells = cells(line)
        if cells.count == steps.count + 2 { name = cells.removeFirst() }
        guard cells.count == steps.count + 1, let name else { continue }
        for (step, cell) in zip(steps, cells.dropFirst()) { note(name, cells[0], step, cell[...]) }
      }
    }
  }

  private mutating func note(_ text: String, _ member: String?, _ step: Int?, _ number: Substring) {
    texts[Key(text: text, member: member, step: step)] = number.prefix { $0 != " " }.description
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Two blanks or more stand between cells.
  private func cells(_ line: String) -> [String] {
    var cells: [String] = []
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      if word.isEmpty {
        if cells.last?.isEmpty == false { cells.append("") }
      } else if let last = cells.last {
        cells[cells.count - 1] = last.isEmpty ? String(word) : last + " " + word
      } else {
        cells.append(String(word))
      }
    }
    return cells.filter { !$0.isEmpty }
  }
}
