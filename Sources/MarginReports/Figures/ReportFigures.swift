/// The figures of a report, by section.
struct ReportFigures {
  let path: [Figure]
  let requirements: [Figure]
  let greeks: Figure
  let costs: Figure
  let drag: [Figure]
  let attribution: [Figure]

  init(_ input: ReportInput) {
    let requirement = RequirementFigures(input: input)
    path = PathFigures(input: input).figures
    requirements = requirement.perModel + [requirement.together]
    greeks = GreekFigures(input: input).figure
    costs = CostFigures(input: input).figure
    drag = DragFigures(input: input).figures
    attribution = AttributionFigures(input: input).figures
  }

  /// Every chart, in the order of the report.
  var charts: [Chart] {
    (path + requirements + [greeks, costs] + drag + attribution).flatMap(\.charts)
  }
}

/// Every chart of the report as a standalone SVG file, light and dark, with its name.
///
/// Names are unique, in the order of the report, and safe as file names; they carry no suffix.
public func charts(_ input: ReportInput) -> [(name: String, svg: String)] {
  var names: [String] = []
  return ReportFigures(input).charts.map { chart in
    names.append(unused(chart.name, among: names))
    return (names[names.count - 1], chart.standaloneSVG)
  }
}

private func unused(_ name: String, among taken: [String]) -> String {
  let lowercased = taken.map { $0.lowercased() }
  guard lowercased.contains(name.lowercased()) else { return name }
  let numbered = (2...taken.count + 2).lazy.map { "\(name)-\($0)" }
  return numbered.first { !lowercased.contains($0.lowercased()) } ?? name
}
