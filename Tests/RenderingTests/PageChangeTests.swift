import Autodiff
import Lessons
import Letters
import TestSupport
import Testing
import Trace

@testable import Rendering

/// Numbers changed on the page, against the same numbers written into the lesson.
@Suite(.serialized, .enabled(if: Browser.tool != nil, "chromium is not installed"))
struct PageChangeTests {
  /// One lesson of each kind: plain passes, training, members of `compare`, gradients that are fed, `reset with`.
  static let names = [
    "fan-out", "chain-rule", "activations", "rmsprop-basics", "adam", "nadam", "gradient-descent", "momentum",
    "conditioning", "rmsprop-limits", "learning-rate-schedule", "logistic-regression",
  ]

  /// Twenty random changes of one or two numbers. What a claim is about is the same but for the last digits, or as near
  /// as rounding leaves it; and the verdicts are.
  @Test(arguments: names) func theLessonSaysTheSame(_ name: String) throws {
    let source = try #require(LessonLibrary.lesson(named: name))
    let recording = try recording(ofCarried: name)
    var draws = Draws(seed: UInt64(name.utf8.count) + 2026)
    let changes = (0..<20).map { _ in
      (0...draws.below(2)).map { _ in
        (field: draws.below(recording.fields.count), text: "\(draws.below(400) + 1)")
      }
    }
    // As a share of the lesson's number, or a number instead of 0.
    let edits = changes.map { change in
      Dictionary(
        change.map { field, share in
          let old = Double(recording.fields[field].spelling.replacing("−", with: "-")) ?? 1
          let new = (old == 0 ? 1 : old) * (0.8 + (Double(share) ?? 1) / 1000)
          return (field, "\((new * 1e6).rounded() / 1e6)")
        }, uniquingKeysWith: { $1 })
    }
    let keys = recording.fields.indices.map { index in
      let same = recording.fields.indices.filter { recording.fields[$0].name == recording.fields[index].name }
      return recording.fields[index].name + "#\((same.firstIndex(of: index) ?? 0) + 1)"
    }
    let calls = edits.map { edit in
      "[" + edit.map { "[\(JSON.string(keys[$0.key])), \($0.value)]" }.joined(separator: ",") + "]"
    }
    let found = try Browser.run(
      recording.html(),
      """
      return { all: [\(calls.joined(separator: ","))].map((change) => {
        nntrace.restore();
        try { for (const [name, value] of change) nntrace.set(name, value); } catch { return null; }
        return nntrace.claims().map((c) => (c === undefined ? null : [c.fragile ? "fragile" : String(c.holds), String(c.actual)]));
      }) };
      """)
    let all = try #require(found["all"] as? [Any], "\(found)")
    var compared = 0
    for (edit, claims) in zip(edits, all) {
      // A number that decides how the graph is built cannot change on the page.
      guard let claims = claims as? [Any] else { continue }
      var bytes = source.bytes
      for (field, text) in edit.sorted(by: { $0.key > $1.key }) {
        bytes.replaceSubrange(recording.fields[field].bytes, with: Array(text.utf8))
      }
      var outcome = LessonRun.run(Source(name: name, bytes: bytes)) {
        LessonLibrary.file($0, beside: name).map { .bytes($0.bytes) } ?? .unusable("")
      }
      outcome.judgeFragility()
      guard outcome.diagnostics.isEmpty else { continue }
      for (index, claim) in outcome.recording.claims.enumerated() {
        guard let told = claims[index] as? [String],
          let value = Double(told[1].replacing("Infinity", with: "inf"))
        else {
          continue
        }
        let verdict = claim.verdict
        if verdict.isFragile || told[0] == "fragile" { continue }
        compared += 1
        #expect(told[0] == "\(claim.holds)", "\(edit) claim \(index): \(told), not \(verdict.actual)")
        let room = max(1e-9 * verdict.actual.magnitude, 4 * verdict.doubt)
        #expect(
          value == verdict.actual || (value - verdict.actual).magnitude <= room
            || value.isNaN && verdict.actual.isNaN,
          "\(edit) claim \(index): \(value), not \(verdict.actual)")
      }
    }
    #expect(compared > 0)
  }

  /// Slopes after a change, against differences on the page.
  @Test func slopesAreDifferences() throws {
    let html = try recording(
      "param w = 0.5\nparam b = 0.2\ninput x = 1.5\np = σ(w·x + b)\nL = (p - 1)² + tanh(w·b)\nbackward L"
    ).html()
    let found = try Browser.run(
      html,
      """
      nntrace.set("x", -0.7);
      nntrace.set("w", 1.3);
      const slope = (name, at) => {
        const h = 1e-5, of = (value) => { nntrace.set(name, value); return nntrace.value("L"); };
        const difference = (of(at + h) - of(at - h)) / (2 * h);
        nntrace.set(name, at);
        return [nntrace.value(`\u{2202}L/\u{2202}${name}`), difference];
      };
      return { w: slope("w", 1.3), b: slope("b", 0.2) };
      """)
    for name in ["w", "b"] {
      let pair = try #require(found[name] as? [Double], "\(found)")
      #expect((pair[0] - pair[1]).magnitude <= 1e-8, "\(name): \(pair)")
    }
  }

  /// One pill for each contribution; after a change, too, they add up to the slope that is shown.
  @Test func contributionsAddUp() throws {
    let html = try recording("param x = 3\nparam w = 2\ny = x·x + w·x\nz = y·y·x\nbackward z").html()
    let found = try Browser.run(
      html,
      """
      const sums = () => {
        const act = document.querySelector(".act.backward"), number = (text) => Number(text.replace("\u{2212}", "-"));
        return [...act.querySelectorAll("svg .card[data-node]")].map((card) => {
          const pills = [...act.querySelectorAll(`svg .pill[data-from="${card.dataset.node}"] text`)].map((t) => number(t.textContent));
          const slope = card.querySelector(".gradient");
          return slope === null ? null : [pills.length, pills.reduce((a, b) => a + b, 0), number(slope.textContent)];
        }).filter((one) => one !== null && one[0] > 0);
      };
      const before = sums();
      nntrace.set("x", 2);
      return { before, after: sums() };
      """)
    for when in ["before", "after"] {
      let cards = try #require(found[when] as? [[Double]], "\(found)")
      // x has two from x·x, one from w·x and one from z.
      #expect(cards.map { Int($0[0]) }.max() == 4, "\(cards)")
      for card in cards {
        #expect((card[1] - card[2]).magnitude <= 1e-4 * card[2].magnitude, "\(when): \(cards)")
      }
    }
  }

  /// A link restores numbers and a place.
  @Test(arguments: [
    ("#step-3", "3 of 40", 2.0), ("#run-1-step-2", "2 of 40", 2.0), ("#%CE%B1=0.25", "1 of 40", 2.0),
    ("#W[1,2]=0.5", "1 of 40", 0.5), ("#step-4&α=0.25&W%5B1,2%5D=-1/2", "4 of 40", -0.5),
    ("#step-99&β=1&W[1,2]=x", "1 of 40", 2.0),
  ])
  func linksRestore(_ link: String, _ place: String, _ number: Double) throws {
    let lesson =
      "param W = [[1, 2]]\nL = W[1,1]² + W[1,2]²\noptimizer sgd(α = 0.1)\nminimize L for 40 steps, showing 1"
    let found = try Browser.run(
      try recording(lesson).html(),
      """
      const scrub = document.querySelector("[data-scrub]");
      return { place: scrub.querySelector("output").textContent + " of " + scrub.querySelector("input").max,
        number: nntrace.value("W[1,2]", 0) };
      """, link: link)
    #expect(found["place"] as? String == place && found["number"] as? Double == number, "\(found)")
  }

  /// The numbers of a step are those of the step that the page is sent to, although nothing was touched before.
  @Test func aLinkedStepIsWorkedOut() throws {
    let lesson = "param θ = 3\nL = (θ - 1)²\noptimizer sgd(α = 0.1)\nminimize L for 5 steps, showing 1"
    let found = try Browser.run(
      try recording(lesson).html(),
      """
      const results = () => [...document.querySelectorAll(".act.step .result")].map((result) => result.textContent);
      const linked = results();
      nntrace.step(1);
      return { linked, first: results() };
      """, link: "#step-2")
    // From 2.6, with the slope 2·1.6.
    #expect(found["linked"] as? [String] == ["3.2", "2.28"], "\(found)")
    #expect(found["first"] as? [String] == ["4", "2.6"], "\(found)")
  }

  /// Curves follow a changed number, in axes that fit, and come back as they were.
  @Test func curvesFollow() throws {
    let lesson = "param θ = 3\nL = (θ - 1)²\noptimizer sgd(α = 0.1)\nminimize L for 5 steps"
    let found = try Browser.run(
      try recording(lesson).html(),
      """
      const charts = () => [...document.querySelectorAll("[data-chart]")].map((chart) => chart.outerHTML);
      const own = charts();
      nntrace.set("θ", 31);
      const changed = charts(), ticks = [...document.querySelectorAll("[data-chart] .tick.left")].map((t) => t.textContent);
      nntrace.step(2);
      const marks = document.querySelectorAll("[data-chart] .here").length;
      nntrace.step(1);
      nntrace.restore();
      return { count: own.length, differ: own.every((text, i) => text !== changed[i]), ticks, marks,
        isBack: JSON.stringify(charts()) === JSON.stringify(own) };
      """)
    // The loss over the steps, and over θ.
    #expect(
      found["count"] as? Int == 2 && found["differ"] as? Bool == true && found["marks"] as? Int == 2,
      "\(found)")
    #expect(found["isBack"] as? Bool == true)
    #expect((found["ticks"] as? [String])?.contains("1000") == true, "\(found)")
  }
}
