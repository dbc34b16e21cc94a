/// Named figures that a child process hands to the benchmark, one on a line of its standard output.
struct ChildReport {
  private var figures: [String: Double] = [:]

  /// A figure; NaN if the child has not given it.
  subscript(name: String) -> Double {
    get { figures[name] ?? .nan }
    set { figures[name] = newValue }
  }

  /// The figures `name 0`, `name 1`, ….
  func list(_ name: String) -> [Double] {
    var values: [Double] = []
    while let value = figures["\(name) \(values.count)"] { values.append(value) }
    return values
  }

  /// `description` of a number reads back as the same number.
  func send() {
    for (name, value) in figures.sorted(by: { $0.key < $1.key }) { print("\(name)=\(value)") }
  }

  /// Runs this program again with these words; nil if that fails.
  static func of(_ words: [String]) -> ChildReport? {
    guard let text = Platform.output(of: [Platform.executable] + words) else { return nil }
    var report = ChildReport()
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=")
      if parts.count == 2, let value = Double(parts[1]) { report.figures[String(parts[0])] = value }
    }
    return report
  }
}
