import Autodiff

/// Everything one lesson did, enough to render it in any form.
///
/// A run is determined by its leaves: `valuation(at:)` recomputes the value of any node in any step, bit for bit.
public struct Recording: Sendable {
  /// The lesson's front matter, in order: `title`, `summary`, `level`, `source`, `language`, ….
  package var header: [(key: String, value: String)] = []
  package var graph = Graph()
  package var programs: [Program] = []
  package var runs: [Run] = []
  package var claims: [Claim] = []
  package var asks: [Ask] = []
  package var events: [Event] = []
  /// Groups of nodes with one name and running indices, in the order of their definition: `W` → `W[1,1]`, `W[1,2]`, ….
  package var families: [Family] = []

  /// Where the values of computed constants were read.
  package var origins = LeafFacts<Origin>()
  /// The bytes of the numbers that leaves were given, in the lesson's file.
  package var leafBytes = LeafFacts<Range<Int>>()
  /// The numbers that the lesson gives to names, in the order of its text.
  package var fields: [Field] = []
  /// What decided how the graph was built, and cannot change without building it anew.
  package var deciders = Deciders()

  /// The nudged steps that are known already; see `NudgedRuns`.
  package var nudgedActs: [NudgedRuns.Place: NudgedRuns.Act] = [:]

  package init() {}

  /// A value of the front matter; nil if the lesson has none of this key.
  package func header(_ key: String) -> String? {
    header.first { $0.key == key }?.value
  }

  /// The `compare` member that made a run; nil for the lesson's own runs.
  package func member(ofRun run: Int) -> RuleCall? {
    runs.indices.contains(run) ? runs[run].member : nil
  }

  /// The loss that a program minimises, over the whole data where the program has only a batch of it.
  package func wholeLoss(of program: Program) -> NodeID? {
    guard let loss = program.loss, !program.batch.isEmpty, let label = graph.label(of: loss) else {
      return program.loss
    }
    // Batches are made after the definition they take their members from.
    for raw in 0..<loss.raw where graph.label(of: NodeID(raw)) == label { return NodeID(raw) }
    return loss
  }
}

/// The members of an index family, in index order.
package struct Family: Sendable {
  package let name: String
  package let members: [(indices: [Int], node: NodeID)]

  package init(name: String, members: [(indices: [Int], node: NodeID)]) {
    self.name = name
    self.members = members
  }
}
