import Lessons

/// Reads the data files that a lesson names: only in the lesson's folder or below.
enum DataFiles {
  /// The reader for the lesson that a word on the command line means.
  /// - Parameter output: the file that is going to be replaced, which is none to be read.
  static func reader(for word: String, output: Platform.FileIdentity? = nil) -> (String) -> DataFile {
    if word != "-", !LessonChoice.isPath(word) {
      return { path in
        LessonLibrary.file(path, beside: word).map { .bytes($0.bytes) }
          ?? .unusable("the lesson carries no such file")
      }
    }
    let folder = word == "-" ? "" : Path.split(word).folder
    return { path in read(path, in: folder.isEmpty ? "./" : folder, output) }
  }

  /// - Parameter sheetOf: the carried lesson that a worksheet was made of, whose data it reads where it has none itself.
  static func reader(for word: String, sheetOf lesson: String?) -> (String) -> DataFile {
    let own = reader(for: word)
    guard let lesson else { return own }
    return { path in
      let file = own(path)
      if case .unusable = file, let carried = LessonLibrary.file(path, beside: lesson) {
        return .bytes(carried.bytes)
      }
      return file
    }
  }

  private static func read(_ path: String, in folder: String, _ output: Platform.FileIdentity?) -> DataFile {
    if Path.isAbsolute(path) || Path.parts(path).contains("..") {
      return .unusable("a lesson reads only files in its own folder or below")
    }
    // Links may lead out of the folder; what they point at counts.
    guard let home = Platform.resolved(folder), let real = Platform.resolved(folder + path) else {
      return .unusable(Platform.reason())
    }
    if real == home { return .unusable("it is a directory") }
    guard let way = Path.parts(of: real, below: home) else {
      return .unusable("it is a link that leads out of the lesson's folder")
    }
    // From here on no link is followed, so that none can be changed in between.
    guard let descriptor = Platform.open(way, below: home) else { return .unusable(Platform.reason()) }
    defer { _ = Platform.close(descriptor) }
    switch Platform.kind(descriptor) {
    case .regular: break
    case .folder: return .unusable("it is a directory")
    case .other: return .unusable("it is not a file")
    case nil: return .unusable(Platform.reason())
    }
    if let output, output == Platform.identity(descriptor) {
      return .unusable("it is the file that the output goes to")
    }
    // One byte more than a table may have tells that it has too many.
    return Platform.read(descriptor, limit: LessonLimits.dataFile + 1).map { .bytes($0) }
      ?? .unusable(Platform.reason())
  }
}
