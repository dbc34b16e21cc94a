/// A graph that is recorded by calculating: Swift's operators on the scalars of a tape append to it.
///
/// ```swift
/// let tape = Tape()
/// let w = tape.parameter("w", 0.5), x = tape.input("x", 2)
/// let loss = (w * x - 1).squared().named("L")
/// print(loss.value, tape.gradient(of: loss, withRespectTo: [w])[0].value)
/// ```
///
/// A tape is used from one thread at a time.
public final class Tape {
  package var graph = Graph()
  /// The values at the current leaves.
  package var valuation = Valuation()

  public init() {}

  /// A leaf that is trained.
  public func parameter(_ name: String, _ value: Double) -> Scalar { leaf(.parameter, name, value) }

  /// A leaf that holds data.
  public func input(_ name: String, _ value: Double) -> Scalar { leaf(.input, name, value) }

  /// A fixed number with a name; plain numbers in a formula need none.
  public func constant(_ name: String, _ value: Double) -> Scalar {
    leaf(.constant(spelling: Graph.spelling(of: value)), name, value)
  }

  private func leaf(_ kind: Leaf, _ name: String, _ value: Double) -> Scalar {
    Scalar(self, graph.leaf(kind, value, label: Label(name)))
  }

  /// The adjoints of `scalars`, ∂output/∂scalar: scalars of this tape, which can be differentiated again.
  ///
  /// Where `output` does not depend on a scalar, its adjoint is the constant 0. Scalars between the leaves
  /// have adjoints if they depend on a leaf or have a name.
  public func gradient(of output: Scalar, withRespectTo scalars: [Scalar]) -> [Scalar] {
    check(output)
    graph.gradient(of: output.node)
    return scalars.map { scalar in
      check(scalar)
      return Scalar(self, graph.adjoint(of: output.node, to: scalar.node) ?? graph.constant(0))
    }
  }

  func check(_ scalar: Scalar) {
    precondition(scalar.tape === self, "the scalar belongs to another tape")
  }

  /// The number of nodes recorded so far.
  public var count: Int { graph.count }
}
