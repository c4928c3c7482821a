import Foundation

/// Bars whose high is far above their low, against the bars around them.
///
/// The height of a bar is the logarithm of high over low. One that is 20 times the median of the 250
/// before it (of the first 250, for those), with a high at least twice the low, is reported.
struct WideBarReview {
  let findings: [SeriesFinding]

  init(high: [Double], low: [Double]) {
    // A little less than two, so that only bars that cannot be told of are spared the rest.
    let isAnyTall = zip(high, low).contains { $0 > 1.99 * $1 && $1 > 0 }
    guard isAnyTall else {
      findings = []
      return
    }
    let heights = zip(high, low).map { $0 > 0 && $1 > 0 ? log($0 / $1) : 0 }
    let typical = Self.typical(heights)
    findings = heights.indices.compactMap { row in
      guard heights[row] >= log(2), heights[row] >= 20 * typical[row], typical[row] > 0
      else { return nil }
      return Self.finding(row, high[row], low[row], typical[row])
    }
  }

  private static func typical(_ heights: [Double]) -> [Double] {
    let (window, block) = (250, 50)
    var numbers = SortedWindow(heights.prefix(window))
    var middle = numbers.median
    return heights.indices.map { index in
      if index > window, index.isMultiple(of: block) {
        let start = index - window
        numbers.slide(over: heights[(start - block)..<start], to: heights[(index - block)..<index])
        middle = numbers.median
      }
      return middle
    }
  }

  private static func finding(
    _ row: Int, _ high: Double, _ low: Double, _ typical: Double
  ) -> SeriesFinding {
    let percent = (1000 * (exp(typical) - 1)).rounded() / 10
    let factor = high / low < 1e9 ? numberText((10 * high / low).rounded() / 10) : "over a billion"
    return SeriesFinding(
      .wideBar, "wide-bar", row: row, field: "high",
      "high \(numberText(high)) is \(factor) times the low \(numberText(low)), and bars around "
        + "it span \(numberText(percent)) %",
      hint:
        "look it up; a bad bar is left out with  flaws: {wide-bar: drop},  or start later with  from:"
    )
  }
}
