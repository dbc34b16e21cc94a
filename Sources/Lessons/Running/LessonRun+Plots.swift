import Autodiff
import Language
import Letters
import Trace

/// Plots: over steps, indices and leaves, and against each other.
extension LessonRun {
  mutating func plot(_ syntax: PlotSyntax, at span: Span) throws {
    let plotted: Plotted =
      switch syntax.ground {
      case .steps: try overSteps(syntax.expressions, at: span)
      case .index(let name): try overIndex(syntax.expressions, name)
      case .leaves(let sweeps, let points):
        try overLeaves(syntax.expressions, sweeps, points: points, at: span)
      case .values(let x): try against(syntax.expressions, x, at: span)
      }
    state.growLeaves()
    tell(.plot(plotted))
  }

  private mutating func overSteps(_ expressions: [Expression], at span: Span) throws -> Plotted {
    let shown = try Showing(expressions: expressions, isPlot: true).shown(&elaborator)
    if state.moment.step > 0 { return .overSteps(shown, until: state.moment) }
    if shown.contains(where: { !$0.indices.isEmpty }) { return .overIndex(shown, state.moment) }
    throw Failure(
      "there is nothing to plot: no step has been taken", at: span,
      help: "plot after minimize or step, or over a range: plot … over x = -4..4")
  }

  private mutating func overIndex(_ expressions: [Expression], _ index: Name) throws -> Plotted {
    if let place = state.scope.find(index.key) {
      throw Failure(
        "\(index.text) is \(state.scope[place].description), not an index", at: index.span,
        help: "to vary it, give its range: over \(index.text) = -4..4",
        notes: [Diagnostic.Note("\(index.text) is defined here", at: state.scope[place].name.span)])
    }
    var shown: [Shown] = []
    for expression in expressions {
      guard let place = elaborator.freeIndices([expression]).firstIndex(where: { $0.key == index.key }) else {
        let text = source.text(expression.span)
        throw Failure(
          "\(index.text) is no free index of \(text)", at: expression.span,
          help: elaborator.bareFamily(in: expression) == nil
            ? "to vary a number, give its range: over \(index.text) = -4..4"
            : "write \(text)[\(index.text)]")
      }
      let values = try Showing(expressions: [expression]).shown(&elaborator)
      // The index is the last, and the values of one curve follow one another.
      let turned = values.map { value in
        var indices = value.indices
        indices.append(indices.remove(at: place))
        return Shown(value.title, node: value.node, indices: indices)
      }
      shown += turned.sorted { $0.indices.lexicographicallyPrecedes($1.indices) }
    }
    return .overIndex(shown, state.moment)
  }

  // MARK: Against each other

  private mutating func against(
    _ expressions: [Expression], _ x: Expression, at span: Span
  ) throws -> Plotted {
    func isOneNumber(_ expression: Expression) -> Bool {
      elaborator.bareFamily(in: expression) == nil && elaborator.freeIndices([expression]).isEmpty
    }
    let text = source.text(x.span)
    if isOneNumber(x) {
      if let family = expressions.first(where: { !isOneNumber($0) }) {
        throw Failure(
          "\(source.text(family.span)) has many values, and \(text) only one", at: family.span,
          help: "plot a family against one of the same indices, or one of its members")
      }
      guard state.moment.step > 0 else {
        throw Failure(
          "there is nothing to plot: no step has been taken", at: span,
          help: "one number against another is drawn step by step: plot after minimize or step")
      }
      let shown = try Showing(expressions: expressions + [x], isPlot: true).shown(&elaborator)
      guard let last = shown.last, shown.count == expressions.count + 1 else {
        throw Failure("\(text) has a value for each parameter", at: x.span, help: "write \(text)[w]")
      }
      return .stepsAgainst(Array(shown.dropLast()), last, until: state.moment)
    }
    let across = try Showing(expressions: [x]).shown(&elaborator)
    var series: [[Shown]] = []
    for expression in expressions {
      let shown = try Showing(expressions: [expression]).shown(&elaborator)
      guard shown.map(\.indices) == across.map(\.indices) else {
        throw Failure(
          "\(source.text(expression.span)) and \(text) have not the same indices: "
            + "\(shown.count.counted("value")) against \(across.count)", at: expression.span)
      }
      series.append(shown)
    }
    if series.count * across.count > LessonLimits.dots {
      throw Failure("this plot has more than \(LessonLimits.dots) dots", at: span, help: "plot fewer samples")
    }
    return .membersAgainst(series, across, state.moment)
  }

  // MARK: Over leaves

