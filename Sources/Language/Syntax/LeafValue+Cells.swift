extension LeafValue {
  /// The numbers of an array with their indices, from 1; a single number has none.
  package var cells: [(indices: [Int], value: Expression)] {
    switch self {
    case .expression(let expression): [([], expression)]
    case .array(let values, _):
      values.enumerated().flatMap { index, value in
        value.cells.map { ([index + 1] + $0.indices, $0.value) }
      }
    case .file: []
    }
  }
}
