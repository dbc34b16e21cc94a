import Autodiff
import Testing

@Suite struct TapeTests {
  @Test func theExampleOfTheDocumentation() {
    let tape = Tape()
    let w = tape.parameter("w", 0.5)
    let x = tape.input("x", 2)
    let loss = (w * x - 1).squared().named("L")
    #expect(loss.value == 0)
    w.set(1)
    #expect(loss.value == 1)
    #expect(tape.gradient(of: loss, withRespectTo: [w, x]).map(\.value) == [4, 2])
    x.set(3)
    #expect(tape.gradient(of: loss, withRespectTo: [w, x]).map(\.value) == [12, 4])
  }

  @Test func derivativesOfDerivatives() {
    let tape = Tape()
    let x = tape.parameter("x", 2)
    let y = x.power(4)
    let first = tape.gradient(of: y, withRespectTo: [x])[0]
    let second = tape.gradient(of: first, withRespectTo: [x])[0]
    #expect([first.value, second.value] == [32, 48])
  }

  @Test func noDependenceIsZero() {
    let tape = Tape()
    let x = tape.parameter("x", 2)
    let z = tape.parameter("z", 2)
    #expect(tape.gradient(of: x * 3, withRespectTo: [z])[0].value == 0)
  }

  @Test func functions() {
    let tape = Tape()
    let x = tape.input("x", 0.5)
    #expect(max(x, 1).value == 1)
    #expect(clip(x * 10, -1, 1).value == 1)
    #expect(select(x > 0, -x, x).value == -0.5)
    #expect(sum([x, x, 1 / x]).value == 3)
    #expect((2 - x + 3 * x / 4).value == 1.875)
    #expect(round(x, decimals: 0).value == 1)
    #expect(leakyRelu(-x, slope: 0.5).value == -0.25)
    #expect(tape.gradient(of: tanh(x), withRespectTo: [x])[0].value == 1 - tanh(x).value * tanh(x).value)
  }

  @Test func scalarsOfTwoTapesDoNotMix() async {
    await #expect(processExitsWith: .failure) {
      let a = Tape().input("a", 1)
      let b = Tape().input("b", 1)
      _ = a + b
    }
  }
}
