/// Numbers that look random and are the same in every run on every machine, so that a failure can be repeated
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators": SplitMix64).
package struct Draws: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to `limit` - 1; 0 if there is none.
  package mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

  /// One of the choices, of which there is at least one.
  package mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}
