/// Work on several cores, its results in the order of what they are made from.
enum Workers {
  /// What one lesson may take of memory each worker may take, so there are few.
  private static let most = 8
  /// How far a worker may be ahead of the results that are used.
  private static let ahead = 64

  /// Calls `work` with 0, 1, …, `count` - 1 on other threads, and `use` with each result on this one, in order, while
  /// later ones are worked on.
  static func inOrder<Result: Sendable>(
    _ count: Int, isAlone: Bool = false, _ work: @escaping @Sendable (Int) -> Result,
    use: (Int, Result) -> Void
  ) {
    let desk = Desk<Result>(count: count)
    let workers = isAlone ? 0 : min(Platform.cores, most, count)
    // The program's own thread would only wait: a second core is what makes a thread worth its start.
    let started =
      workers < 2
      ? []
      : (0..<workers).filter { _ in
        Platform.startThread { while let index = desk.next() { desk.put(work(index), at: index) } }
      }
    for index in 0..<count { use(index, started.isEmpty ? work(index) : desk.take(index)) }
  }

  /// Where workers take the next piece of work and leave what they made.
  private final class Desk<Result: Sendable>: @unchecked Sendable {
    private let count: Int
    private let monitor = Platform.Monitor()
    private var begun = 0
    private var used = 0
    private var results: [Int: Result] = [:]

    init(count: Int) { self.count = count }

    func next() -> Int? {
      monitor.locked {
        while begun < count, begun - used >= Workers.ahead { monitor.wait() }
        guard begun < count else { return nil }
        begun += 1
        return begun - 1
      }
    }

    func put(_ result: Result, at index: Int) {
      monitor.locked { results[index] = result }
    }

    /// The result of an index, the next after the one taken before; waits until it is made.
    func take(_ index: Int) -> Result {
      monitor.locked {
        while true {
          if let result = results.removeValue(forKey: index) {
            used = index + 1
            return result
          }
          monitor.wait()
        }
      }
    }
  }
}
