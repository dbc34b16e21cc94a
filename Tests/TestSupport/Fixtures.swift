import struct Foundation.Data
import class Foundation.FileManager
import struct Foundation.URL

/// The files of one folder beside a test.
package struct Fixtures: Sendable {
  /// The lessons that the language was designed on, whole.
  package static let sketches = Fixtures("Sketches")

  private let folder: URL

  package init(_ folder: String, beside test: String = #filePath) {
    self.folder = URL(filePath: test).deletingLastPathComponent().appending(path: folder)
  }

  /// The names of its files, sorted.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  package func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }
}
