import CallModel

/// How a statement looks: plain and quiet, one accent, figures under each other.
enum StatementStyle {
  /// The sheet; on printed pages after the first, `running` says what they belong to.
  static func css(running: String) -> String {
    css
      + "\n@page { @top-left { content: \(string(running)); font: 8pt Helvetica, Arial, \"Liberation Sans\", sans-serif; "
      + "color: #5b6675; } }\n@page :first { @top-left { content: none; } }"
  }

  /// A CSS string: all that is no letter, digit or space of ASCII by its number, so that nothing ends it.
  static func string(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
      let isPlain =
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ": true
        default: false
        }
      if isPlain {
        escaped.unicodeScalars.append(scalar)
      } else {
        // The space belongs to the escape.
        escaped += "\\" + scalar.value.padded(to: 6, radix: 16) + " "
      }
    }
    return escaped + "\""
  }

  private static let css = """
    :root { --ink: #1b2430; --soft: #5b6675; --line: #d9dee5; --faint: #f4f6f9; --accent: #0b5d7a; --accent-2: #7fb3c6;
      --paper: #fff; color-scheme: light; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: #e9edf2; color: var(--ink); font: 15px/1.45 "Helvetica Neue", Helvetica, Arial,
      "Liberation Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
    .page { max-width: 64rem; margin: 1.5rem auto; padding: 2rem 2.25rem 2.5rem; background: var(--paper);
      border-top: 5px solid var(--accent); border-radius: 3px; box-shadow: 0 1px 3px #1b243026, 0 8px 28px #1b243014; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
    .masthead { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 1rem; }
    .masthead p { margin: 0; }
    .provider { font-size: 1.05rem; font-weight: 700; color: var(--accent); overflow-wrap: anywhere; }
    .issued { color: var(--soft); font-size: .87rem; }
    h1 { margin: 1rem 0 0; font-size: 1.7rem; line-height: 1.2; letter-spacing: -.01em; }
    .cycle { margin: .25rem 0 1.25rem; color: var(--soft); font-size: 1.05rem; }
    .badge { margin-left: .4rem; padding: .1rem .55rem; border-radius: 1rem; background: #fdf0d2; color: #7a5200;
      font-size: .8rem; white-space: nowrap; }
    .summary { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: stretch; }
    .facts { flex: 1 1 22rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .8rem 1.5rem;
      margin: 0; }
    .facts .wide { grid-column: 1 / -1; }
    dt { color: var(--soft); font-size: .8rem; }
    dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
    .nowrap { white-space: nowrap; }
    .due { flex: 0 0 auto; align-self: stretch; display: flex; flex-direction: column; justify-content: center; margin: 0;
      min-width: 13rem; padding: .9rem 1.25rem; border-radius: 6px; background: var(--accent); color: #fff; }
    .due span { font-size: .87rem; opacity: .92; }
    .due strong { font-size: 1.85rem; line-height: 1.2; white-space: nowrap; }
    h2 { margin: 2rem 0 .6rem; font-size: 1.08rem; }
    h2.plan { margin-top: 2.6rem; padding-bottom: .4rem; border-bottom: 2px solid var(--accent); font-size: 1.3rem; }
    .allowances { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: .8rem; margin: 0; padding: 0;
      list-style: none; }
    .allowances li { padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
    .allowances p { margin: 0; overflow-wrap: anywhere; }
    .zones, .shares { color: var(--soft); font-size: .87rem; }
    .shares span { white-space: nowrap; }
    .bar { display: flex; height: .55rem; margin: .5rem 0 .4rem; overflow: hidden; border-radius: .3rem; background: #e3e8ee; }
    .bar .here, .key.here { background: var(--accent); }
    .bar .others, .key.others { background: var(--accent-2); }
    .key { display: inline-block; width: .65rem; height: .65rem; margin: 0 .35rem 0 0; border-radius: 2px; }
    .use { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-size: .93rem; }
    .scroll { overflow-x: auto; }
    .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    table { width: 100%; border-collapse: collapse; font-size: .93rem; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { padding: .36rem .5rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
    th:first-child, td:first-child { padding-left: .3rem; }
    th:last-child, td:last-child { padding-right: .3rem; }
    tbody th { min-width: 9rem; font-weight: 400; overflow-wrap: break-word; }
    thead th { color: var(--soft); font-size: .8rem; font-weight: 600; white-space: nowrap;
      border-bottom: 1.5px solid var(--accent); }
    .n { text-align: right; white-space: nowrap; }
    tfoot th, tfoot td { font-weight: 700; border-bottom: 0; border-top: 1.5px solid var(--ink); }
    .calls thead th { position: sticky; top: 0; background: var(--paper); }
    .calls tbody tr:nth-child(even) { background: var(--faint); }
    .calls .d, .calls .h, .calls .o { white-space: nowrap; }
    .calls .z { min-width: 6.5rem; overflow-wrap: break-word; }
    .calls .places { display: block; font-weight: 400; font-size: .82em; color: var(--soft); }
    .calls .v { font-weight: 600; }
    .calls .free .v { font-weight: 400; color: var(--soft); }
    .calls .zero { color: #6b7583; }
    .in { color: var(--soft); }
    .state { padding: .1rem .55rem; border-radius: 1rem; background: #e6f2ea; color: #17603a; font-size: .82rem;
      white-space: nowrap; }
    .state.open { background: #fdf0d2; color: #7a5200; }
    .state.closed { background: #e3ecf7; color: #1d4d86; }
    .none { color: var(--soft); }
    footer { margin-top: 2.2rem; padding-top: .2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
    footer h2 { margin: .9rem 0 .3rem; font-size: .9rem; color: var(--ink); }
    footer ol { margin: 0; padding-left: 1.2rem; }
    footer li { margin-bottom: .25rem; overflow-wrap: anywhere; }

    @media screen and (max-width: 46rem) {
      body { background: var(--paper); }
      .page { margin: 0; padding: 1.1rem 1rem 2rem; border-radius: 0; box-shadow: none; }
      h1 { font-size: 1.4rem; }
      .due { flex: 1 1 100%; }
      .calls, .calls tbody { display: block; }
      .calls thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .calls tr { display: grid; grid-template-columns: 1fr 1fr 1fr auto; gap: .1rem .8rem; padding: .55rem .3rem;
        border-bottom: 1px solid var(--line); }
      .calls td { padding: 0; border: 0; text-align: left; }
      .calls .p { grid-column: 1 / 4; grid-row: 1; font-weight: 600; }
      .calls .v { grid-column: 4; grid-row: 1; text-align: right; }
      .calls .v::before { content: "R$\\00a0"; font-weight: 400; }
      .calls .z { grid-column: 1 / -1; grid-row: 2; }
      .calls .d { grid-column: 1; grid-row: 3; color: var(--soft); }
      .calls .h { grid-column: 2; grid-row: 3; color: var(--soft); }
      .calls .o { grid-column: 3 / -1; grid-row: 3; color: var(--soft); }
      .calls .t, .calls .b, .calls .f, .calls .x, .calls .a { color: var(--soft); font-size: .85rem; }
      .calls .t::before, .calls .b::before, .calls .f::before, .calls .x::before, .calls .a::before,
      .calls .o::before {
        content: attr(data-t) " "; }
    }

    @page { size: A4; margin: 16mm 13mm 16mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Helvetica, Arial, "Liberation Sans", sans-serif;
        color: #5b6675; } }
    @media print {
      html { font-size: 9.5pt; }
      body { background: none; font-size: 9.5pt; line-height: 1.35; }
      .page { max-width: none; margin: 0; padding: 0; border-top: 0; box-shadow: none; }
      .skip { display: none; }
      .masthead { padding-top: 2.5mm; border-top: 1.2mm solid var(--accent); }
      h1 { font-size: 17pt; margin-top: 3mm; }
      .allowances { grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 2.5mm; }
      .allowances li { padding: 2mm 3mm; }
      h2 { margin: 6mm 0 2mm; font-size: 11pt; break-after: avoid; }
      .due { background: none; color: var(--ink); border: .5mm solid var(--accent); padding: 2mm 4mm; }
      .due strong { font-size: 16pt; }
      .allowances li, .due, .facts, footer li { break-inside: avoid; }
      .bar { border: .2mm solid var(--soft); background: none; }
      .bar .here, .bar .others, .key, .state, .badge, .calls tbody tr { print-color-adjust: exact;
        -webkit-print-color-adjust: exact; }
      .scroll { overflow: visible; }
      table { font-size: 8.5pt; }
      thead th { font-size: 7.5pt; }
      th, td { padding: .9mm 1.4mm; }
      .calls { font-size: 8pt; }
      thead { display: table-header-group; }
      tfoot { display: table-row-group; }
      .calls thead th { position: static; }
      tr { break-inside: avoid; }
      footer { font-size: 7.5pt; }
    }
    """
}
