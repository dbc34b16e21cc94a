#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The system's calls under names that the members of `Platform` do not hide.
func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }

#if canImport(Darwin)
  func systemExchange(_ one: String, _ other: String) -> Int32 { renamex_np(one, other, UInt32(RENAME_SWAP)) }
#elseif canImport(Glibc)
  // The platform's module leaves out what only Linux has.
  @_silgen_name("renameat2")
  private func renameat2(
    _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>,
    _ flags: UInt32
  ) -> Int32
  func systemExchange(_ one: String, _ other: String) -> Int32 {
    renameat2(AT_FDCWD, one, AT_FDCWD, other, 2)  // RENAME_EXCHANGE
  }
#else
  func systemExchange(_ one: String, _ other: String) -> Int32 { -1 }
#endif

func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  read(descriptor, &buffer, count)
}
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
