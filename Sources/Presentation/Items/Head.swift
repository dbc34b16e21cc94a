import Trace

/// What a lesson says of itself before it begins.
package struct Head: Sendable {
  package let title: String
  package let summary: String
  /// What the lesson's numbers are from.
  package let source: String
  /// The lessons to read before this one.
  package let before: [String]
  /// The lessons that may follow it.
  package let after: [String]

  package init(_ recording: Recording) { self.init(recording.header) }

  package init(_ header: [(key: String, value: String)]) {
    func value(_ key: String) -> String { header.first { $0.key == key }?.value ?? "" }
    func names(_ key: String) -> [String] {
      value(key).split { $0 == "," || $0 == " " }.map(String.init)
    }
    title = value("title")
    summary = value("summary")
    source = value("source")
    before = names("before")
    after = names("after")
  }
}
