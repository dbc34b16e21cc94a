import Autodiff
import Lessons
import Letters
import Rendering
import Testing
import Trace

import struct Foundation.Data
import class Foundation.JSONSerialization

struct JSONTests {
  // MARK: Histories

  /// A neuron with a passage forward, one backward, and five steps.
  private static let neuron = """
    input x = [0.5, -1]
    param w = [0.8, 0.3]
    param b = 0.1
    z = Σ[i] w[i]·x[i] + b
    L = ½·(1 - z)²
    forward L
    backward L
    optimizer momentum(α = 0.5, μ = 0.5)
    minimize L for 5 steps, showing 1
    """

  /// The same by hand: the loss and the parameters after each step, the velocities, and the slopes that the step used.
  private static var byHand: [[Double?]] {
    let x = [0.5, -1.0, 1.0]
    var p = [0.8, 0.3, 0.1]
    var v = [0.0, 0, 0]
    var slopes: [Double?] = [nil, nil, nil]
    return (0...5).map { step in
      func z() -> Double { p[0] * x[0] + p[1] * x[1] + p[2] }
      if step > 0 {
        let error = z() - 1
        let g = x.map { error * $0 }
        v = zip(v, g).map { 0.5 * $0 - 0.5 * $1 }
        p = zip(p, v).map { $0 + $1 }
        slopes = g
      }
      return [Double(step), 0.5 * (1 - z()) * (1 - z())] + p + v + slopes
    }
  }

  private func history(_ options: TextOptions) throws -> (names: [String], rows: [[Double?]]) {
    let document = try JSONDocument(recording(JSONTests.neuron).json(options))
    let table = try #require(document.objects("runs")[0]["history"] as? [String: Any])
    let columns = try #require(table["columns"] as? [[String: Any]])
    let rows = try #require(table["rows"] as? [[Any]])
    return (columns.compactMap { $0["name"] as? String }, rows.map { row in row.map { $0 as? Double } })
  }

