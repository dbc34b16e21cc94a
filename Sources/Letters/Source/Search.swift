extension RandomAccessCollection {
  /// Binary search: the first index whose element is later than what is sought, or the end.
  ///
  /// - Parameter isLater: false for the elements up to some index, true for all from there on.
  /// - Complexity: O(log *n*)
  @inlinable
  package func partitioningIndex(where isLater: (Element) -> Bool) -> Index {
    var low = startIndex
    var rest = count
    while rest > 0 {
      let half = rest / 2
      let middle = index(low, offsetBy: half)
      if isLater(self[middle]) {
        rest = half
      } else {
        low = index(after: middle)
        rest -= half + 1
      }
    }
    return low
  }
}
