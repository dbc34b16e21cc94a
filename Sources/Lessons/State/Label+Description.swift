import Autodiff

extension Label {
  /// `W[1,2]`, as a message names it.
  var description: String {
    indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ","))]"
  }
}
