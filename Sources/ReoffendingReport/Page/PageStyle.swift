/// The looks of the page: on screens wide and narrow, light and dark, and on paper.
enum PageStyle {
  static let css = """
    :root { --ink: #1a1a1a; --muted: #50565c; --paper: #ffffff; --line: #c9ced3; --soft: #f1f3f5; --link: #1d4f91; --mark: #fff1b8; }
    @media (prefers-color-scheme: dark) { :root { --ink: #eceff1; --muted: #b8c0c7; --paper: #15191d; --line: #48515a; --soft: #20262c; --link: #9cc4ff; --mark: #5b4a00; } }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; }
    body { margin: 0; font: 1.0625rem/1.55 Arial, "Liberation Sans", Helvetica, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
    main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible, input:focus-visible, button:focus-visible, tr:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 1; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 2.5rem 0 1rem; }
    h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 1rem; border-top: 4px solid var(--line); padding-top: 1rem; }
    h3 { font-size: 1.2rem; line-height: 1.3; margin: 2.5rem 0 0.5rem; }
    p, li { max-width: 44rem; }
    .lead { font-size: 1.125rem; }
    .summary { list-style: none; padding: 0; }
    .summary li { border-left: 4px solid var(--line); padding: 0.1rem 0 0.1rem 1rem; margin: 0 0 1rem; }
    .certainty, .subtitle, .source, .note, .number { color: var(--muted); }
    .certainty { display: block; font-size: 0.95rem; }
    .contents { columns: 21rem 2; column-gap: 2.5rem; padding-left: 1.25rem; }
    .contents li { break-inside: avoid; margin-bottom: 0.35rem; }
    figure { margin: 1rem 0; }
    figcaption { font-size: 0.95rem; margin-top: 0.5rem; }
    .card { background: #ffffff; border-radius: 4px; }
    .card svg { display: block; width: 100%; height: auto; }
    @media screen and (prefers-color-scheme: dark) { .card { background: transparent; } .card svg { filter: invert(0.9) hue-rotate(180deg); } }
    .narrow { display: none; max-width: 26rem; }
    @media (max-width: 32rem) { .has-narrow .wide { display: none; } .has-narrow .narrow { display: block; } h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; } }
    .note, .source { font-size: 0.9rem; margin: 0.3rem 0; }
    details { border: 1px solid var(--line); border-radius: 4px; margin: 1rem 0; padding: 0 1rem; }
    summary { cursor: pointer; padding: 0.6rem 0; font-weight: bold; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 0.875rem; margin: 0.5rem 0 1rem; }
    caption { text-align: left; font-weight: bold; padding: 0.4rem 0; }
    caption span { display: inline-block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 4.5rem)); }
    .group { display: block; }
    th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
    thead th { border-bottom: 2px solid var(--ink); }
    tbody th { font-weight: normal; min-width: 7rem; }
    th.figures, td.figures { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; text-decoration: underline dotted; }
    th button:focus-visible { outline: 3px solid var(--link); }
    tbody tr:hover, tbody tr.lit { background: var(--mark); }
    svg .mark.lit { fill: #ffd54a; fill-opacity: 0.45; stroke: #1a1a1a; }
    .tools { font-size: 0.9rem; margin: 0.5rem 0; }
    .tools input { font: inherit; padding: 0.2rem 0.4rem; border: 1px solid var(--muted); background: var(--paper); color: var(--ink); }
    footer { color: var(--muted); font-size: 0.9rem; padding-top: 2rem; padding-bottom: 3rem; }
    @page { size: A4; margin: 18mm 16mm; }
    @media print {
      :root { --ink: #000000; --muted: #333333; --paper: #ffffff; --line: #999999; --soft: #ffffff; --link: #000000; --mark: #ffffff; }
      body { font-size: 10pt; }
      .skip, .tools, .downloads { display: none; }
      h1, h2, h3, summary, .subtitle, caption { break-after: avoid; }
      h2 { break-before: page; border-top: 0; }
      h2.first, .front h2 { break-before: auto; }
      figure { break-inside: avoid; }
      .card svg { max-height: 190mm; }
      .has-narrow .wide { display: block; } .has-narrow .narrow { display: none; }
      tr { break-inside: avoid; }
      thead { display: table-header-group; break-inside: avoid; }
      th button { display: contents; }
      table.short { break-inside: avoid; }
      tbody tr:nth-child(-n+3) { break-before: avoid; }
      tbody th { min-width: 0; }
      details { border: 0; padding: 0; }
      .scroll { overflow: visible; }
      table { font-size: 8pt; width: 100%; }
      th, td { padding: 1pt 3pt; white-space: normal; }
      th.figures, td.figures { white-space: normal; }
      a { text-decoration: none; }
    }
    """
}
