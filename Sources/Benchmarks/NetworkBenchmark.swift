import Autodiff

/// W1: evaluated again and again, and once from nothing.
enum NetworkBenchmark {
  private static let repeats = 400

  static func run(_ sameness: inout Sameness) {
    var network = Network()
    let gradient = network.appendGradient()
    let evaluator = Evaluator(network.graph, roots: [network.loss] + gradient)
    var byHand = [Double](repeating: 0, count: Network.start.count)
    evaluator.run()
    let loss = NetworkByHand.run(Network.start, gradient: &byHand)
    sameness.expectEqual(
      "W1, loss and gradient", ([network.loss] + gradient).map { evaluator.value(of: $0) ?? .nan },
      [loss] + byHand)

    // All parameters change before every evaluation, in both ways.
    var parameters = Network.start
    var losses = 0.0
    let again = Duel(rounds: 41) {
      for round in 0..<repeats {
        parameters[0] = Double(round) * 1e-3
        // The parameters are the graph's first leaves.
        evaluator.setLeaves(parameters)
        evaluator.run()
        losses += evaluator.value(of: network.loss) ?? 0
      }
    } byHand: {
      for round in 0..<repeats {
        parameters[0] = Double(round) * 1e-3
        losses += NetworkByHand.run(parameters, gradient: &byHand)
      }
    }
    Table.row(
      "W1 evaluated again, all gradients, per op", again, per: Network.operations * Double(repeats),
      .nanoseconds,
      goal: 2.2)

    let nothing = Sample(
      (0..<101).map { _ in processorNanoseconds { losses += fromNothing() } / Network.operations })
    Table.row("W1 built, gradient, evaluated once, per op", nothing, "ns", goal: 40)
    precondition(losses.isFinite, "the losses are used")
  }

  /// Builds the network, appends the gradient and evaluates every node once.
  /// - Returns: one number of it.
  private static func fromNothing() -> Double {
    var network = Network()
    let gradient = network.appendGradient()
    var valuation = Valuation()
    valuation.evaluateAll(in: network.graph)
    return valuation.value(of: gradient[0], in: network.graph)
  }

  /// Work for a profiler.
  static func loop() {
    for _ in 0..<5_000 { precondition(fromNothing().isFinite) }
  }
}
