import MarginCore
import MarginReplay
import MarginReports
import Testing

@Suite struct ChartTests {
  let input = SampleRun().input

  @Test func everyChartHasItsName() {
    #expect(
      charts(input).map(\.name) == [
        "price-SPX", "volatility-SPX", "requirement-calm", "requirement-span",
        "requirement-tight", "requirements", "greeks-delta", "greeks-gamma", "greeks-vega",
        "greeks-theta", "costs-calm", "costs-span", "costs-tight", "attribution-calm",
        "attribution-span", "attribution-tight",
      ])
  }

  @Test(arguments: [("calm", 0), ("span", 1), ("tight", 1)])
  func callsAndLiquidationsAreMarked(model: String, count: Int) throws {
    let svg = try #require(charts(input).first { $0.name == "requirement-\(model)" }).svg
    #expect(occurrences(of: ": call for 660k USD, liquidated</title>", in: svg) == count)
    #expect(occurrences(of: "of the book closed by force</title>", in: svg) == count)
    // One sign in the legend for each kind that occurs.
    #expect(occurrences(of: "class=\"call\"", in: svg) == 2 * count)
    #expect(occurrences(of: "class=\"liquidation\"", in: svg) == 2 * count)
  }

  @Test func standaloneFilesCarryTheirStyle() {
    for chart in charts(input) {
      #expect(chart.svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(chart.svg.contains("prefers-color-scheme:dark"))
      #expect(chart.svg.contains("aria-label=\"") && chart.svg.contains("<title>"))
    }
  }

  @Test func modelsKeepTheirColour() throws {
    let all = charts(input)
    for name in ["requirement-span", "requirements", "greeks-delta"] {
      let svg = try #require(all.first { $0.name == name }).svg
      #expect(svg.contains("class=\"line m1"), "\(name)")
    }
  }

  @Test func shadowModelsAreDrawn() throws {
    let result = SampleRun().result
    var log = result.accounts[0]
    log.margin = result.times.map {
      MarginRecord(
        time: $0, model: "var",
        requirement: MarginRequirement(initial: 5, maintenance: 4, components: []))
    }
    var shadowed = input
    shadowed.outline = RunOutline(
      RunResult(times: result.times, market: result.market, accounts: [log]))
    let svg = try #require(charts(shadowed).first { $0.name == "requirement-calm" }).svg
    #expect(svg.contains("var (shadow)"))
  }

  @Test func equalNamesAreToldApart() {
    var twins = input
    let market = ["a/b", "A-B"].map { ObservedPath(name: $0, spot: [1], volatility: [1]) }
    twins.outline = RunOutline(
      RunResult(times: SampleRun().times, market: market, accounts: []))
    let names = charts(twins).map(\.name)
    #expect(names.prefix(4) == ["price-a-b", "volatility-a-b", "price-A-B-2", "volatility-A-B-2"])
  }

  private func occurrences(of mark: String, in text: String) -> Int {
    text.ranges(of: mark).count
  }
}
