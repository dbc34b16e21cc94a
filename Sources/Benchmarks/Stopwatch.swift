/// How long something took on the wall, in nanoseconds.
func nanoseconds(_ body: () -> Void) -> Double {
  let taken = ContinuousClock().measure(body).components
  return Double(taken.seconds) * 1e9 + Double(taken.attoseconds) * 1e-9
}

/// How long this process computed for something, in nanoseconds: what others do on a busy machine is not counted.
func processorNanoseconds(_ body: () -> Void) -> Double {
  let start = Platform.processorNanoseconds
  body()
  return Platform.processorNanoseconds - start
}

/// Figures of one kind, from several rounds.
struct Sample {
  private let sorted: [Double]

  /// - Parameter values: at least one.
  init(_ values: [Double]) { sorted = values.sorted() }

  var median: Double { quantile(0.5) }
  var lowerQuartile: Double { quantile(0.25) }
  var upperQuartile: Double { quantile(0.75) }
  var greatest: Double { quantile(1) }

  private func quantile(_ part: Double) -> Double {
    let place = part * Double(sorted.count - 1)
    let below = sorted[Int(place)]
    return below + (place - place.rounded(.down)) * (sorted[min(Int(place) + 1, sorted.count - 1)] - below)
  }

  func scaled(_ factor: Double) -> Sample { Sample(sorted.map { $0 * factor }) }
}

/// Two ways to the same numbers, timed in turn: the machine's moods then touch both alike.
struct Duel {
  let ours: Sample
  let byHand: Sample
  /// Ours over by hand, of each round.
  let ratio: Sample

  /// - Parameter rounds: how often each is run, after one run that is not counted.
  init(rounds: Int, ours: () -> Void, byHand: () -> Void) {
    ours()
    byHand()
    var first: [Double] = []
    var second: [Double] = []
    for _ in 0..<rounds {
      first.append(processorNanoseconds(ours))
      second.append(processorNanoseconds(byHand))
    }
    self.ours = Sample(first)
    self.byHand = Sample(second)
    ratio = Sample(zip(first, second).map { $0 / $1 })
  }
}
