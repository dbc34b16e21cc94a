import Letters
import Presentation
import Rendering
import Trace

/// For other programs: what is not as stated, as one document.
extension CheckReport {
  func writeJSON(to output: inout Output) {
    var json = JSONWriter("")
    json.object { json in
      json.member("schema", "nntrace-check/1")
      json.array("lessons") { json in
        for lesson in lessons {
          json.line()
          json.object { write(lesson, to: &$0) }
        }
        json.line()
      }
      json.line()
      json.member("summary", summary)
      json.line()
    }
    output.write(json.finish())
  }

  private func write(_ lesson: CheckedLesson, to json: inout JSONWriter<String>) {
    json.member("name", lesson.name)
    json.member("claims", lesson.claims.count)
    json.array("notAsStated") { json in
      for claim in lesson.notAsStated {
        json.line()
        json.object { json in
          json.members(of: claim)
          json.array("slips") { json in
            for slip in claim.explanation.slips { json.element(SlipWords.text(slip)) }
          }
        }
      }
    }
    if options.slips {
      json.array("indistinct") { json in
        for found in lesson.indistinct {
          json.object { json in
            json.member("line", lesson.claims[found.claim].statement.line)
            json.array("sameAsRight") { json in
              for mistake in found.hidden { json.element(SlipWords.text(mistake)) }
            }
            json.array("alike") { json in
              for (one, two) in found.alike {
                json.array { json in
                  json.element(SlipWords.text(one))
                  json.element(SlipWords.text(two))
                }
              }
            }
          }
        }
      }
    }
    json.array("errors") { json in
      for diagnostic in lesson.diagnostics {
        json.object { json in
          json.member("line", lesson.source.line(at: diagnostic.span.start))
          json.member("message", diagnostic.message)
          json.member("help", diagnostic.help)
        }
      }
    }
  }
}
