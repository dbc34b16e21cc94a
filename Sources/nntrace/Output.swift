/// Where results go: standard output, or a file that appears whole or not at all.
///
/// Text is collected and written in large pieces. Where the reader has closed the pipe (`nntrace lesson | head`), the
/// rest is dropped quietly. Other failures are kept and thrown by `finish`, for text streams cannot throw.
///
/// It is a class because it owns a descriptor and a temporary file, which are there once.
final class Output: TextOutputStream {
  private static let pieceSize = 1 << 16

  /// How text is spelled, for those who want ASCII only.
  var spelling: ((String) -> String)?

  private var buffer: [UInt8] = []
  private var descriptor = Platform.standardOutput
  private var failure: CommandError?
  private var file: TemporaryFile?
  private let name: String
  private var isClosed = false
  private var code: ExitCode?
  /// The command to show standard output with, until it is started.
  private var pagerCommand: String?
  private var pager: Pager?
  /// What is done before the first text goes out.
  private var beginning: (() -> Void)?

  /// - Parameters:
  ///   - path: the file of `--output`; nil: standard output.
  ///   - isPaged: whether a terminal gets it page by page.
  init(to path: String?, isPaged: Bool = false) throws(CommandError) {
    name = path ?? "standard output"
    if path == nil, isPaged { pagerCommand = Pager.command() }
    guard let path else { return }
    let kind = Platform.kind(path)
    if kind == .folder || path.utf8.last == UInt8(ascii: "/") {
      throw CommandError("cannot write \(path): it is a directory", help: "name a file in it")
    }
    if kind == .other {
      guard let device = Platform.openForWriting(path) else { throw Output.cannotWrite(path) }
      descriptor = device
      return
    }
    // Replacing a file asks nothing of the file itself; one that is protected stays as it is all the same.
    if kind == .regular, !Platform.isWritable(path) { throw Output.cannotWrite(path) }
    // Through a link, the file it points at is replaced or made, not the link.
    guard let final = Platform.resolved(path) ?? Platform.followed(path),
      let file = TemporaryFile(for: final)
    else { throw Output.cannotWrite(path) }
    descriptor = file.descriptor
    if kind == .regular { Platform.copyOwnerAndPermissions(from: final, to: descriptor) }
    self.file = file
  }

  func write(_ text: String) {
    guard failure == nil, !isClosed else { return }
    buffer += (spelling?(text) ?? text).utf8
    if buffer.count >= Output.pieceSize { flush() }
  }

  /// Writes a text now.
  /// - Returns: whether all that was written so far has arrived.
  func show(_ text: String) -> Bool {
    write(text)
    flush()
    return failure == nil && !isClosed
  }

  /// Has something done before the first text goes out.
  func willBegin(_ body: @escaping () -> Void) { beginning = body }

  /// Writes what there is now.
  func show() { flush() }

  /// Notes how the program will end, so that it can end at once when its output is closed.
  func willEnd(with code: ExitCode) {
    self.code = code
    leaveIfClosed()
  }

  /// Writes what is left; a file takes its name now.
  /// - Parameter old: what the file must still hold to be replaced; nil: anything.
  func finish(replacing old: [UInt8]? = nil) throws(CommandError) {
    flush()
    closePager()
    if let file, failure == nil {
      self.file = nil
      if let old, Platform.contents(of: file.final, limit: old.count + 1) != old {
        file.remove()
        failure = CommandError("\(name) was changed meanwhile and is left as it is", help: "try again")
      } else if !file.keep() {
        failure = Output.cannotWrite(name)
      }
    }
    if let failure {
      discard()
      throw failure
    }
  }

  /// Leaves no file behind. Text for standard output that is already out stays out.
  func discard() {
    buffer = []
    closePager()
    file?.remove()
    file = nil
  }

  private func flush() {
    guard failure == nil, !isClosed, !buffer.isEmpty else { return }
    beginning?()
    beginning = nil
    if let command = pagerCommand {
      pagerCommand = nil
      pager = Pager(command)
      if let pager { descriptor = pager.descriptor }
    }
    if !Platform.write(descriptor, buffer) {
      isClosed = Platform.failure.isClosedPipe
      if !isClosed { failure = Output.cannotWrite(name) }
    }
    buffer.removeAll(keepingCapacity: true)
    leaveIfClosed()
  }

  /// Waits until the reader of the pages has left.
  private func closePager() {
    pager?.close()
    pager = nil
  }

  private func leaveIfClosed() {
    guard isClosed, let code else { return }
    // Who has read enough has got what was asked for.
    let isPaged = pager != nil
    discard()
    Platform.leave(isPaged ? .done : code)
  }

  private static func cannotWrite(_ name: String) -> CommandError {
    CommandError("cannot write \(name): \(Platform.reason())")
  }
}

/// Writes a message to standard error; there is nowhere to report a failure to.
/// - Returns: whether it arrived.
@discardableResult
func writeMessage(_ text: String) -> Bool {
  Platform.write(Platform.standardError, Array(text.utf8))
}
