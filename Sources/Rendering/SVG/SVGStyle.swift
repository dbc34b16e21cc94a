/// How drawings and charts look, as style sheets.
///
/// `rules` name no colour: a page that sets the variables of `light` and `dark` itself has drawings in its own colours.
package enum SVGStyle {
  /// Variables, once for each scheme.
  package static let light: [(name: String, value: String)] = [
    ("paper", "#fdfdfb"), ("ink", "#1c1d20"), ("soft", "#5a5f68"), ("line", "#d9d9d2"), ("card", "#ffffff"),
    ("parameter", "#cdeccb"), ("given", "#cfe3f7"), ("output", "#f9d3ce"), ("constant", "#ecebe6"),
    ("value", "#14406e"), ("gradient", "#963600"), ("pill", "#c2410c"), ("on-pill", "#ffffff"),
    ("positive", "#1d5fa8"), ("negative", "#c2410c"),
    ("curve-1", "#1d5fa8"), ("curve-2", "#c2410c"), ("curve-3", "#2b7a3f"), ("curve-4", "#8e3ea8"),
    ("curve-5", "#8a6700"), ("curve-6", "#0b7a7a"),
  ]
  package static let dark: [(name: String, value: String)] = [
    ("paper", "#16181c"), ("ink", "#e6e5e0"), ("soft", "#a2a6ad"), ("line", "#3a3e45"), ("card", "#1f2227"),
    ("parameter", "#1e4024"), ("given", "#1f3a56"), ("output", "#5a2723"), ("constant", "#2b2d31"),
    ("value", "#9ccaff"), ("gradient", "#ffb084"), ("pill", "#ff8a4c"), ("on-pill", "#000000"),
    ("positive", "#5aa2f0"), ("negative", "#f07f42"),
    ("curve-1", "#6db0f7"), ("curve-2", "#ff9a66"), ("curve-3", "#7ccf8d"), ("curve-4", "#d59cf0"),
    ("curve-5", "#e0c050"), ("curve-6", "#5fd0d0"),
  ]

  package static let sans = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', sans-serif"
  package static let serif =
    "Charter, 'Bitstream Charter', 'Iowan Old Style', Georgia, 'Liberation Serif', 'DejaVu Serif', serif"

  package static let rules = """
    .drawing text { font: 12px \(sans); fill: var(--ink); }
    .drawing .card > rect { fill: var(--card); stroke: var(--soft); }
    .drawing .card.parameter > rect { fill: var(--parameter); }
    .drawing .card.given > rect { fill: var(--given); }
    .drawing .card.output > rect { fill: var(--output); }
    .drawing .card.constant > rect { fill: var(--constant); }
    .drawing .card.rest > rect { fill: none; stroke-dasharray: 4 3; }
    .drawing .card text { text-anchor: middle; }
    .drawing .card .name { font: italic 600 13px \(serif); }
    .drawing .name .sub { font-size: 10px; }
    .drawing .card .alias, .drawing .card .shape, .drawing .card .note { font-size: 11px; fill: var(--soft); }
    .drawing .card .formula { font: italic 12px \(serif); fill: var(--soft); }
    .drawing .value { fill: var(--value); font-variant-numeric: tabular-nums; }
    .drawing .gradient { fill: var(--gradient); font-variant-numeric: tabular-nums; }
    .drawing .card .badge rect { fill: var(--paper); stroke: var(--soft); }
    .drawing .card .badge text { font-weight: 600; }
    .drawing .card .order { font-size: 9px; fill: var(--soft); text-anchor: end; }
    .drawing .card .cell { stroke: none; fill: var(--positive); }
    .drawing .card .cell.negative { fill: var(--negative); }
    .drawing .card .in-cell { font-size: 10px; fill: var(--ink); font-variant-numeric: tabular-nums; }
    .drawing .card .shape, .drawing .edge-note { text-anchor: end; }
    .drawing .card .start { text-anchor: start; }
    .drawing .edge { fill: none; stroke: var(--soft); stroke-width: 1.2; }
    .drawing .edge.rest, .drawing .edge.across { stroke-dasharray: 5 3; }
    .drawing .edge-note { font-size: 9px; fill: var(--soft); }
    .drawing .pill rect { fill: var(--pill); }
    .drawing .pill text { font-size: 11px; font-weight: 600; fill: var(--on-pill); text-anchor: middle; }
    .drawing .frame { fill: none; stroke: var(--line); }
    .drawing .frame-title { font-size: 11px; fill: var(--soft); }
    .drawing .key { font-size: 11px; fill: var(--soft); text-anchor: start; }
    .drawing .key.value { fill: var(--value); }
    .drawing .key.gradient { fill: var(--gradient); }
    .chart text { font: 11px \(sans); fill: var(--soft); font-variant-numeric: tabular-nums; }
    .chart .label, .chart .title { fill: var(--ink); }
    .chart .title { font-weight: 600; }
    .chart .tick { text-anchor: middle; }
    .chart .tick.left { text-anchor: end; }
    .chart .axis, .chart .grid { fill: none; stroke: var(--soft); }
    .chart .grid { stroke: var(--line); }
    .chart .grid.zero { stroke: var(--soft); stroke-dasharray: 2 3; }
    .chart .curve { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
    .chart .contour { fill: none; stroke: var(--soft); stroke-width: 0.8; }
    .chart .height { font-size: 10px; text-anchor: middle; paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
    .chart .band { fill-opacity: 0.25; stroke: none; }
    .chart .steps { fill: none; stroke-width: 4; stroke-linecap: round; }
    .chart .start { fill: var(--paper); stroke-width: 2; }
    \(curves)

    """

  /// The colours of curves, whose dashes and marks differ too.
  private static let curves = (1...6).map { number in
    let dashes = ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 4"][number - 1]
    return """
      .chart .c\(number) { stroke: var(--curve-\(number)); }
      .chart .dot.c\(number), .chart .band.c\(number) { fill: var(--curve-\(number)); stroke: none; }
      .chart .curve.c\(number) { stroke-dasharray: \(dashes.isEmpty ? "none" : dashes); }
      """
  }.joined(separator: "\n")

  /// A whole style sheet, for a picture that stands alone.
  static var alone: String {
    """

    svg { \(variables(light)) color-scheme: light dark; background: var(--paper); }
    @media (prefers-color-scheme: dark) { svg { \(variables(dark)) } }
    .paper { fill: var(--paper); }
    .heading { font: 600 14px \(sans); fill: var(--ink); }
    \(rules)
    """
  }

  package static func variables(_ variables: [(name: String, value: String)]) -> String {
    variables.map { "--\($0.name): \($0.value);" }.joined(separator: " ")
  }
}