  @Test func everyStepIsThere() throws {
    let (names, rows) = try history(TextOptions(detail: .full))
    #expect(
      names == [
        "step", "L", "w[1]", "w[2]", "b", "v[w[1]]", "v[w[2]]", "v[b]", "∂L/∂w[1]", "∂L/∂w[2]", "∂L/∂b",
      ])
    #expect(rows.count == 6)
    for (row, expected) in zip(rows, JSONTests.byHand) {
      for ((name, value), expected) in zip(zip(names, row), expected) {
        #expect((value == nil) == (expected == nil), "\(name)")
        #expect(abs((value ?? 0) - (expected ?? 0)) < 1e-14, "\(name)")
      }
    }
  }

  @Test func stepsAndDetailAreObeyed() throws {
    let (names, rows) = try history(TextOptions(steps: [2, 4, 5]))
    #expect(names == ["step", "L", "w[1]", "w[2]", "b"])
    #expect(rows.map { $0[0] } == [2, 4, 5])
    for row in rows {
      #expect(abs((row[1] ?? .nan) - (JSONTests.byHand[Int(row[0] ?? 0)][1] ?? .nan)) < 1e-14)
    }
    let recording = try recording(JSONTests.neuron)
    func steps(_ options: TextOptions) throws -> [Int] {
      try JSONDocument(recording.json(options)).items.filter { $0["kind"] as? String == "step" }
        .compactMap { $0["step"] as? Int }
    }
    #expect(try steps(TextOptions()) == [1])
    #expect(try steps(TextOptions(steps: [2, 4, 5])) == [2, 4, 5])
    #expect(!recording.json(TextOptions(detail: .brief)).contains("history"))
    #expect(recording.json(TextOptions(digits: 2)).contains(#""value": 0.31999999999999995, "text": "0.32""#))
  }

  // MARK: The parts

  @Test func whatALessonIsMadeOf() throws {
    let document = try JSONDocument(recording(ofLesson: "gradient-accumulation").json())
    #expect(document["schema"] as? String == "nntrace/2")
    let nodes = document.objects("nodes")
    for (index, node) in nodes.enumerated() {
      let operands = node["operands"] as? [Int] ?? []
      #expect(operands.allSatisfy { $0 < index })
      #expect((node["op"] == nil) == (node["start"] != nil))
    }
    let rules = document.objects("rules")
    #expect(Set(rules.compactMap { $0["batch"] as? String }).count > 1)
    for run in document.objects("runs") {
      let acts = try #require(run["acts"] as? [[String: Any]])
      #expect(
        acts.reduce(0) { $0 + ($1["last"] as? Int ?? 0) - ($1["first"] as? Int ?? 0) + 1 } == run["steps"]
          as? Int)
      #expect(acts.allSatisfy { ($0["rules"] as? [Int] ?? []).allSatisfy { $0 < rules.count } })
    }
  }

  /// Claims with both sides; slips as what was done to what.
  @Test func claims() throws {
    let document = try JSONDocument(recording(ofLesson: "rmsprop-basics").json())
    let claims = document.objects("claims")
    let wrong = try #require(claims.first { $0["verb"] as? String == "refute" })
    #expect(wrong["text"] as? String == "θ ≈ -0.0316" && wrong["relation"] as? String == "≈")
    #expect(wrong["said"] as? String == "-0.0316" && wrong["tolerance"] as? Double == 0.00005)
    #expect(wrong["holds"] as? Bool == false && wrong["asStated"] as? Bool == true)
    let slips = try #require(wrong["slips"] as? [[String: Any]])
    let mistakes = slips.compactMap { ($0["mistakes"] as? [[String: Any]])?.first }
    let number = try #require(mistakes.first { $0["kind"] as? String == "otherNumber" })
    #expect(number["from"] as? String == "0.1" && number["to"] as? String == "0.01")
    let sides = try #require(wrong["sides"] as? [[String: Any]])
    #expect(document.objects("nodes")[sides[0]["left"] as? Int ?? 0]["name"] as? String == "θ")
    // The page refers to them by their places.
    let equations = document.items.filter { $0["item"] as? String == "equation" }
    #expect(
      equations.contains {
        ($0["claims"] as? [Int] ?? []).contains { claims[$0]["verb"] as? String == "refute" }
      })
    #expect(
      document.items.contains { ($0["markdown"] as? String ?? "").contains("**-0.3162**<!-- claim 3 -->") })
  }

  /// 1 + 1e-15 - 1 keeps one digit.
  @Test func whichDigitsAreSure() throws {
    let document = try JSONDocument(
      recording("input a = 1e-15\ninput c = 1.1\ny = ((a + c) - c)/3\nshow y, a").json())
    let values = document.items.flatMap { $0["values"] as? [[String: Any]] ?? [] }.filter {
      $0["name"] as? String == "y"
    }
    let sure = try #require(values.last)
    #expect((sure["text"] as? String ?? "").hasPrefix("~"))
    #expect((sure["sureDigits"] as? Int).map { $0 <= 2 } == true)
  }

  @Test func aTraceHasItsValueOnTop() throws {
    let recording = try recording(JSONTests.neuron)
    var options = TextOptions()
    options.traced = try #require(recording.derived)
    let document = try JSONDocument(recording.json(options))
    #expect(document["value"] is Double)
    #expect((document["gradient"] as? [String: Double])?.keys.sorted() == ["b", "w[1]", "w[2]"])
  }

  // MARK: Everything that text says

  @Test(arguments: LessonLibrary.names) func allNumbersOfTheTextAreThere(_ name: String) throws {
    let recording = try recording(ofCarried: name)
    func numbers(_ text: String) -> Set<Substring> {
      Set(text.matches(of: /-?[0-9]+(\.[0-9]+(e-?[0-9]+)?|e-?[0-9]+)/).map(\.output.0))
    }
    for detail in [Detail.normal] {
      var options = TextOptions(detail: detail, width: 4000)
      options.hints = .init()
      let json = numbers(recording.json(options))
      // The ends of an axis are written in full.
      let values = json.compactMap { Double($0) }
      let missing = numbers(recording.text(options)).subtracting(json).filter { text in
        let digits = WrittenNumber(String(text))?.significantDigits ?? 17
        return !values.contains { NumberFormat(digits: digits).text($0) == text }
      }
      #expect(missing.isEmpty, "\(missing.sorted())")
    }
  }

  // MARK: What JSON has no way for

  @Test func nothingIsToldToTheTerminal() throws {
    var recording = Recording()
    recording.header = [("title", "a\u{1B}[m\u{9B}m\u{202E}\u{7}é")]
    let json = recording.json()
    #expect(json.contains(#""title": "a\u001b[m\u009bm\u202e\u0007é""#))
    #expect(try JSONDocument(json).header["title"] as? String == recording.header("title"))
  }

  @Test func numbersThatJSONDoesNotHave() throws {
    var graph = Graph()
    let values: [Double] = [.nan, .infinity, -.infinity, -0.0, 0.1, 1e300, 4.9e-300]
    let shown = values.map { Shown(.expression("x"), node: graph.leaf(.input, $0)) }
    let document = try JSONDocument(showing(graph, .show(shown, Moment(run: 0, step: 0))).json())
    let read = try #require(document.items[0]["values"] as? [[String: Any]]).map { $0["value"] }
    #expect(read[0] as? String == "NaN")
    #expect(read[1] as? String == "Infinity")
    #expect(read[2] as? String == "-Infinity")
    #expect(read[3...].map { $0 as? Double } == [0, 0.1, 1e300, 4.9e-300])
  }

  @Test func hostileNamesAreEscaped() throws {
    var graph = Graph()
    let name = "\"\\</script>\u{0}\u{1F}\n\u{2028}é"
    let x = graph.leaf(.parameter, 1, label: Label(name))
    var recording = showing(
      graph, .forward(x, Moment(run: 0, step: 0)),
      .prose([.paragraph([.text(name), .code("<!-- claim 0 -->")])]))
    recording.header = [("title", name), ("title", "again")]
    let text = recording.json()
    #expect(!text.contains("<"))
    let document = try JSONDocument(text)
    #expect(document.header["title"] as? String == name)
  }
}

/// A document as its readers have it.
struct JSONDocument {
  private let members: [String: Any]
  /// All items of the page, those in sections too.
  let items: [[String: Any]]

  init(_ text: String) throws {
    members = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    func all(_ items: Any?) -> [[String: Any]] {
      (items as? [[String: Any]] ?? []).flatMap { [$0] + all($0["items"]) }
    }
    items = all(members["page"])
  }

  subscript(key: String) -> Any? { members[key] }

  var header: [String: Any] { members["header"] as? [String: Any] ?? [:] }

  func objects(_ key: String) -> [[String: Any]] { members[key] as? [[String: Any]] ?? [] }
}
