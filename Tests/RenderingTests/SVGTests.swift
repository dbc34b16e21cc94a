import Autodiff
import Lessons
import Letters
import Presentation
import Slips
import Testing
import Trace

import struct Foundation.Data
import class Foundation.NSLock

@testable import Rendering

#if canImport(FoundationXML)
  import class FoundationXML.XMLParser
#else
  import class Foundation.XMLParser
#endif

struct SVGTests {
  private func expectWellFormed(_ svg: String, _ location: SourceLocation = #_sourceLocation) {
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(
      parser.parse(), "\(parser.parserError.map(String.init(describing:)) ?? "")", sourceLocation: location)
  }

  @Test(arguments: LessonLibrary.names) func everyLessonIsDrawn(_ name: String) throws {
    let recording = try recording(ofCarried: name)
    let svg = recording.svg()
    expectWellFormed(svg)
    #expect(svg.components(of: "http") == svg.components(of: "http://www.w3.org/2000/svg"))
    for case .drawing(let subject) in recording.figures(View()) {
      DrawingGeometry(recording.drawing(of: subject, View())).expectSound(name)
    }
  }

  @Test func theSameToTheLastByte() throws {
    let recording = try recording(ofLesson: "backprop-basics")
    #expect(recording.svg() == recording.svg())
  }

  @Test func idsAreUnique() throws {
    let svg = try recording(ofLesson: "backprop-basics").svg()
    let ids = svg.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(ids.count > 2 && Set(ids).count == ids.count)
  }

  @Test func hostileNamesDoNothingButAppear() {
    var graph = Graph()
    let name = "</title><script>alert(1)</script>\"><img onerror=x>\u{202E}\u{0}&amp;"
    let x = graph.leaf(.input, 3, label: Label(name))
    let root = graph.add(.sqrt, x)
    graph.setLabel(Label(name, [1]), of: root)
    var recording = showing(graph, .forward(root, Moment(run: 0, step: 0)))
    recording.header = [("title", name)]
    let svg = recording.svg()
    expectWellFormed(svg)
    #expect(!svg.contains("<script") && !svg.contains("<img") && !svg.contains("\u{202E}"))
  }

  @Test func onePictureAlone() throws {
    let recording = try recording("param x = 3\nL = x²\nforward L\nM = x³\nforward M")
    var options = TextOptions()
    options.picture = 2
    let svg = recording.svg(options)
    #expect(svg.contains("Graph of M") && !svg.contains("Graph of L"))
  }

  /// 3 and 3 meet in 6; the numbers know their nodes.
  @Test func contributionsStandWhereTheyMeet() throws {
    let svg = try recording("param x = 3\nL = x·x\nbackward L").svg()
    #expect(svg.components(of: "class=\"pill\" data-node") == 2)
    #expect(svg.contains(">6</text>"))
    #expect(svg.components(of: "data-from=\"0\" data-to=") == 4)
  }

  @Test func largeGraphsAreFolded() throws {
    let lines = (1...60).map { "a\($0) = tanh(\($0 == 1 ? "x" : "a\($0 - 1)"))" }.joined(separator: "\n")
    let svg = try recording("param x = 3\n\(lines)\nforward a60").svg()
    expectWellFormed(svg)
    let network = """
      input x[n=1..4, i=1..2] = n + i
      param W[j=1..8, i=1..2] = j - i
      h[n, j] = tanh(Σ[i] W[j,i]·x[n,i])
      L = Σ[n] Σ[j] h[n,j]²
      forward L
      """
    #expect(try recording(network).svg().components(of: "data-card=\"f") == 3)
  }
}

/// What a lesson that the binary carries records; each is run once for all tests.
func recording(ofCarried name: String) throws -> Recording {
  if let known = CarriedRecordings.shared[name] { return known }
  let source = try #require(LessonLibrary.lesson(named: name))
  func data(_ path: String) -> DataFile {
    LessonLibrary.file(path, beside: name).map { .bytes($0.bytes) } ?? .unusable("there is no such file")
  }
  var outcome = LessonRun.run(source, data: data)
  outcome.judgeFragility()
  outcome.recording.claims = SlipSearch.explained(outcome, data: data)
  CarriedRecordings.shared[name] = outcome.recording
  return outcome.recording
}

/// Tests run side by side: the lock guards the only thing that they share.
private final class CarriedRecordings: @unchecked Sendable {
  static let shared = CarriedRecordings()

  private let lock = NSLock()
  private var recordings: [String: Recording] = [:]

  subscript(name: String) -> Recording? {
    get { lock.withLock { recordings[name] } }
    set { lock.withLock { recordings[name] = newValue } }
  }
}

/// The cards and edges of one drawing as they are placed.
private struct DrawingGeometry {
  private let picture: DrawingSVG

  init(_ drawing: Drawing) { picture = DrawingSVG(drawing, TextOptions()) }

  func expectSound(_ name: String) {
    let (boxes, routes) = (picture.layout.boxes, picture.layout.routes)
    for (index, box) in boxes.enumerated() {
      for other in boxes[..<index] where box.overlaps(other) { Issue.record("\(name): \(box) on \(other)") }
    }
    for route in routes {
      for (from, to) in zip(route, route.dropFirst()) {
        // Between its ends a curve stays in their rectangle; a level piece is a line.
        let (top, bottom) = (min(from.y, to.y), max(from.y, to.y))
        let around = Rectangle(x: from.x, y: top, width: to.x - from.x, height: max(bottom - top, 1))
        for box in boxes where box.overlaps(around) { Issue.record("\(name): \(from)–\(to) through \(box)") }
      }
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
