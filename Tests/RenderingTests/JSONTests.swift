import Autodiff
import Letters
import Rendering
import Testing
import Trace

import struct Foundation.Data
import class Foundation.JSONSerialization

struct JSONTests {
  private func parsed(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func shape() throws {
    let document = try parsed(try recording(ofLesson: "rmsprop-basics").json())
    #expect(document["schema"] as? String == "nntrace/1")
    let events = try #require(document["events"] as? [[String: Any]])
    let step = try #require(events.first { $0["event"] as? String == "step" })
    let parameters = try #require(step["parameters"] as? [[String: Any]])
    #expect(parameters[0]["after"] as? Double == -0.31622775020545085)
  }

  @Test func nothingIsToldToTheTerminal() throws {
    var recording = Recording()
    recording.header = [("title", "a\u{1B}[m\u{9B}m\u{202E}\u{7}é")]
    let json = recording.json()
    #expect(json.contains(#""title": "a\u001b[m\u009bm\u202e\u0007é""#))
    #expect(try parsed(json)["title"] as? String == recording.header("title"))
  }

  /// A neuron with a passage forward, one backward, and five steps.
  private static let neuron = """
    input x = [0.5, -1]
    param w = [0.8, 0.3]
    param b = 0.1
    z = Σ[i] w[i]·x[i] + b
    L = ½·(1 - σ(z))²
    forward L
    backward L
    optimizer sgd(α = 0.5)
    minimize L for 5 steps, showing 1
    """

  @Test func everyStepIsThere() throws {
    let document = try parsed(try recording(JSONTests.neuron).json())
    let events = try #require(document["events"] as? [[String: Any]])
    func nodes(_ kind: String) throws -> [[String: Any]] {
      try #require(events.first { $0["event"] as? String == kind }?["nodes"] as? [[String: Any]])
    }
    #expect(events.filter { $0["event"] as? String == "step" }.map { $0["step"] as? Int } == [1, 2, 3, 4, 5])
    #expect(try nodes("backward").first { $0["name"] as? String == "z" }?["gradient"] is Double)
    #expect(try nodes("forward").allSatisfy { !($0["gradient"] is Double) })
  }

  @Test func numbersThatJSONDoesNotHave() throws {
    var graph = Graph()
    let values: [Double] = [.nan, .infinity, -.infinity, -0.0, 0.1, 1e300, 4.9e-300]
    let shown = values.map { Shown(.expression("x"), node: graph.leaf(.input, $0)) }
    let text = showing(graph, .show(shown, Moment(run: 0, step: 0))).json()
    let events = try #require(try parsed(text)["events"] as? [[String: Any]])
    let read = try #require(events[0]["values"] as? [[String: Any]]).map { $0["value"] }
    #expect(read[0] as? String == "NaN")
    #expect(read[1] as? String == "Infinity")
    #expect(read[2] as? String == "-Infinity")
    #expect(read[3...].map { $0 as? Double } == [0, 0.1, 1e300, 4.9e-300])
  }

  @Test func hostileNamesAreEscaped() throws {
    var graph = Graph()
    let name = "\"\\</script>\u{0}\u{1F}\n\u{2028}é"
    let x = graph.leaf(.parameter, 1, label: Label(name))
    var recording = showing(graph, .forward(x, Moment(run: 0, step: 0)))
    recording.header = [("title", name)]
    let text = recording.json()
    #expect(!text.contains("<"))
    #expect(try parsed(text)["title"] as? String == name)
    #expect(text.contains(#""source": null"#))
  }

  @Test func aTraceHasItsValueOnTop() throws {
    let recording = try recording(JSONTests.neuron)
    let output = try #require(recording.derived)
    var options = TextOptions()
    options.traced = output
    let document = try parsed(recording.json(options))
    #expect(document["value"] is Double)
    #expect((document["gradient"] as? [String: Double])?.keys.sorted() == ["b", "w[1]", "w[2]"])
  }
}
