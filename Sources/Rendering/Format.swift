import Letters
import Trace

/// A form in which a recording can be written, by its name.
public struct Format: RawRepresentable, Hashable, CaseIterable, Sendable {
  private typealias Row = (
    name: String, ascii: @Sendable (String) -> String,
    render: @Sendable (Recording, TextOptions, inout any TextOutputStream) -> Void
  )

  /// One row for each form: its name, how its letters beyond ASCII are written in ASCII, and what writes it.
  private static let rows: [Row] = [
    ("text", { $0 }, { $0.renderText($1, to: &$2) }),
    ("dot", DOT.ascii, { $0.renderDOT($1, to: &$2) }),
    ("svg", XML.ascii, { $0.renderSVG($1, to: &$2) }),
    ("html", XML.ascii, { $0.renderHTML($1.page, to: &$2) }),
    ("markdown", { ASCII.text($0) }, { $0.renderMarkdown($1, to: &$2) }),
    ("json", JSON.ascii, { $0.renderJSON($1, to: &$2) }),
  ]

  /// The form of those who ask for none.
  public static let text = allCases[0]
  public static let allCases = rows.indices.map { Format(row: $0) }

  private let row: Int

  private init(row: Int) { self.row = row }

  public init?(rawValue: String) {
    guard let row = Format.rows.firstIndex(where: { $0.name == rawValue }) else { return nil }
    self.row = row
  }

  public var rawValue: String { Format.rows[row].name }

  /// How text of this form is spelled where only ASCII may be written.
  package var ascii: @Sendable (String) -> String { Format.rows[row].ascii }

  fileprivate func render(
    _ recording: Recording, _ options: TextOptions, to stream: inout any TextOutputStream
  ) {
    Format.rows[row].render(recording, options, &stream)
  }
}

extension Recording {
  /// Writes the recording in a form.
  public func render<Target: TextOutputStream>(
    _ format: Format, _ options: TextOptions = TextOptions(), to stream: inout Target
  ) {
    var any: any TextOutputStream = stream
    format.render(self, options, to: &any)
    if let written = any as? Target { stream = written }
  }
}
