import Dispatch
import Letters
import Testing

import class Foundation.Thread

@testable import Language

/// Carries a result from one thread to another; the semaphore orders its uses.
private final class Box<T>: @unchecked Sendable {
  var value: T?
}

/// Runs on a thread with the small stack that other threads than the main one have on some systems. Frames of debug
/// builds are several times as large.
private func onSmallStack<T: Sendable>(_ work: @escaping @Sendable () -> T) -> T {
  let box = Box<T>()
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    box.value = work()
    done.signal()
  }
  #if DEBUG
    thread.stackSize = 4 << 20
  #else
    thread.stackSize = 512 << 10
  #endif
  thread.start()
  done.wait()
  return box.value!  // set before the signal
}

@Suite struct HostileTests {
  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  /// Everything that can stand inside itself, `count` times.
  private static func nested(_ count: Int) -> [String] {
    [
      times("(", count) + "x" + times(")", count), times("|", count) + "x" + times("|", count),
      times("√", count) + "x", times("2^", count) + "x", times("2^-", count) + "x",
      times("Σ[i] ", count) + "x",
      times("f(", count) + "x" + times(")", count), times("x[", count) + "1" + times("]", count),
      times("where(", count) + "x" + times(", 1, 2)", count), times("∂(", count) + "x" + times(")/∂x", count),
      times("grad(", count) + "x" + times(", x)", count),
      times("a·(-(1 + ", count / 2) + "x" + times("))", count / 2),
      times("Σ[i=1..", count) + "1" + times("] x", count), times("L@(", count) + "1" + times(")", count),
    ]
  }

  @Test func deepestNestingFitsASmallStack() {
    let trees = onSmallStack {
      HostileTests.nested(Limits.nesting / 2).map { text in
        let source = Source(name: "", text: text)
        guard case .success(let tree) = Parser.parseExpression(source, in: Span(0, source.bytes.count)) else {
          return ""
        }
        return ExpressionPrinter.text(tree)
      }
    }
    for (text, printed) in zip(HostileTests.nested(Limits.nesting / 2), trees) {
      #expect(!printed.isEmpty, "\(text.prefix(40))")
    }
  }

  @Test(arguments: 0..<14) func tooDeepNestingIsOneDiagnostic(_ index: Int) {
    let messages = onSmallStack {
      parse("x = " + HostileTests.nested(30_000)[index]).diagnostics.map(\.message)
    }
    #expect(messages.count == 1)
    #expect(messages.first?.contains("nested more than") == true)
  }

  @Test(arguments: ["a + ", "a - ", "a·", "a/", "-"])
  func chainsUpToTheLimitFitASmallStack(_ link: String) {
    let text = HostileTests.times(link, Limits.treeHeight - 1) + "a"
    let printed = onSmallStack {
      let source = Source(name: "", text: text)
      guard case .success(let tree) = Parser.parseExpression(source, in: Span(0, source.bytes.count)) else {
        return ""
      }
      return ExpressionPrinter.text(tree)
    }
    #expect(printed == text)
  }

  @Test(arguments: ["a+", "-", "a*-"]) func longerChainsAreOneDiagnostic(_ link: String) {
    let messages = parse("x = " + HostileTests.times(link, 300_000) + "a").diagnostics.map(\.message)
    #expect(messages.count == 1)
    #expect(messages.first?.contains("chains more than") == true)
  }

  @Test func longLineIsOneDiagnostic() {
    let result = parse("y = 1\nx = " + HostileTests.times("a+", 1_000_000) + "a\nz = 2")
    #expect(result.diagnostics.map(\.message) == ["this line is longer than 1048576 bytes"])
    #expect(result.statements.count == 2)
  }

  @Test func longSourceIsOneDiagnostic() {
    let result = parse(HostileTests.times("x = 1\n", 3_000_000))
    #expect(result.diagnostics.count == 1)
  }

  @Test func longNamesAndNumbersAreRefused() {
    #expect(parse("x = " + HostileTests.times("a", 5_000)).diagnostics.count == 1)
    #expect(parse("x = " + HostileTests.times("1", 5_000)).diagnostics.count == 1)
    #expect(parse("x = y" + HostileTests.times("²", 5_000)).diagnostics.count == 1)
  }

  @Test func manyUnclosedBracketsAreFast() {
    let result = parse(HostileTests.times("x = (\n", 100_000))
    #expect(result.diagnostics.count == 1)
  }

  /// In quadratic time it would take minutes.
  @Test func largeArraysAreRead() {
    let text = "param x = [" + HostileTests.times("1, -2.5, 3e-4, 0.25,\n", 80_000) + "0]"
    #expect(parse(text).diagnostics.isEmpty)
  }
}
