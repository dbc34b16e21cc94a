import Language

/// Names and what each stands for, in the order in which they were given.
///
/// A rule or a macro knows a handful of names: going through them takes a third of what hashing and growing a hash
/// table take. Only where there are many is a dictionary of their places kept beside them.
struct NameTable<Value: Sendable>: Sendable {
  private(set) var keys: [Key] = []
  private var values: [Value] = []
  /// The place of each name; empty while there are few.
  private var places: [Key: Int] = [:]

  private static var few: Int { 16 }

  private func place(of key: Key) -> Int? {
    keys.count > NameTable.few ? places[key] : keys.firstIndex(of: key)
  }

  /// - Complexity: O(1).
  subscript(key: Key) -> Value? { place(of: key).map { values[$0] } }

  func contains(_ key: Key) -> Bool { place(of: key) != nil }

  mutating func set(_ key: Key, to value: Value) {
    if let place = place(of: key) {
      values[place] = value
      return
    }
    keys.append(key)
    values.append(value)
    if keys.count == NameTable.few + 1 {
      for (place, key) in keys.enumerated() { places[key] = place }
    } else if keys.count > NameTable.few {
      places[key] = keys.count - 1
    }
  }
}

/// Names without more.
typealias NameSet = NameTable<Void>

extension NameTable<Void> {
  mutating func insert(_ key: Key) { set(key, to: ()) }
}
