/// Where results go: standard output, or a file that appears whole or not at all.
///
/// Text is collected and written in large pieces. A closed pipe (`nntrace lesson | head`) ends the program at once
/// and quietly. Other failures are kept and thrown by `finish`, for text streams cannot throw.
///
/// It is a class because it owns a descriptor and a temporary file, which are there once.
final class Output: TextOutputStream {
  private static let pieceSize = 1 << 16

  private var buffer: [UInt8] = []
  private var descriptor = Platform.standardOutput
  private var failure: CommandError?
  private var file: (temporary: String, final: String)?
  private let name: String

  /// - Parameter path: the file of `--output`; nil: standard output.
  init(to path: String?) throws(CommandError) {
    name = path ?? "standard output"
    guard let path else { return }
    let kind = Platform.kind(path)
    if kind == .folder || path.hasSuffix("/") {
      throw CommandError(message: "cannot write \(path): it is a directory", help: "name a file in it")
    }
    if kind == .other {
      guard let device = Platform.openForWriting(path) else { throw Output.cannotWrite(path) }
      descriptor = device
      return
    }
    // Replacing a file asks nothing of the file itself; one that is protected stays as it is all the same.
    if kind == .regular, !Platform.isWritable(path) { throw Output.cannotWrite(path) }
    // Through a link, the file it points at is replaced or made, not the link.
    guard let final = Platform.resolved(path) ?? Platform.followed(path) else {
      throw Output.cannotWrite(path)
    }
    let temporary = final + ".\(Platform.processNumber).tmp"
    guard let new = Platform.create(temporary) else { throw Output.cannotWrite(path) }
    Platform.removeWhenInterrupted(temporary)
    descriptor = new
    if kind == .regular { Platform.copyPermissions(from: final, to: new) }
    file = (temporary, final)
  }

  func write(_ text: String) {
    guard failure == nil else { return }
    buffer += text.utf8
    if buffer.count >= Output.pieceSize { flush() }
  }

  /// Writes what is left; a file takes its name now.
  func finish() throws(CommandError) {
    flush()
    if let file, failure == nil {
      if !Platform.close(descriptor) || !Platform.rename(file.temporary, to: file.final) {
        failure = Output.cannotWrite(name)
        Platform.remove(file.temporary)
      }
      Platform.removeWhenInterrupted(nil)
      self.file = nil
    }
    if let failure {
      discard()
      throw failure
    }
  }

  /// Leaves no file behind. Text for standard output that is already out stays out.
  func discard() {
    buffer = []
    guard let file else { return }
    _ = Platform.close(descriptor)
    Platform.remove(file.temporary)
    Platform.removeWhenInterrupted(nil)
    self.file = nil
  }

  private func flush() {
    guard failure == nil, !buffer.isEmpty else { return }
    if !Platform.write(descriptor, buffer) {
      if Platform.isClosedPipe {
        discard()
        Platform.leave(.done)
      }
      failure = Output.cannotWrite(name)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func cannotWrite(_ name: String) -> CommandError {
    CommandError(message: "cannot write \(name): \(Platform.reason())")
  }
}

/// Writes a message to standard error; there is nowhere to report a failure to.
func writeMessage(_ text: String) {
  _ = Platform.write(Platform.standardError, Array(text.utf8))
}
