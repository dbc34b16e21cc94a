/// A stand-in until `Language` has the real one.
enum Spelling {
  static func suggestion(for written: String, among candidates: [String]) -> String? {
    candidates.first {
      Set($0).symmetricDifference(Set(written)).count <= 1 && abs($0.count - written.count) <= 2
    }
  }
}
