import Testing

@testable import nntrace

struct WorkersTests {
  /// Long pieces of work stand between short ones, so that they end in another order than they began.
  @Test(arguments: [false, true]) func resultsComeInOrder(isAlone: Bool) {
    var seen: [Int] = []
    Workers.inOrder(500, isAlone: isAlone) { index in
      (0..<(index % 7 == 0 ? 20_000 : 1)).reduce(index) { sum, _ in sum } * 2
    } use: { index, result in
      #expect(result == 2 * index)
      seen.append(index)
    }
    #expect(seen == Array(0..<500))
  }

  @Test func nothingToDoEnds() {
    Workers.inOrder(0) {
      $0
    } use: { _, _ in
      Issue.record("there is nothing to use")
    }
  }
}
