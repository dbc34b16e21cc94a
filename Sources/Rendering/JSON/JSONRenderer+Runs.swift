import Autodiff
import Presentation
import Trace

/// Where runs begin, which steps they make, and what these do to the loss and to the parameters.
extension JSONRenderer {
  mutating func runs() {
    for index in recording.runs.indices {
      row { renderer in
        renderer.members(of: renderer.recording.runs[index])
        if renderer.view.detail != .brief { renderer.history(ofRun: index) }
      }
    }
  }

  private mutating func members(of run: Run) {
    if let member = run.member {
      json.member("member", member.text)
      hyperparameters(member)
    }
    object("beginning") { $0.members(of: run.beginning) }
    json.member("steps", run.steps)
    array("acts") { renderer in
      for segment in run.segments { renderer.row { $0.members(of: segment) } }
      renderer.json.line()
    }
  }

  private mutating func members(of beginning: Beginning) {
    switch beginning {
    case .top: json.member("kind", "top")
    case .branch(let moment):
      json.member("kind", "branch")
      json.member("run", moment.run)
      json.member("step", moment.step)
    case .reset(let overrides):
      json.member("kind", "reset")
      array("with") { renderer in
        for one in overrides {
          let name = renderer.name(one.leaf)
          renderer.json.object { json in
            json.member("name", name)
            json.member("node", Int(one.leaf.raw))
            json.member("value", one.value)
          }
        }
      }
    }
  }

  private mutating func members(of act: Segment) {
    json.member("first", act.first + 1)
    json.member("last", act.first + act.steps)
    json.member("rules", act.programs)
    json.member("t", act.clock + 1)
    if let ending = act.ending {
      json.object("until") { json in
        json.member("text", ending.text)
        json.member("atMost", ending.bound)
        json.member("holds", ending.holds)
      }
    }
  }

  // MARK: Histories

  /// Rows of a history; of a longer run every so many steps make one.
  private static var mostRows: Int { 100_000 }

  /// A table: after each step the loss and the parameters, in full detail also the state, and the gradients of the step.
  private mutating func history(ofRun run: Int) {
    let last = recording.runs[run].steps
    let columns = columns(ofRun: run)
    guard last > 0, !columns.isEmpty else { return }
    let every = (last + JSONRenderer.mostRows - 1) / JSONRenderer.mostRows
    let chosen = view.steps
    let gradients = columns.filter { $0.kind == .gradient }
    func isShown(_ step: Int) -> Bool { chosen?.contains(step) ?? (step % every == 0 || step == last) }
    object("history") { renderer in
      renderer.array("columns") { renderer in
        renderer.object { renderer in
          renderer.json.member("name", "step")
          renderer.json.member("kind", "step")
        }
        for column in columns { renderer.object { $0.members(of: column) } }
      }
      renderer.array("rows") { renderer in
        let recording = renderer.recording
        recording.forEachState(
          0...last, where: isShown, ofRun: run, of: columns.filter { $0.kind != .gradient }.map(\.node),
          inStep: { program in gradients.compactMap { program.gradient(of: $0.node) } }
        ) { step, values, slopes in
          renderer.json.line()
          renderer.json.openArray()
          renderer.json.element(step)
          for value in values { renderer.json.element(value) }
          renderer.slopes(slopes, gradients, recording.runs[run].program(ofStep: step))
          renderer.json.closeArray()
        }
        renderer.json.line()
      }
    }
  }

  /// The gradients of a step, null where it has none.
  private mutating func slopes(_ values: [Double]?, _ columns: [Column], _ program: Int?) {
    var rest = (values ?? [])[...]
    for column in columns {
      if let program, recording.programs[program].gradient(of: column.node) != nil,
        let slope = rest.popFirst()
      {
        json.element(slope)
      } else {
        json.null()
      }
    }
  }

  private mutating func members(of column: Column) {
    json.member("name", text(column.name))
    json.member("kind", column.kind.rawValue)
    json.member("node", Int(column.node.raw))
  }

  private func columns(ofRun run: Int) -> [Column] {
    let used = recording.runs[run].segments.flatMap(\.programs)
    let programs = Set(used).sorted().map { recording.programs[$0] }
    let losses = Set(programs.compactMap { recording.wholeLoss(of: $0) }).sorted()
    let parameters = Set(programs.flatMap { $0.updates.map(\.parameter) }).sorted()
    var columns = losses.map { Column(kind: .loss, name: names($0), node: $0) }
    columns += parameters.map { Column(kind: .parameter, name: names($0), node: $0) }
    guard view.detail == .full else { return columns }
    let state = Set(programs.flatMap { $0.updates.flatMap { $0.state.map(\.carried.leaf) } }).sorted()
    columns += state.map { Column(kind: .state, name: names($0), node: $0) }
    return columns
      + parameters.map { parameter in
        let program = programs.first { $0.updates.contains { $0.parameter == parameter } }
        let loss = program.flatMap { recording.wholeLoss(of: $0) }
        let name =
          loss.map { names.adjoint(of: $0, to: parameter) } ?? .owned(.plain("g"), by: names(parameter))
        return Column(kind: .gradient, name: name, node: parameter)
      }
  }

  /// The loss and the parameters when all is done.
  mutating func final() {
    // The runs of comparisons have members; the lesson's own last run is where it ended.
    let run = recording.runs.lastIndex { $0.member == nil }
    let end = run.map { Reading(after: Moment(run: $0, step: recording.runs[$0].steps)) }
    var numbers = end.map { Numbers(recording, $0) }
    json.member("loss", lastLoss.flatMap { numbers?.value($0) })
    object("parameters") { renderer in
      for node in numbers == nil ? [] : renderer.graph.allParameters {
        renderer.json.member(renderer.name(node), numbers?.value(node))
      }
    }
  }

  /// What the last steps minimised.
  private var lastLoss: NodeID? {
    for case .steps(let run, let steps, _) in recording.events.reversed() {
      let program = recording.runs[run].program(ofStep: steps.upperBound).map { recording.programs[$0] }
      if let program { return recording.wholeLoss(of: program) }
    }
    return nil
  }
}

extension Program {
  fileprivate func gradient(of parameter: NodeID) -> NodeID? {
    updates.first { $0.parameter == parameter }?.gradient
  }
}

/// A column of a history.
private struct Column {
  enum Kind: String { case loss, parameter, state, gradient }

  let kind: Kind
  let name: Name
  /// What has the value; of a gradient the parameter.
  let node: NodeID
}
