import Autodiff
import Foundation
import TestSupport
import Testing
import Trace

@testable import Rendering

/// The page in a browser, where one is installed.
@Suite(.serialized, .enabled(if: Browser.tool != nil, "chromium is not installed"))
struct BrowserTests {
  /// The script finds every claim as Swift did, and going through the page leaves it as it was.
  @Test(arguments: ["fan-out", "rmsprop-basics", "nadam", "adam"])
  func anUntouchedPageStaysAsItIs(_ name: String) throws {
    let html = try recording(ofCarried: name).html()
    let found = try Browser.run(
      html,
      """
      const claims = nntrace.claims(), unlike = [];
      for (const { dataset: { claim, holds, actual } } of document.querySelectorAll("[data-claim]")) {
        const verdict = claims[Number(claim)];
        if (verdict === undefined || holds === "fragile") continue;
        const size = Math.max(Math.abs(verdict.actual), Math.abs(Number(actual)));
        if (String(verdict.holds) !== holds || Math.abs(verdict.actual - Number(actual)) > 1e-9 * size) unlike.push(claim);
      }
      const text = () => document.querySelector("main").outerHTML.replaceAll(' class=""', "");
      const classes = () => document.querySelectorAll(".later, .absent, .now:not(output), .stepping").length;
      const before = text();
      const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      press("End");
      const during = classes();
      press("Home");
      return { unlike, during, after: classes(), isSame: text() === before, changes: changesOfText };
      """)
    #expect(found["unlike"] as? [String] == [])
    #expect((found["during"] as? Int ?? 0) > 0 && found["after"] as? Int == 0)
    #expect(found["isSame"] as? Bool == true)
    #expect(found["changes"] as? Int == 0)
  }

  /// One number changed on the page, or in the lesson: the same values, and the way back.
  @Test func aChangedNumberIsFollowed() throws {
    func lesson(_ rate: String) -> String {
      "param θ = 3\\nL = (θ - 1)²\\noptimizer sgd(α = \(rate))\\nminimize L for 5 steps\\nclaim L < 0.5\\nclaim θ ≈ 1.655"
        .replacing("\\n", with: "\n")
    }
    let (html, other) = (try recording(lesson("0.1")).html(), try recording(lesson("0.3")))
    let found = try Browser.run(
      html,
      """
      const facts = () => [...document.querySelectorAll("[data-claim]")].sort((a, b) => a.dataset.claim - b.dataset.claim).map((e) => e.dataset.holds + " " + e.dataset.actual);
      const own = facts();
      nntrace.set("α", 0.3);
      const changed = facts(), isToldSo = !document.querySelector(".notice").hidden;
      let message = "";
      try { nntrace.set("β", 1); } catch (error) { message = error.message; }
      nntrace.restore();
      return { changed, isToldSo, message, isBack: JSON.stringify(facts()) === JSON.stringify(own) };
      """)
    let facts = other.claims.map { "\($0.holds) \($0.verdict.actual)" }
    #expect(found["changed"] as? [String] == facts)
    #expect(found["isToldSo"] as? Bool == true && found["isBack"] as? Bool == true)
    #expect(found["message"] as? String == "there is no number called β on this page")
  }

  /// Each operation in the browser, at its samples and where functions of C and of scripts go apart.
  @Test func operationsGiveTheSame() throws {
    let hard: [Double] = [0, 1, -1, 0.5, -0.5, 2.5, -3.25, 30, -30, 800, -800, 1e-9]
    var cases: [(operation: Autodiff.Operation, operands: [Double])] = []
    for operation in Autodiff.Operation.allCases where operation.row.script != nil {
      cases += operation.row.samples.map { (operation, $0) }
      if operation.row.arity == 1 { cases += hard.map { (operation, [$0]) } }
      if operation.row.arity == 2 { cases += zip(hard, hard.reversed()).map { (operation, [$0, $1]) } }
    }
    let calls = cases.map { operation, operands in
      let names = ["a", "b", "c"].prefix(operation.row.arity ?? 2).joined(separator: ", ")
      let values = operands.map { "\($0)" }.joined(separator: ", ")
      return operation.row.arity == nil
        ? "[\(values)].reduce((\(names)) => \(operation.row.script ?? ""), 0)"
        : "((\(names)) => \(operation.row.script ?? ""))(\(values))"
    }
    let page = "<html><body></body></html>"
    let found = try Browser.run(
      page,
      CarriedPage.text("elementary.js")
        + "return { values: [\(calls.joined(separator: ",\n"))].map(String) };")
    let values = try #require(found["values"] as? [String])
    for ((operation, operands), text) in zip(cases, values) {
      let (expected, value) = (
        operation.value(operands), Double(text.replacing("Infinity", with: "inf")) ?? .nan
      )
      let isNear = (expected - value).magnitude <= 1e-13 * expected.magnitude
      #expect(
        isNear || expected == value || expected.isNaN && value.isNaN,
        "\(operation) \(operands): \(value), not \(expected)")
    }
  }

  /// No page is wider than a telephone, whatever is in it.
  @Test(arguments: ["chain-rule", "optimizer-race", "xor"]) func nothingStandsOutOnATelephone(_ name: String)
    throws
  {
    let found = try Browser.run(
      try recording(ofCarried: name).html(), "return { width: document.documentElement.scrollWidth };",
      width: 500)
    #expect(found["width"] as? Int == 500)
  }
}

enum Browser {
  static let tool = Tool("chromium") ?? Tool("chromium-browser") ?? Tool("google-chrome")

  /// What some code returns on a page, which a link may lead to a place of.
  static func run(_ html: String, _ code: String, width: Int = 1280, link: String = "") throws -> [String:
    Any]
  {
    let watch = """
      <script>let changesOfText = 0; new MutationObserver((records) => { for (const { target } of records)
      if (target.parentNode?.closest?.("main")) changesOfText++; }).observe(document, { characterData: true, subtree: true });</script>
      """
    let probe = """
      <script>addEventListener("load", () => setTimeout(() => { let found;
      try { found = (() => { \(code) })(); } catch (error) { found = { error: String(error) }; }
      document.body.textContent = "FOUND" + JSON.stringify(found) + "DNUOF"; }, 50));</script>
      """
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID().uuidString).html")
    defer { try? FileManager.default.removeItem(at: file) }
    let page = html.replacing("<body", with: watch + "<body").replacing("</body>", with: probe + "</body>")
    try Data(page.utf8).write(to: file)
    let text = try #require(tool).run([
      "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=\(width),900",
      "--virtual-time-budget=3000", "--dump-dom", file.absoluteString + link,
    ]).output
    let found = try #require(text.firstRange(of: "FOUND{"), "\(text.suffix(300))")
    let end = try #require(text.firstRange(of: "DNUOF"))
    let json = text[text.index(before: found.upperBound)..<end.lowerBound]
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    return try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }
}
