import Letters

/// What help is there for that is no command.
enum HelpTopic: String, CaseIterable {
  case json
  case jsonSchema = "json-schema"

  var text: String {
    switch self {
    case .json: HelpTopic.documentOfARun
    case .jsonSchema: CarriedSchemas.files.first { $0.path == "nntrace-2.json" }?.text ?? ""
    }
  }

  /// What is in the document, for those who read it with a program.
  private static let documentOfARun = """
    --format json writes what one run of a lesson, or of nntrace trace, recorded: one document of
    the form nntrace/2. 'nntrace help json-schema' prints its JSON Schema, with each member's meaning.

      header    the front matter: title, summary, source, before, after, …
      nodes     the graph, each node once, operands before their users. All other parts name a
                node by its index here: {"op": "mul", "operands": [5, 10], "name": "z"}, or of a
                leaf {"kind": "parameter", "start": 0.8, "name": "w"}
      families  which nodes are W[1,1], W[1,2], …
      rules     the kinds of training steps: optimizer, batch, loss, and what is done to each
                parameter, as lines of text with their nodes
      runs      where each begins, the steps it makes by which rules, and its history: a table
                with a row after every step, of the loss and the parameters, if it makes any
      claims    each with both sides as nodes, relation, tolerance, what was expected and what is
                actual, whether it holds and is as stated, and the slips behind a false number
      final     the loss and the parameters at the end
      page      what text and pages show, item by item in reading order: prose, source, given,
                equation, value, shown, table, comparison, parting, chart, drawing, question,
                answer, claims, note, omitted; and section, which has items of its own. Claims are
                named by their index

    A number on the page is {"node": 16, "value": 0.09999999999999998, "text": "0.1"}: value has all
    digits, text those of --digits. Where rounding leaves fewer sure, text begins with ~ and
    sureDigits says how many are. Read after 3 steps of run 0, its item has "at": {"run": 0, "step": 3};
    with "inStep": true, it was read in that step, when its gradients are known. NaN and the
    infinities are the strings "NaN", "Infinity" and "-Infinity".

    --step chooses the steps of the page and the rows of histories. --detail full shows all items
    whole, and adds state and gradients to histories; --detail brief leaves the workings and
    histories out. Of a run of more than 100,000 steps every so many make a row.

    The loss that each run ends with, in Python (plt.plot(values) draws it over all steps):

      import json, sys
      for run in json.load(sys.stdin)["runs"]:
          history = run.get("history", {"columns": [], "rows": []})
          for column, values in zip(history["columns"], zip(*history["rows"])):
              if column["kind"] == "loss":
                  print(run.get("member", "the lesson's run"), column["name"], values[-1])

    The claims that are not as stated, with jq:

      nntrace lesson ./mine.md --format json | jq '.claims[] | select(.asStated | not) | .text'

    """
}
