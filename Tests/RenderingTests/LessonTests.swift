import Rendering
import Testing

/// Whole lessons as they are printed, drawn and written as data: golden files that were read line by line.
///
/// Together they have refutations and slips, a network with families, `compare`, batches, `carry`, `show`, plots,
/// tables, and claims in prose.
@Suite struct LessonTests {
  @Test func lessonsAreThere() { #expect(lessons.names.count == 6) }

  @Test(arguments: [
    "article-001", "backprop-basics", "ewma", "exercises", "gradient-accumulation", "rmsprop-basics",
  ])
  func text(_ name: String) throws { expectGolden(try recording(ofLesson: name).text(), name + ".txt") }

  @Test func brief() throws {
    let text = try recording(ofLesson: "gradient-accumulation").text(TextOptions(detail: .brief))
    expectGolden(text, "gradient-accumulation-brief.txt")
  }

  @Test func full() throws {
    let text = try recording(ofLesson: "backprop-basics").text(TextOptions(detail: .full))
    expectGolden(text, "backprop-basics-full.txt")
  }

  @Test func ascii() throws {
    let (recording, options) = (try recording(ofLesson: "ewma"), TextOptions(ascii: true))
    let text = recording.text(options)
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(recording.dot(options).utf8.allSatisfy { $0 < 128 })
    expectGolden(text, "ewma-ascii.txt")
  }

  @Test func narrow() throws {
    let text = try recording(ofLesson: "article-001").text(TextOptions(width: 40))
    expectGolden(text, "article-001-narrow.txt")
  }

  @Test(arguments: ["rmsprop-basics", "backprop-basics"])
  func dot(_ name: String) throws { expectGolden(try recording(ofLesson: name).dot(), name + ".dot") }

  @Test func json() throws {
    expectGolden(try recording(ofLesson: "rmsprop-basics").json(), "rmsprop-basics.json")
  }
}
