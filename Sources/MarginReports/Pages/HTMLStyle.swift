/// The style of the HTML report; colours come from ``ChartStyle``.
enum HTMLStyle {
  /// The style sheet of everything that is not a chart.
  static let css = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    main{max-width:1100px;margin:0 auto;padding:28px 20px 60px}
    .verdicts{margin:0 0 26px}
    .verdict{margin:0 0 8px;padding:2px 0 2px 14px;border-left:5px solid var(--c);\
    font-size:17px;line-height:1.45}
    .fate.liquidated,.fate.closed-out{color:var(--liq)}.fate.called{color:var(--call)}
    h1{font-size:26px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em;overflow-wrap:anywhere}
    h2{font-size:19px;margin:44px 0 12px;padding-top:14px;border-top:1px solid var(--grid)}
    p{margin:0 0 12px;max-width:90ch}
    .question{font-size:17px;color:var(--soft);margin:0 0 6px}
    .small,figcaption,summary{font-size:13px;color:var(--soft)}
    .failed{color:var(--liq);font-weight:600}
    nav{font-size:13px;line-height:2}nav a{margin-right:14px;white-space:nowrap}
    a{color:var(--m0);text-decoration:none}a:hover{text-decoration:underline}
    .scroll{overflow-x:auto;margin:0 0 14px}
    table{border-collapse:collapse;font-size:14px;line-height:1.35}
    th,td{padding:5px 14px;text-align:left;vertical-align:top;white-space:nowrap;\
    border-bottom:1px solid var(--grid)}
    thead th{border-bottom:1.5px solid var(--soft);font-weight:600;vertical-align:bottom;white-space:normal}
    tr>:first-child{padding-left:0}
    tbody th{font-weight:400;color:var(--soft)}
    .n{text-align:right;font-variant-numeric:tabular-nums}
    .sw{display:inline-block;width:10px;height:10px;margin-right:6px;border-radius:2px;\
    background:var(--c)}
    details{margin:0 0 14px}summary{cursor:pointer;margin-bottom:6px}
    figure{margin:0 0 26px}figcaption{margin-top:4px}
    .chart{display:block;width:100%;height:auto}
    .one{overflow-x:auto}.one .chart{min-width:720px}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:16px 20px}
    .pair .chart{max-width:540px}
    ul{margin:0;padding-left:20px;max-width:100ch}li{margin-bottom:4px}
    @media print{.one .chart{min-width:0}main{max-width:none;padding:0}nav{display:none}figure,tr{break-inside:avoid}\
    h2{break-after:avoid}}
    """
}
