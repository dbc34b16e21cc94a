import Autodiff

/// Where a member of a `compare` first does something else than the first member.
package struct Parting {
  /// One member at the step and the line where they part.
  package struct Side {
    package let run: Int
    package let update: Update
    /// The line in question, after those of its own that lead up to it.
    package let lines: [Line]
    package let value: Double
  }

  /// The step, from 1.
  package let step: Int
  package let parameter: NodeID
  /// The left-hand side of the line in both: `s`, `m̂`, the parameter.
  package let label: Label
  package let first: Side
  package let other: Side

  package var distance: Double { (first.value - other.value).magnitude }
}

extension Recording {
  /// The first line at which two runs of a comparison differ by more than rounding; nil if there is none in the first
  /// `searched` steps.
  ///
  /// Lines are the same in both if the same name stands on their left: their rules may be written differently. But
  /// state is the same only if its formulas are alike (see `LineShape`). A name with several lines in a step counts
  /// with its last one.
  /// - Complexity: O(steps before they part · leaves).
  package func parting(of run: Int, from first: Int, searched: Int) -> Parting? {
    let steps = Swift.min(runs[run].steps, runs[first].steps, searched)
    // By the two programs of a step, which come again.
    var commonState: [[Int]: Set<String>] = [:]
    for step in stride(from: 1, through: steps, by: 1) {
      guard let mine = runs[first].program(ofStep: step), let other = runs[run].program(ofStep: step) else {
        continue
      }
      let state = commonState[[mine, other]] ?? self.commonState(of: programs[mine], programs[other])
      commonState[[mine, other]] = state
      guard isApart(programs[mine], run: first, programs[other], run: run, after: step, state) else {
        continue
      }
      for update in programs[mine].updates {
        guard let twin = programs[other].updates.first(where: { $0.parameter == update.parameter }) else {
          continue
        }
        let left = WorkedUpdate(self, update, of: programs[mine], step: step, run: first)
        let right = WorkedUpdate(self, twin, of: programs[other], step: step, run: run)
        if let parting = left.parting(from: right) { return parting }
      }
    }
    return nil
  }

  /// The names of the state that is the same in two programs.
  private func commonState(of program: Program, _ other: Program) -> Set<String> {
    guard let update = program.updates.first,
      let twin = other.updates.first(where: { $0.parameter == update.parameter })
    else { return [] }
    var names = update.state.map(\.name)
    names.removeAll { name in
      guard let shape = LineShape(self, stateOf: update, name, in: program),
        let other = LineShape(self, stateOf: twin, name, in: other)
      else { return false }
      return !shape.isLike(other)
    }
    return Set(names)
  }

  /// Whether a step left a parameter, or state that both have, with different values in two runs.
  private func isApart(
    _ program: Program, run: Int, _ other: Program, run otherRun: Int, after step: Int, _ names: Set<String>
  ) -> Bool {
    let leaves = leaves(at: Moment(run: run, step: step))
    let otherLeaves = self.leaves(at: Moment(run: otherRun, step: step))
    func isApart(_ leaf: NodeID, _ otherLeaf: NodeID) -> Bool {
      guard let index = graph.leafIndex(of: leaf), let otherIndex = graph.leafIndex(of: otherLeaf) else {
        return false
      }
      return Rounding.separates(leaves[index], otherLeaves[otherIndex])
    }
    for update in program.updates {
      guard let twin = other.updates.first(where: { $0.parameter == update.parameter }) else { continue }
      if isApart(update.parameter, update.parameter) { return true }
      for (name, carried) in update.state where names.contains(name) {
        guard let same = twin.state.first(where: { $0.name == name }) else { continue }
        if isApart(carried.leaf, same.carried.leaf) { return true }
      }
    }
    return false
  }
}

extension Rounding {
  /// Whether two numbers differ by more than rounding explains; the measure of a claim with `=`.
  fileprivate static func separates(_ a: Double, _ b: Double) -> Bool {
    !equates(a, b) && !(a.isNaN && b.isNaN)
  }
}

/// What one step did to one parameter, line by line.
private struct WorkedUpdate {
  let recording: Recording
  let run: Int
  let step: Int
  let update: Update
  /// Those of the whole step, then the parameter's own.
  let lines: [Line]
  let values: [Double]
  let gradient: Double
  /// Where formulas end: at the gradients.
  private let gradients: Set<NodeID>

  init(_ recording: Recording, _ update: Update, of program: Program, step: Int, run: Int) {
    self.recording = recording
    self.run = run
    self.step = step
    self.update = update
    lines = program.common + update.lines
    var valuation = recording.valuation(inStep: step, ofRun: run)
    values = lines.map { valuation.value(of: $0.node, in: recording.graph) }
    gradient = valuation.value(of: update.gradient, in: recording.graph)
    gradients = Set(program.updates.map(\.gradient))
  }

  func parting(from other: WorkedUpdate) -> Parting? {
    var agreed: Set<Label> = []
    var parted: (place: Int, otherPlace: Int)?
    for place in lines.indices where place == last(lines[place].label) {
      guard let otherPlace = other.last(lines[place].label), isAlike(place, other, otherPlace) else {
        continue
      }
      if !Rounding.separates(values[place], other.values[otherPlace]) {
        agreed.insert(lines[place].label)
      } else if parted == nil {
        parted = (place, otherPlace)
      }
    }
    guard let (place, otherPlace) = parted else { return nil }
    return Parting(
      step: step, parameter: update.parameter, label: lines[place].label, first: side(place, agreed),
      other: other.side(otherPlace, agreed))
  }

  /// Whether two lines of the same name speak of the same thing.
  private func isAlike(_ place: Int, _ other: WorkedUpdate, _ otherPlace: Int) -> Bool {
    guard case .state = lines[place].label.kind, lines[place].replaces != nil else { return true }
    return shape(place).isLike(other.shape(otherPlace))
  }

  private func shape(_ place: Int) -> LineShape {
    LineShape(recording, lines[place], among: lines, gradients: gradients)
  }

  /// The last line with a name on its left.
  private func last(_ label: Label) -> Int? {
    lines.lastIndex { $0.label == label }
  }

  /// A line and those that lead up to it, without what both have in common.
  private func side(_ place: Int, _ agreed: Set<Label>) -> Parting.Side {
    let known = Set(lines.indices.filter { agreed.contains(lines[$0].label) && $0 == last(lines[$0].label) })
    let below = recording.graph.nodes(
      below: lines[place].node, endingAt: gradients.union(known.map { lines[$0].node }))
    let leading = lines.indices.filter {
      $0 < place && !known.contains($0) && below.contains(lines[$0].node) && !isGradientAgain($0)
    }
    return Parting.Side(
      run: run, update: update, lines: leading.map { lines[$0] } + [lines[place]], value: values[place])
  }

  /// Whether a line says `d = g + 0·θ`, which is no news; a `m̂` that comes out as g has a story of its own.
  private func isGradientAgain(_ place: Int) -> Bool {
    guard values[place] == gradient else { return false }
    let below = recording.graph.nodes(below: lines[place].node, endingAt: gradients)
    return !lines.contains { below.contains($0.node) }
  }
}
