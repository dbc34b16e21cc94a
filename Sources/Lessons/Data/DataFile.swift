/// What reading a data file beside a lesson gave.
package enum DataFile: Sendable {
  case bytes([UInt8])
  /// The file cannot be used; why, in the reader's words: `there is no such file`.
  case unusable(String)
}
