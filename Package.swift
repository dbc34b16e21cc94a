// swift-tools-version: 6.0
import PackageDescription

/// The walls of the house: each target imports only what is named here, and data flows one way.
let package = Package(
  name: "nntrace",
  platforms: [.macOS(.v13)],
  products: [
    .library(name: "NeuralTrace", targets: ["Autodiff", "Trace", "Presentation", "Rendering"]),
    .executable(name: "nntrace", targets: ["nntrace"]),
  ],
  targets: [
    .target(name: "Letters"),
    .target(name: "Autodiff", dependencies: ["Letters"]),
    .target(name: "Language", dependencies: ["Autodiff", "Letters"]),
    .target(name: "Trace", dependencies: ["Autodiff", "Letters"]),
    .target(name: "LessonMarkdown", dependencies: ["Trace", "Letters"]),
    .target(
      name: "Lessons", dependencies: ["LessonMarkdown", "Language", "Trace", "Autodiff", "Letters"],
      exclude: ["carried"], plugins: ["CarryFiles"]),
    .target(name: "Slips", dependencies: ["Lessons", "Language", "Trace", "Autodiff", "Letters"]),
    .target(
      name: "Quiz",
      dependencies: ["Presentation", "Slips", "Lessons", "Language", "Trace", "Autodiff", "Letters"]),
    .target(name: "Presentation", dependencies: ["Trace", "Autodiff", "Letters"]),
    .target(
      name: "Rendering", dependencies: ["Presentation", "Trace", "Autodiff", "Letters"],
      exclude: ["HTML/Page"], plugins: ["CarryFiles"]),
    .executableTarget(
      name: "nntrace",
      dependencies: [
        "Autodiff", "Language", "Letters", "LessonMarkdown", "Trace", "Lessons", "Slips", "Quiz",
        "Presentation",
        "Rendering",
      ], plugins: ["CarryFiles"]),
    .executableTarget(
      name: "Benchmarks", dependencies: ["Autodiff", "Language", "Letters", "Trace", "Lessons"]),

    // Writes the files of `lessons/` and `schemas/`, and those of the page, as Swift string literals, so that the binary carries them.
    .executableTarget(name: "carry-files", path: "Sources/CarryFiles"),
    .plugin(
      name: "CarryFiles", capability: .buildTool(), dependencies: ["carry-files"],
      path: "Sources/CarryFilesPlugin"),

    .target(name: "TestSupport", path: "Tests/TestSupport", exclude: ["Sketches"]),
    .testTarget(name: "LettersTests", dependencies: ["Letters"]),
    .testTarget(name: "AutodiffTests", dependencies: ["Autodiff", "TestSupport"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "Autodiff", "Letters", "TestSupport"]),
    .testTarget(name: "LessonMarkdownTests", dependencies: ["LessonMarkdown", "Letters", "Trace"]),
    .testTarget(name: "TraceTests", dependencies: ["Trace", "Autodiff", "Letters", "Lessons", "Language"]),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Lessons", "LessonMarkdown", "Language", "Letters", "Trace", "Autodiff", "Slips", "Rendering",
        "TestSupport",
      ],
      exclude: ["Data", "Digits", "Malformed", "Reference"]),
    .testTarget(
      name: "SlipsTests",
      dependencies: [
        "Slips", "Presentation", "Lessons", "Language", "Letters", "Trace", "Autodiff", "TestSupport",
      ]),
    .testTarget(
      name: "QuizTests", dependencies: ["Quiz", "Lessons", "Presentation", "Letters", "Trace", "Autodiff"]),
    .testTarget(
      name: "PresentationTests", dependencies: ["Presentation", "Lessons", "Letters", "Trace", "Autodiff"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Presentation", "Rendering", "Slips", "Lessons", "LessonMarkdown", "Language", "Letters", "Trace",
        "Autodiff", "TestSupport",
      ],
      exclude: ["Golden", "Lessons"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "nntrace", "Autodiff", "Letters", "Trace", "Presentation", "Rendering", "TestSupport",
      ],
      exclude: ["Resources"]),
  ],
  swiftLanguageModes: [.v6]
)
