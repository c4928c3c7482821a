/// Colours and line styles, shared by the report and by standalone charts.
///
/// Model colours follow Okabe and Ito, "Color Universal Design" (2008), darkened on white and lightened
/// on black; parts follow Paul Tol's muted scheme. Both stay apart under colour blindness.
enum ChartStyle {
  /// The number of model colours; further models repeat them with dashed lines.
  static let modelColors = 6

  /// The class of the model at `index`.
  static func model(_ index: Int) -> String {
    "m\(index % modelColors)" + (index >= modelColors ? " dash" : "")
  }

  /// The style sheet of a chart.
  static let css = """
    :root{color-scheme:light dark;\(light)}
    @media (prefers-color-scheme:dark){:root{\(dark)}}
    .chart{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    background:var(--paper)}
    .chart .paper{fill:var(--paper)}
    .chart text{fill:var(--soft);font-variant-numeric:tabular-nums}
    .chart .h{fill:var(--ink);font-size:15px;font-weight:600}
    .chart .e{text-anchor:end}.chart .m{text-anchor:middle}
    .chart .g{stroke:var(--grid);fill:none}.chart .z{stroke:var(--soft);stroke-width:.8;fill:none}
    .chart .v{stroke:var(--soft);stroke-dasharray:2 3;fill:none}
    .chart .line{fill:none;stroke:var(--c);stroke-width:1.7;stroke-linejoin:round;stroke-linecap:round}
    .chart .area{fill:var(--c);stroke:none}
    .chart .bold{stroke-width:2.4}.chart .thin{stroke-width:1.2}
    .chart .fine{stroke-width:1.1}.chart .dash{stroke-dasharray:6 4}.chart .dot{stroke-dasharray:1.5 4}
    .chart .call{fill:#ffb000;stroke:var(--ink);stroke-width:1;stroke-linejoin:round}
    .chart .liquidation{stroke:var(--liq);stroke-width:2.4;stroke-linecap:round;fill:none}
    .chart .move{stroke:var(--liq);stroke-width:2;fill:none}
    .ink{--c:var(--ink)}.grey{--c:var(--soft)}
    \(classes)
    """

  private static let light = """
    --paper:#fff;--ink:#1b1f24;--soft:#59636e;--grid:#e4e7eb;--call:#b35900;--liq:#c4122f;\
    --m0:#0072b2;--m1:#d55e00;--m2:#009e73;--m3:#b8578f;--m4:#b8860b;--m5:#3f9bd1;\
    --p0:#332288;--p1:#117733;--p2:#cc6677;--p3:#44aa99;--p4:#882255;--p5:#999933;--p6:#5aa6d6;\
    --p7:#aa4499;--p8:#c79a2b;--p9:#6b7280
    """

  private static let dark = """
    --paper:#14171b;--ink:#e8eaed;--soft:#a0a8b2;--grid:#2b3037;--call:#ffb454;--liq:#ff6b7a;\
    --m0:#56a8e8;--m1:#ff8a3d;--m2:#3ccb9d;--m3:#e08fbd;--m4:#e6b422;--m5:#8fd0f5;\
    --p0:#9d92f0;--p1:#57b972;--p2:#f08c9a;--p3:#6fd3c2;--p4:#d86ba5;--p5:#c9c95c;--p6:#8ccbf2;\
    --p7:#d98ad0;--p8:#e8c15a;--p9:#9aa3af
    """

  private static let classes =
    ((0..<6).map { ".m\($0){--c:var(--m\($0))}" } + (0..<10).map { ".p\($0){--c:var(--p\($0))}" })
    .joined()
}
