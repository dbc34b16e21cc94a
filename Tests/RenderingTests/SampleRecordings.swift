import Autodiff
import Letters
import Trace

/// Recordings made by hand, as the lesson language would make them.
enum Sample {
  /// The example of the README: RMSprop with fed gradients 1 and -1.
  static func rmsprop(claims: Bool = true) -> Recording {
    var recording = Recording()
    recording.header = [("title", "RMSprop, step by step"), ("source", "article 002 §4.3")]
    var graph = Graph()
    let theta = graph.leaf(.parameter, 0, label: Label("θ"))
    let alpha = graph.leaf(.constant(spelling: "0.1"), 0.1, label: Label("α"))
    let beta = graph.leaf(.constant(spelling: "0.9"), 0.9, label: Label("β"))
    let epsilon = graph.leaf(.constant(spelling: "1e-8"), 1e-8, label: Label("ε"))
    let s = graph.leaf(.state(of: theta), 0, label: Label("s", kind: .state(of: theta)))
    let one = graph.constant(1)
    let minusOne = graph.add(.neg, one)
    for fed in [one, minusOne] {
      let g = graph.add(.copy, fed)
      graph.setLabel(Label("g", kind: .state(of: theta)), of: g)
      // s ← β·s + (1 - β)·g²
      let kept = graph.add(.mul, beta, s)
      let rest = graph.add(.sub, one, beta)
      let square = graph.add(.square, g)
      let added = graph.add(.mul, rest, square)
      let nextS = graph.add(.add, kept, added)
      graph.setLabel(Label("s", kind: .state(of: theta)), of: nextS)
      // θ ← θ - α/√(s + ε)·g
      let sum = graph.add(.add, nextS, epsilon)
      let root = graph.add(.sqrt, sum)
      let rate = graph.add(.div, alpha, root)
      let change = graph.add(.mul, rate, g)
      let next = graph.add(.sub, theta, change)
      graph.setLabel(Label("θ"), of: next)
      let update = Update(
        parameter: theta, gradient: g,
        lines: [
          Line(label: Label("s", kind: .state(of: theta)), node: nextS, replaces: s),
          Line(label: Label("θ"), node: next, replaces: theta),
        ],
        state: [("s", Carried(leaf: s, next: nextS))], next: next)
      recording.programs.append(
        Program(
          loss: nil, optimizer: "rmsprop(α = 0.1, β = 0.9, ε = 1e-8)", rule: "rmsprop", common: [],
          updates: [update], clock: nil, batch: ""))
    }
    recording.graph = graph
    var leaves = (0..<graph.leafCount).map { graph.leaf(at: $0).start }
    recording.runs = [Run(base: leaves)]
    for step in 1...2 {
      _ = recording.makeSteps(1, run: 0, programs: [step - 1], clock: step - 1, leaves: &leaves)
      recording.events.append(.statement("step with g = \(step == 1 ? 1 : -1)", line: 7 * step))
      recording.events.append(.steps(run: 0, steps: step...step, shown: [step]))
      guard claims, step == 1 else { continue }
      let moment = Moment(run: 0, step: 1)
      recording.claims = [
        Claim(
          statement: Claim.Statement(
            verb: .claim, place: .block, text: "s = 0.1", subject: "s", relation: .equal, line: 8,
            source: "article 002 §4.3", number: WrittenNumber("0.1").map { Claim.Number($0) }),
          verdict: Claim.Verdict(
            outcome: .holds, actual: 0.1, expected: 0.1, tolerance: 0, node: s, moment: moment)),
        Claim(
          statement: Claim.Statement(
            verb: .refute, place: .block, text: "θ ≈ -0.0316", subject: "θ", relation: .approximately,
            line: 9,
            source: "article 002 §4.3", number: WrittenNumber("-0.0316").map { Claim.Number($0) }),
          verdict: Claim.Verdict(
            outcome: .fails, actual: -0.31622775, expected: -0.0316, tolerance: 5e-5, node: theta,
            moment: moment),
          explanation: Claim.Explanation(
            slips: [Slip(text: "α = 0.01", value: -0.0316)],
            singles: Claim.Attempts(tried: 40, fitting: 1))),
      ]
      recording.events += [.claim(0), .claim(1)]
    }
    return recording
  }

