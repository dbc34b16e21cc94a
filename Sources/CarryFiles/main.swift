// carry-files OUTPUT NAME FOLDER: writes the files of a folder, and of the folders in it, as string literals of an enum.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

func fail(_ message: String) -> Never {
  let line = Array("carry-files: error: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}

/// The paths of all files below a folder, sorted; hidden ones are left out.
func files(below root: String, in folder: String = "") -> [String] {
  guard let stream = opendir(root + "/" + folder) else { fail("cannot read the folder \(root)/\(folder)") }
  defer { closedir(stream) }
  var found: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
        String(cString: $0)
      }
    }
    if name.hasPrefix(".") { continue }
    let path = folder.isEmpty ? name : folder + "/" + name
    var status = stat()
    guard stat(root + "/" + path, &status) == 0 else { fail("cannot read \(path)") }
    if status.st_mode & S_IFMT == S_IFDIR {
      found += files(below: root, in: path)
    } else {
      found.append(path)
    }
  }
  return found.sorted()
}

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { fail("cannot read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return bytes
}

let arguments = CommandLine.arguments
guard arguments.count == 4 else { fail("usage: carry-files OUTPUT NAME FOLDER") }
let (output, type, folder) = (arguments[1], arguments[2], arguments[3])

var code = "// Written by carry-files.\n\n"
code += "/// The files of a folder, by their paths in it, in alphabetical order.\n"
code += "package enum \(type) {\n"
code += "  package static let files: [(path: String, text: String)] = [\n"
for name in files(below: folder) {
  let bytes = read(folder + "/" + name)
  let text = String(decoding: bytes, as: UTF8.self)
  guard text.utf8.elementsEqual(bytes) else { fail("\(name) is not UTF-8 text, and only text is carried") }
  code += "    (path: " + rawLiteral(name) + ", text: " + rawLiteral(text) + "),\n"
}
code += "  ]\n}\n"

guard let file = fopen(output, "wb") else { fail("cannot write \(output)") }
let bytes = Array(code.utf8)
guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
  fail("cannot write \(output)")
}
