import Foundation
import Letters
import Rendering
import Testing

@testable import nntrace

/// `nntrace site`: what it makes, and what it leaves alone.
@Suite struct SiteTests {
  /// Three lessons, one of them in a folder, in an order of their own.
  static func lessons() throws -> Folder {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "course/in"), withIntermediateDirectories: true)
    try folder.add(
      "course/first+one.md",
      "---\ntitle: Zwei\nsummary: the <second>\nbefore: last\n---\nx̂ & [last](last.md)\n")
    try folder.add(
      "course/last.md", "---\ntitle: Eins\n---\nA café.\n```nntrace\nparam w = 2\nL = w·w\nbackward L\n```\n")
    try folder.add("course/in/deep.md", "---\nbefore: last, nowhere\n---\nSo **deep** it is\n")
    try folder.add("course/course.txt", "# all\nthe start\n  last\n\nthen\n  first+one\n")
    return folder
  }

  @Test func aSiteOfAFolder() throws {
    let folder = try Self.lessons()
    let outcome = try nntrace("site", "course", "-o", "out", folder: folder)
    #expect(outcome.code == 0 && outcome.output.isEmpty && !outcome.messages.contains("error"))
    #expect(
      try folder.files(in: "out") == [
        ".nntrace-site", "404.html", "assets/page.css", "assets/page.js", "assets/search.js",
        "assets/site.js",
        "first+one.html", "in/deep.html", "index.html", "last.html",
      ])
    #expect(try folder.names == ["course", "out"])
    // The order of the course, and what it does not name after it.
    let index = try folder.text("out/index.html")
    let found = index.matches(of: /<h2>([^<]*)<|href="([^"]*)">([^<]*)<\/a>/).map { $0.output }
    #expect(
      found.map { String($0.1 ?? $0.2 ?? "") } == [
        "the start", "last.html", "then", "first%2Bone.html", "more lessons", "in/deep.html",
      ])
    #expect(found.compactMap { $0.3.map(String.init) } == ["Eins", "Zwei", "in/deep"])
    #expect(index.contains("the &lt;second&gt;"))
    // Each page leads to the others, from where it stands; what is not there is no link.
    let first = try folder.text("out/first+one.html")
    let deep = try folder.text("out/in/deep.html")
    #expect(first.contains("read before: <a href=\"last.html\">Eins</a>"))
    #expect(first.contains("read next: <a href=\"in/deep.html\">in/deep</a>"))
    #expect(first.contains("<a href=\"first%2Bone.html\" aria-current=\"page\">Zwei</a>"))
    #expect(deep.contains("read before: <a href=\"../last.html\">Eins</a>, nowhere"))
    #expect(deep.contains("href=\"../assets/page.css\"") && deep.contains("src=\"../assets/site.js\""))
    #expect(!deep.contains("<style>") && !deep.contains("read next"))
    for path in try folder.files(in: "out") where path.hasSuffix(".html") {
      #expect(try deadLinks(in: path, of: folder).isEmpty, "\(path)")
    }
    // A page that can be changed has the shared script and its own data.
    let last = try folder.text("out/last.html")
    #expect(last.contains("src=\"assets/page.js\"") && last.contains("id=\"nntrace-data\""))
    #expect(
      try folder.text("out/assets/search.js").contains(
        "[\"in/deep.html\",\"in/deep\",\"\",\"So deep it is\"]"))
    #expect(try !folder.text("out/404.html").contains("rel=\"stylesheet\""))
  }

  /// The pages that links and scripts of a page name and that are not there.
  private func deadLinks(in path: String, of folder: Folder) throws -> [String] {
    let here = folder.url.appending(path: "out/\(path)")
    return try folder.text("out/\(path)").matches(of: /(?:href|src)="([^"#]+)/).map { String($0.1) }.filter {
      guard let url = URL(string: $0, relativeTo: here) else { return true }
      return !FileManager.default.fileExists(atPath: url.standardizedFileURL.path())
        && !FileManager.default.fileExists(
          atPath: url.standardizedFileURL.path().removingPercentEncoding ?? "")
    }
  }

  @Test func allCarriedLessonsAreInIt() throws {
    let sources = try SiteSources(nil)
    #expect(sources.lessons.map(\.path) == Course.carried.lessons)
    #expect(sources.site.parts.map(\.title) == Course.carried.parts.map(\.title))
    #expect(sources.site.pages.allSatisfy { !$0.title.isEmpty && !$0.summary.isEmpty })
  }

  @Test func itIsReplacedWholeOrNotAtAll() throws {
    let folder = try Self.lessons()
    #expect(try nntrace("site", "course", "-o", "out/", folder: folder).code == 0)
    let before = try folder.text("out/last.html")
    // A lesson that cannot be run, and one whose claim does not hold.
    try folder.add("course/bad.md", "```nntrace\nx = \n```\n")
    let bad = try nntrace("site", "course", "-o", "out", folder: folder)
    #expect(bad.code == 2 && bad.messages.contains("bad.md"))
    #expect(try folder.text("out/last.html") == before && folder.names == ["course", "out"])
    #expect(try nntrace("site", "course", "-o", "new", folder: folder).code == 2)
    #expect(try folder.names == ["course", "out"])
    try folder.add("course/bad.md", "```nntrace\nx = 1\nclaim x = 2\n```\n")
    try FileManager.default.removeItem(at: folder.url.appending(path: "course/last.md"))
    try folder.add("course/course.txt", "")
    #expect(try nntrace("site", "course", "-o", "out", folder: folder).code == 1)
    // What is no longer a lesson is no longer a page.
    let files = try folder.files(in: "out")
    #expect(files.contains("bad.html") && !files.contains("last.html"))
    #expect(try folder.names == ["course", "out"])
  }

  /// Whatever nntrace did not make stays as it is.
  @Test(arguments: [
    ("echo mine >out", "it is not a directory"),
    ("mkdir out", "nntrace did not make it"),
    ("mkdir out; echo mine >out/index.html", "nntrace did not make it"),
    ("make; echo mine >out/mine", "nntrace did not write out/mine"),
    ("make; mkdir out/.git", "nntrace did not write out/.git"),
    ("make; echo mine >out/assets/mine", "nntrace did not write out/assets/mine"),
    ("make; ln -s .. out/up", "nntrace did not write out/up"),
    ("make; mv out/assets elsewhere; ln -s ../elsewhere out/assets", "nntrace did not write out/assets"),
    ("mkdir real; echo mine >real/a; ln -s real out", "nntrace did not make it"),
    ("mkdir out; mkfifo out/.nntrace-site", "nntrace did not make it"),
    ("mkdir out; ln -s /etc/passwd out/.nntrace-site", "nntrace did not make it"),
    (
      "mkdir out; printf '../course/last.md\\0' >out/.nntrace-site; echo mine >out/a",
      "nntrace did not write out/a"
    ),
    ("ln -s out out", "too many levels of symbolic links"),
  ])
  func foreignFoldersAreLeftAlone(_ preparation: String, _ reason: String) throws {
    let folder = try Self.lessons()
    let script = "make() { \"$nntrace\" site course -o out; }; " + preparation
    #expect(try shell(script, folder: folder).code == 0)
    let list = "find . -exec ls -ld --time-style=full-iso {} + | grep -v 'fifo'"
    let before = try shell(list, folder: folder).output
    let outcome = try nntrace("site", "course", "-o", "out", folder: folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.messages.contains(reason), "\(outcome.messages)")
    #expect(try shell(list, folder: folder).output == before)
  }

  /// Lists that name what is not below the folder remove nothing there.
  @Test func aForgedListRemovesNothingElsewhere() throws {
    let folder = try Self.lessons()
    let script = """
      mkdir out; printf '../course/last.md\\0/x\\0' >out/.nntrace-site
      "$nntrace" site course -o out && ls course
      """
    #expect(try shell(script, folder: folder).output == "course.txt\nfirst+one.md\nin\nlast.md\n")
  }

  @Test func throughALinkItsFolderIsReplaced() throws {
    let folder = try Self.lessons()
    let script = """
      mkdir in; ln -s in/real out
      "$nntrace" site course -o out && "$nntrace" site course -o out && ls -l out | cut -c1 && ls in real
      """
    let outcome = try shell(script.replacing("ls in real", with: "ls in"), folder: folder)
    #expect(outcome.code == 0 && outcome.output == "l\nreal\n", "\(outcome.messages)")
  }

  @Test(arguments: [
    ("course/index.md", "has a page index.html of its own"),
    ("course/404.md", "has a page 404.html of its own"),
  ])
  func namesThatASiteHasItself(_ name: String, _ reason: String) throws {
    let folder = try Self.lessons()
    try folder.add(name, "text\n")
    let outcome = try nntrace("site", "course", "-o", "out", folder: folder)
    #expect(outcome.code == 2 && outcome.messages.contains(reason))
  }

  @Test(arguments: [
    ("part\n  lost\n", "course.txt names 'lost', and there is no lost.md"),
    ("part\n  last\nmore\n  last\n", "course.txt names a lesson twice"),
  ])
  func coursesThatAreWrong(_ text: String, _ reason: String) throws {
    let folder = try Self.lessons()
    try folder.add("course/course.txt", text)
    let outcome = try nntrace("site", "course", "-o", "out", folder: folder)
    #expect(outcome.code == 2 && outcome.messages.contains(reason), "\(outcome.messages)")
    #expect(try folder.names == ["course"])
  }

  /// Names with letters that mean something elsewhere.
  @Test func strangeNames() throws {
    let folder = try Folder()
    let script = """
      mkdir c; for n in 'a#b' 'c?d' 'e%20f' 'g&h' '"i"' 'θ' 'a
      b' '<x>'; do echo text >"c/$n.md"; done; "$nntrace" site c -o out && "$nntrace" site c -o out && ls out | wc -l
      """
    #expect(try shell(script, folder: folder).output.contains("12\n"))
    for path in try folder.files(in: "out") where path.hasSuffix(".html") {
      #expect(try deadLinks(in: path, of: folder).isEmpty, "\(path)")
    }
  }

  /// A run that is interrupted or killed leaves what was there; after one that was killed the next clears up.
  @Test(arguments: ["INT", "KILL"]) func aRunThatIsEnded(_ signal: String) throws {
    let folder = try Self.lessons()
    let script = """
      "$nntrace" site course -o out; cp -r out before
      printf '```nntrace\\nparam w = 1\\nL = w²\\noptimizer sgd(α = 0.1)\\nminimize L for 500000 steps\\n```\\n' >course/long.md
      "$nntrace" site course -o out & for try in {1..400}; do ls -d out.nntrace-*.tmp >ls 2>&1 && break; sleep 0.02; done
      kill -\(signal) $!; wait $!; echo $? >code; rm course/long.md ls; diff -r before out >differences && ls -d out.*
      """
    let outcome = try shell(
      "bash -c 'set -m; \(script.replacing("'", with: "'\\''"))' 2>messages", folder: folder)
    #expect(try folder.text("differences").isEmpty)
    #expect(try folder.text("code") == (signal == "INT" ? "130\n" : "137\n"))
    #expect(outcome.output.isEmpty == (signal == "INT"), "\(outcome.output)")
    #expect(try nntrace("site", "course", "-o", "out", folder: folder).code == 0)
    #expect(try folder.names == ["before", "code", "course", "differences", "messages", "out"])
  }

  /// The six lines of the README publish a site, and publish it again.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git"), "git is not installed"))
  func theLinesOfTheReadmePublish() throws {
    let lines = try #require(ReadmeTests.block(after: "publish it, and publish it again:\n", fence: "```"))
    #expect(lines.split(separator: "\n").count == 6)
    let folder = try Self.lessons()
    let script = lines.replacing("swift run nntrace site", with: "\"$nntrace\" site course")
      .replacing("https://github.com/YOU/course.git", with: "\"$PWD/server.git\"")
    let head = """
      export HOME="$PWD" GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
      git init --quiet --bare server.git; publish() { (set -e
      \(script)
      ) }
      publish; echo text >course/new.md; publish; git --git-dir=server.git ls-tree -r --name-only gh-pages
      """
    let published = try shell(head, folder: folder)
    #expect(
      published.output.contains("in/deep.html\nindex.html\nlast.html\nnew.html\n"), "\(published.messages)")
  }
}

extension Folder {
  /// The files in a folder of this one and below, by their paths from there.
  fileprivate func files(in name: String) throws -> [String] {
    try shell("cd '\(name)'; find . -type f | cut -c3-", folder: self).output.split(separator: "\n")
      .map(String.init).sorted()
  }
}