  /// A neuron with a family of weights, one forward and one backward pass, and three steps of plain descent.
  static func neuron(inputs: Int = 2) -> Recording {
    var recording = Recording()
    recording.header = [("title", "One neuron")]
    var graph = Graph()
    var w: [NodeID] = []
    var x: [NodeID] = []
    for index in 1...inputs {
      w.append(graph.leaf(.parameter, 0.8 - 0.5 * Double(index - 1), label: Label("w", [index])))
      x.append(graph.leaf(.input, index % 2 == 1 ? 0.5 : -1, label: Label("x", [index])))
    }
    let b = graph.leaf(.parameter, 0.1, label: Label("b"))
    let y = graph.leaf(.input, 1, label: Label("y"))
    var terms: [NodeID] = []
    for index in 0..<inputs { terms.append(graph.add(.mul, w[index], x[index])) }
    let sum = graph.sum(terms)
    let z = graph.add(.add, sum, b)
    graph.setLabel(Label("z"), of: z)
    let o = graph.add(.sigmoid, z)
    graph.setLabel(Label("o"), of: o)
    let half = graph.constant(0.5, spelling: "½")
    let difference = graph.add(.sub, y, o)
    let square = graph.add(.square, difference)
    let loss = graph.add(.mul, half, square)
    graph.setLabel(Label("L"), of: loss)
    graph.gradient(of: loss)
    graph.beginProgram(0)
    let rate = graph.leaf(.constant(spelling: "0.50"), 0.5, label: Label("α"))
    var updates: [Update] = []
    for parameter in w + [b] {
      let label = graph.label(of: parameter) ?? Label("θ")
      let g = graph.add(.copy, graph.adjoint(of: loss, to: parameter) ?? half)
      graph.setLabel(Label("g", kind: .state(of: parameter)), of: g)
      let change = graph.add(.mul, rate, g)
      let next = graph.add(.sub, parameter, change)
      graph.setLabel(label, of: next)
      updates.append(
        Update(
          parameter: parameter, gradient: g, lines: [Line(label: label, node: next, replaces: parameter)],
          state: [], next: next))
    }
    graph.endProgram()
    recording.graph = graph
    recording.families = [
      Family(name: "w", members: w.enumerated().map { ([$0 + 1], $1) }),
      Family(name: "x", members: x.enumerated().map { ([$0 + 1], $1) }),
    ]
    recording.programs = [
      Program(
        loss: loss, optimizer: "sgd(α = 0.50)", rule: "sgd", common: [], updates: updates, clock: nil,
        batch: "")
    ]
    var leaves = (0..<graph.leafCount).map { graph.leaf(at: $0).start }
    recording.runs = [Run(base: leaves)]
    let start = Moment(run: 0, step: 0)
    recording.events = [.forward(loss, start), .backward(loss, start)]
    _ = recording.makeSteps(5, run: 0, programs: [0], clock: 0, leaves: &leaves)
    recording.events.append(.steps(run: 0, steps: 1...5, shown: [1, 5]))
    recording.events.append(.show([Shown(text: "o", node: o)], Moment(run: 0, step: 5)))
    recording.events.append(
      .plot([Shown(text: "L", node: loss)], until: Moment(run: 0, step: recording.runs[0].steps)))
    recording.events.append(.graph(loss, Moment(run: 0, step: 5)))
    return recording
  }

  /// A graph at its start values, and something shown of it.
  static func showing(_ graph: Graph, _ events: Event...) -> Recording {
    var recording = Recording()
    recording.graph = graph
    recording.runs = [Run(base: [])]
    recording.events = events
    return recording
  }
}