  private mutating func overLeaves(
    _ expressions: [Expression], _ sweeps: [SweepSyntax], points: Expression?, at span: Span
  ) throws -> Plotted {
    let points = try self.points(points, ofMap: sweeps.count > 1)
    var ranges: [(low: Double, high: Double)] = []
    for sweep in sweeps { ranges.append(try range(sweep)) }
    var own: [Int] = []
    defer { for place in own { state.scope.hide(place) } }
    var made: [Sweep] = []
    for (syntax, range) in zip(sweeps, ranges) {
      let (leaf, place) = try elaborator.variedLeaf(syntax.leaf, start: range.low)
      if let place { own.append(place) }
      guard !made.contains(where: { $0.leaf == leaf }) else {
        throw Failure("\(source.text(syntax.leaf.span)) is varied twice", at: syntax.leaf.span)
      }
      made.append(
        Sweep(leaf: leaf, low: range.low, high: range.high, points: points, isOwn: place != nil))
    }
    let shown = try Showing(expressions: expressions).shown(&elaborator)
    for (syntax, sweep) in zip(sweeps, made) {
      let isRead = expressions.contains { $0.mentions(syntax.leaf.name.key) }
      if !isRead, !elaborator.graph.depends(shown.map(\.node), on: sweep.leaf) {
        throw Failure(
          "nothing here depends on \(source.text(syntax.leaf.span))", at: syntax.leaf.span,
          help: sweep.isOwn ? "it is no name of the lesson, so the plot must use it itself" : nil)
      }
    }
    let cost = elaborator.graph.nodes(below: shown.map(\.node)).count
    state.plotted += cost * points * (sweeps.count > 1 ? points : 1)
    if state.plotted > state.limits.plotted {
      throw Failure(
        "the plots of this lesson take more than \(state.limits.plotted) evaluations", at: span,
        help: "plot fewer points: … in 50 points")
    }
    let paths = made.contains(where: \.isOwn) ? [] : trained
    guard made.count > 1 else {
      return .overLeaf(shown, made[0], state.moment, paths: shown.count == 1 ? paths : [])
    }
    guard shown.count == 1 else {
      throw Failure(
        "over two names one value is drawn, found \(shown.count)", at: span,
        help: "give each a plot of its own")
    }
    return .overPlane(shown[0], made[0], made[1], state.moment, paths: paths)
  }

  private mutating func points(_ points: Expression?, ofMap isMap: Bool) throws -> Int {
    guard let points else { return isMap ? 65 : 257 }
    let count = try elaborator.integer(points, Environment(.reading))
    let most = isMap ? LessonLimits.pointsOfMap : LessonLimits.pointsOfCurve
    guard (2...most).contains(count) else {
      throw Failure(
        "a \(isMap ? "map" : "curve") has 2 to \(most) points\(isMap ? " each way" : ""), found \(count)",
        at: points.span)
    }
    return count
  }

  private mutating func range(_ sweep: SweepSyntax) throws -> (low: Double, high: Double) {
    var ends: [Double] = []
    for end in [sweep.low, sweep.high] {
      try elaborator.checkNames([end])
      let value = state.value(of: try elaborator.node(end, Environment(.reading)))
      guard value.isFinite else {
        throw Failure("the end of a range must be finite, found \(NumberFormat.exact(value))", at: end.span)
      }
      ends.append(value)
    }
    let (low, high) = (ends[0], ends[1])
    let (first, last) = (source.text(sweep.low.span), source.text(sweep.high.span))
    if low > high {
      throw Failure(
        "this range runs backwards", at: sweep.span,
        help: "the lower end comes first: \(source.text(sweep.leaf.span)) = \(last)..\(first)")
    }
    if low == high {
      throw Failure("this range is empty: both ends are \(NumberFormat.exact(low))", at: sweep.span)
    }
    guard (high - low).isFinite, high - low > 1e-9 * max(low.magnitude, high.magnitude) else {
      throw Failure(
        high - low < 1 ? "this range is too narrow to be drawn" : "this range is too wide to be drawn",
        at: sweep.span)
    }
    return (low, high)
  }
}

extension Elaborator {
  /// The leaf that a plot varies: a param or an input of the lesson, or for a name that is not defined a leaf of the plot's
  /// own, with the place of its entry.
  mutating func variedLeaf(_ reference: Reference, start: Double) throws -> (leaf: NodeID, place: Int?) {
    let name = reference.name
    guard let place = scope.find(name.key) else {
      guard reference.subscripts.isEmpty else { throw unknown(name) }
      if constants[name.key] != nil {
        throw Failure("\(name.text) is a constant and cannot be varied", at: name.span)
      }
      let leaf = graph.leaf(.input, start, label: Label(name.text))
      var entry = Entry(name: name, kind: .leaf(.input), rank: 0)
      entry.nodes[[]] = leaf
      entry.note([])
      return (leaf, scope.add(entry))
    }
    let entry = scope[place]
    switch entry.kind {
    case .leaf(.param), .leaf(.input):
      return (try lessonMember(reference, Environment(.reading)), nil)
    case .broken: throw Failure.alreadyReported
    case .leaf(.let):
      throw Failure(
        "\(name.text) is a let, which is known before the run and cannot be varied", at: name.span,
        help: "declare it as an input, or vary a name of the plot's own", notes: [entry.definedHere])
    case .formula, .macro:
      throw Failure(
        "\(entry.description) is not a param or input and cannot be varied", at: name.span,
        help: "vary what it is made of, or a name of the plot's own", notes: [entry.definedHere])
    }
  }
}

extension Expression {
  /// Whether a name is read anywhere in it.
  fileprivate func mentions(_ key: Key) -> Bool {
    var isFound = false
    forEachDescendant { inner in
      switch inner.kind {
      case .reference(let reference), .derivative(_, let reference):
        if reference.name.key == key { isFound = true }
      default: break
      }
    }
    return isFound
  }
}
