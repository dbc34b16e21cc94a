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
    expectGolden(Sample.rmsprop().json(), "rmsprop.json")
    let document = try parsed(Sample.rmsprop().json())
    #expect(document["schema"] as? String == "nntrace/1")
    let events = try #require(document["events"] as? [[String: Any]])
    #expect(events.map { $0["event"] as? String } == ["step", "claim", "claim", "step"])
    let parameters = try #require(events[0]["parameters"] as? [[String: Any]])
    #expect(parameters[0]["after"] as? Double == -0.31622775020545085)
  }

  @Test func nothingIsToldToTheTerminal() throws {
    var recording = Recording()
    recording.header = [("title", "a\u{1B}[m\u{9B}m\u{202E}\u{7}é")]
    let json = recording.json()
    #expect(json.contains(#""title": "a\u001b[m\u009bm\u202e\u0007é""#))
    #expect(try parsed(json)["title"] as? String == recording.header("title"))
  }

  @Test func everyStepIsThere() throws {
    let events = try #require(try parsed(Sample.neuron().json())["events"] as? [[String: Any]])
    #expect(events.compactMap { $0["step"] as? Int }.suffix(6) == [1, 2, 3, 4, 5, 5])
    let nodes = try #require(events[1]["nodes"] as? [[String: Any]])
    #expect(nodes.first { $0["name"] as? String == "z" }?["gradient"] as? Double != nil)
    #expect(try #require(events[0]["nodes"] as? [[String: Any]])[0]["gradient"] is Double == false)
  }

  @Test func aReplayIsTheRun() {
    let recording = Sample.neuron()
    recording.forEachStep(1...5, ofRun: 0) { step, program, valuation in
      var other = recording.valuation(inStep: step, ofRun: 0)
      for pair in program.carried {
        let value = valuation.value(of: pair.next, in: recording.graph)
        #expect(value == other.value(of: pair.next, in: recording.graph))
      }
    }
  }

  @Test func numbersThatJSONDoesNotHave() throws {
    var graph = Graph()
    let values: [Double] = [.nan, .infinity, -.infinity, -0.0, 0.1, 1e300, 4.9e-300]
    let shown = values.map { Shown(.expression("x"), node: graph.leaf(.input, $0)) }
    let text = Sample.showing(graph, .show(shown, Moment(run: 0, step: 0))).json()
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
    var recording = Sample.showing(graph, .forward(x, Moment(run: 0, step: 0)))
    recording.header = [("title", name)]
    let text = recording.json()
    #expect(!text.contains("<"))
    #expect(try parsed(text)["title"] as? String == name)
    #expect(text.contains(#""source": null"#))
  }

  @Test func aTraceHasItsValueOnTop() throws {
    let recording = Sample.neuron()
    guard case .backward(let output, _) = recording.events[1] else { return }
    var text = ""
    recording.renderJSON(traceOf: output, to: &text)
    let document = try parsed(text)
    #expect(document["value"] as? Double != nil)
    #expect((document["gradient"] as? [String: Double])?.keys.sorted() == ["b", "w[1]", "w[2]"])
  }
}
