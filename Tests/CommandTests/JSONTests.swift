import TestSupport
import Testing

/// The output of `--format json`, as other programs read it.
@Suite struct JSONTests {
  private static let python = Tool("python3")
  private static let hasSchemas =
    (try? python?.run(["-c", "import jsonschema"]).code) == 0

  /// Says what in each document of a list does not obey the schema that comes first.
  private static let validator = """
    import json, sys, jsonschema
    schema, *documents = json.load(sys.stdin)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for place, document in enumerate(documents):
        for error in validator.iter_errors(document):
            print(place, "/".join(map(str, error.absolute_path)), error.message[:200])
    """

  private func expectValid(_ documents: [String]) throws {
    let schema = try nntrace("help", "json-schema").output
    let checked = try #require(JSONTests.python).run(
      ["-c", JSONTests.validator], input: "[" + ([schema] + documents).joined(separator: ",") + "]")
    #expect(
      checked.code == 0 && checked.output.isEmpty,
      "\(checked.output.prefix(2000)) \(checked.messages.suffix(500))")
  }

  /// Between them they have every kind of item.
  @Test(
    .enabled(if: hasSchemas, "python3-jsonschema is not installed"),
    arguments: [
      "rmsprop-basics", "backprop-basics", "article-002", "article-001", "optimizer-race", "language",
      "wrong-numbers",
      "convolution", "linear-regression", "learning-rate-schedule", "saddle-points", "early-stopping", "lstm",
      "summation-order", "exploding-gradients",
    ])
  func lessonsObeyTheSchema(_ name: String) throws {
    try expectValid(
      ["brief", "normal", "full"].map {
        try nntrace("lesson", name, "--format", "json", "--detail", $0).output
      })
  }

  @Test(.enabled(if: hasSchemas, "python3-jsonschema is not installed"))
  func whatIsHostileObeysItToo() throws {
    let folder = try Folder()
    try folder.add("bad.md", JSONTests.hostile)
    try expectValid([
      nntrace("lesson", "bad.md", "--format", "json", "--step", "1,3", folder: folder).output,
      nntrace("lesson", "bad.md", "--format", "json", "--ascii", "--detail", "full", folder: folder).output,
      nntrace("trace", "x/0 + w^2", "x=1", "w=2", "--format", "json", "--claim", "w = 7").output,
      nntrace("trace", "2", "--format", "json").output,
    ])
  }

  /// Not finite, fragile, in doubt, false in every way, with names that other languages would obey.
  private static let hostile = """
    ---
    title: "</script><!-- claim 0 -->\\u202e"
    x: '"'
    ---
    `</script>` and **2**<!-- claim 1 + 1 --> and **3**<!-- refute 1 + 1 -->

    ```nntrace
    param x = 2  # </script>
    param w = [1e200, -1e200, 0.1]
    let k = 1e-17
    y = Σ[i] w[i]²·1e200
    z = ((k + 1.1) - 1.1)/3
    L = (x - 1)² + z
    show y, w, z
    forward L
    backward L
    graph L
    claim z ≈ 1
    claim w[i] = 0
    claim w = [1e200, 3, 0.1]
    claim x ≈ 20  from "</b>"
    optimizer adam(α = 1e300)
    minimize L for 5 steps, showing 1..5
    reset with x = -2
    minimize L until L < 0, at most 3 steps
    claim x ≈ 0.5
    claim L ≈ 1e-3
    compare L for 3 steps
      sgd(α = 0.1)
      momentum(α = 0.1, μ = 0.9)
      sgd(α = 1e308)
    plot 1/x over x = -1..1
    plot x
    ```
    """

  /// The example of the help runs as it is printed.
  @Test(.enabled(if: python != nil, "python3 is not installed")) func theExampleRuns() throws {
    let help = try nntrace("help", "json").output
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.contains("import json") })
    let program = lines[start...].prefix { !$0.isEmpty }.map { $0.dropFirst(2) }.joined(separator: "\n")
    let json = try nntrace("lesson", "optimizer-race", "--format", "json").output
    let outcome = try #require(JSONTests.python).run(["-c", program], input: json)
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("rmsprop") && outcome.output.split(separator: "\n").count > 2)
  }

  @Test func helpIsThere() throws {
    #expect(try nntrace("help", "json").output.contains("nntrace/2"))
    let outcome = try nntrace("help", "jsn")
    #expect(outcome.code == 2 && outcome.messages.contains("did you mean nntrace help json?"))
    #expect(try nntrace("help", "json-schema").output.hasPrefix("{\n  \"$schema\""))
  }
}
