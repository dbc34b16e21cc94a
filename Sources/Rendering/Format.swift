import Trace

/// The forms in which a recording can be written.
public enum Format: String, CaseIterable, Sendable {
  case text, dot, html, json
}

extension Recording {
  /// Writes the recording in a form; JSON has no options, for it holds everything.
  public func render(
    _ format: Format, _ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream
  ) {
    switch format {
    case .text: renderText(options, to: &stream)
    case .html: renderHTML(options.page, to: &stream)
    case .dot: renderDOT(options, to: &stream)
    case .json: renderJSON(to: &stream)
    }
  }
}
