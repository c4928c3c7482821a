import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

@Suite struct ExperimentTests {
  @Test func theExampleOfTheContractIsRead() throws {
    let experiment = try parseExperiment(Example.contract, named: "e.yaml")
    #expect(experiment.name == "black-monday-1987")
    #expect(experiment.market.from == CalendarDay(year: 1987, month: 8, day: 3))
    #expect(experiment.market.to == CalendarDay(year: 1987, month: 12, day: 31))
    let spx = try #require(experiment.market.underlyings.first)
    #expect(spx.underlying == Underlying(name: "SPX"))
    #expect(spx.volatility == .realised(RealisedVolatility(window: 21, floor: 0.10)))
    #expect(spx.columns.column(of: "high") == "high" && spx.rate == .constant(0.07))
    #expect(experiment.cash == 1_000_000 && experiment.interest == 0.07)
    let strangle = RollingStrategy(
      .strangle(delta: 0.25), underlying: 0, contracts: -20, tenor: .days(30), roll: .days(5))
    #expect(experiment.strategies == [strangle])
    #expect(experiment.margin.models == ["reg-t", "tims", "span"])
    #expect(experiment.margin.shadow == ["historical-var"])
    #expect((experiment.hedging.policy as? DeltaBandHedge)?.width == 0.05)
    #expect(experiment.costs.fee == 0.0001 && experiment.costs.halfSpread == 0.0002)
    #expect(
      experiment.costs.impact == SquareRootImpact(coefficient: 0.5, averageDailyVolume: 200_000))
    #expect(experiment.settlement.grace == .span(.day))
    #expect(experiment.settlement.liquidation == .partial)
    #expect(experiment.checks == ["coverage(span) >= 0.99"])
  }

  @Test func everyKeyIsRead() throws {
    let experiment = try parseExperiment(Example.full, named: "e.yaml")
    let (spx, btc) = (experiment.market.underlyings[0], experiment.market.underlyings[1])
    #expect(spx.underlying == Underlying(name: "SPX", kind: .highCapIndex, tradingDays: 250))
    #expect(
      spx.columns
        == SeriesLayout(
          time: "day", open: "o", high: "h", low: "l", close: "c", allowsNonPositive: true))
    #expect(spx.rate == .constant(0.015) && spx.yield == .constant(0.02))
    let columns = SeriesLayout(time: "d", close: "v")
    #expect(spx.volatility == .file("vix.csv", columns, scale: 0.01, maxAge: .days(5)))
    #expect(btc.volatility == .constant(0.6))
    #expect(
      experiment.strategies == [
        RollingStrategy(
          .straddle(delta: 0.5), underlying: 0, contracts: 2.5, tenor: .days(28),
          roll: TimeSpan(microseconds: 36 * 3_600_000_000), multiplier: 50, strikeStep: 5)
      ])
  }

  @Test func positionsAreRead() throws {
    let experiment = try parseExperiment(Example.full, named: "e.yaml")
    let day = try #require(CalendarDay(year: 2020, month: 6, day: 26)).start
    let eight = day + TimeSpan(microseconds: 8 * 3_600_000_000)
    #expect(
      experiment.positions == [
        Position(
          .option(
            OptionContract(underlying: 1, right: .put, strike: 7000, expiry: eight, multiplier: 1)),
          quantity: -10),
        Position(.spot(underlying: 0), quantity: 100),
        Position(
          .future(FutureContract(underlying: 1, expiry: day, multiplier: 5)), quantity: -3),
      ])
  }

  @Test func rulesAreRead() throws {
    let experiment = try parseExperiment(Example.full, named: "e.yaml")
    #expect(experiment.hedging.vehicle == .future(tenor: .days(90), multiplier: 5))
    #expect(experiment.hedging.lot == 1)
    #expect(experiment.costs.options == OptionCharge(fee: 0.65, halfSpread: 0.04))
    #expect(experiment.costs.liquidation == OptionCharge(fee: 1.3, halfSpread: 0.1))
    #expect(experiment.settlement.order == .hedgeThenMargin)
    #expect(experiment.settlement.grace == .steps(2))
    #expect(experiment.settlement.cure == .topUp(limit: 500_000))
    #expect(experiment.settlement.liquidation == .full)
    #expect(experiment.margin.parameters["span"]?["price-scan-range"] == 0.1)
  }

  @Test func costsAreRead() throws {
    let text =
      Example.experiment() + """
        costs:
          fee: [{from: 2020-01-01, value: 1bp}, {from: 2020-03-01, value: 2bp}]
          half-spread: 3bp
          impact: {power: 0.4, exponent: 0.6, adv: 1e6, permanent: 0.3}
          per-contract: 0.85 USD
          minimum: 1 USD
          maker: {share: 0.4, fee: 0}
          tiers: [{volume: 1_000_000 USD, fee: 0.5bp}, {volume: 1e7 USD, fee: 0.25bp}]
          tier-window: 7d
          ticks: {size: 0.25, half-spread: 0.5}
          widening: {reference: 0.2, exponent: 1.5}
          debit-interest: 0.08
          borrow: 50bp
          margin-financing: [{from: 2020-01-01, value: 0.05}]
        attribution: {terms: [charm, speed], threshold: 0.2, substeps: 8}

        """
    let experiment = try parseExperiment(text, named: "e.yaml")
    let costs = experiment.costs
    func day(_ iso: String) -> Timestamp {
      CalendarDay(iso: iso)?.start ?? Timestamp(microseconds: 0)
    }
    #expect(costs.fee == 1e-4 && costs.halfSpread == 3e-4 && costs.spreads.quoted == nil)
    let fees = ["2019-01-01", "2020-02-29", "2020-03-01"].map { costs.model(at: day($0)).fee }
    #expect(fees == [1e-4, 1e-4, 2e-4])
    #expect(
      costs.impact
        == MarketImpact(coefficient: 0.4, averageDailyVolume: 1e6, exponent: 0.6, permanent: 0.3))
    #expect(costs.fees.perContract == 0.85 && costs.fees.minimum == 1)
    #expect(costs.fees.maker == MakerShare(share: 0.4, fee: 0))
    #expect(
      costs.fees.tiers
        == FeeTiers(
          [.init(volume: 1e6, fee: 0.5e-4), .init(volume: 1e7, fee: 0.25e-4)], window: .days(7)))
    #expect(costs.spreads.least == 0.125)
    #expect(costs.spreads.widening == SpreadWidening(reference: 0.2, exponent: 1.5))
    #expect(costs.financing.debit == DatedRate(0.08) && costs.financing.borrow == DatedRate(50e-4))
    #expect(costs.financing.margin?.value(at: day("2020-06-01")) == 0.05)
    #expect(experiment.attribution.terms == [.charm, .speed])
    #expect(experiment.attribution.threshold == 0.2 && experiment.attribution.substeps == 8)
    let again = try parseExperiment(resolvedYAML(of: experiment), named: "resolved.yaml")
    #expect(again == experiment && again.costs == costs)
  }

  @Test(arguments: [("{linear: 2, adv: 10}", 1.0, 2.0), ("{permanent: 3, adv: 10}", 0.5, 0)])
  func impactsAreToldApartByTheirFirstKey(text: String, exponent: Double, coefficient: Double)
    throws
  {
    let experiment = try parseExperiment(
      Example.experiment() + "costs: {impact: \(text)}\n", named: "e.yaml")
    #expect(experiment.costs.impact?.exponent == exponent)
    #expect(experiment.costs.impact?.coefficient == coefficient)
  }

  @Test func theInitialExperimentIsValidAndKeepsItsName() throws {
    let text = initialExperiment(named: "my-question")
    let experiment = try parseExperiment(text, named: "e.yaml")
    #expect(experiment.name == "my-question")
    #expect(experiment.market.underlyings[0].prices == "../datasets/sp500-daily.csv")
    #expect(initialExperiment(named: "../x").contains("name: experiment "))
  }

  @Test func theInitialExperimentExplainsEveryKeyItHolds() {
    let lines = initialExperiment(named: "a").split(separator: "\n").dropFirst(3)
    #expect(lines.allSatisfy { $0.contains("# ") || $0.hasSuffix("SPX:") })
  }
}

@Suite struct ResolvedExperimentTests {
  @Test(arguments: [Example.contract, Example.full, Example.experiment()])
  func theResolvedFileMeansTheSame(text: String) throws {
    let experiment = try parseExperiment(text, named: "e.yaml")
    let resolved = resolvedYAML(of: experiment)
    let again = try parseExperiment(resolved, named: "resolved.yaml")
    #expect(again == experiment)
    #expect(resolvedYAML(of: again) == resolved)
  }

  @Test func defaultsAreFilledInInFixedOrder() throws {
    let resolved = resolvedYAML(of: try parseExperiment(Example.experiment(), named: "e.yaml"))
    let expected = """
      schema: 1
      name: small
      question: Does it work?
      market:
        underlyings:
          SPX:
            kind: equity
            prices:
              file: spx.csv
              time: date
              close: close
              allow-non-positive: false
            volatility:
              constant: 0.2
            rate: 0.05
            yield: 0
            trading-days: 252
      portfolio:
        currency: USD
        cash: 1_000 USD
        interest: 0.05
        strategies: []
        positions:
          - spot: SPX
            quantity: 1
        collateral: []
      margin:
        models: [tims]
        shadow: []
        parameters: {}
      hedging:
        policy: none
        vehicle: spot
      costs:
        fee: 0
        half-spread: 0
        options:
          fee: 0
          half-spread: 0
      settlement:
        frequency: step
        order: margin-then-hedge
        grace: 0 steps
        cure: none
        liquidation:
          rule: partial
          target: initial
      checks: []

      """
    #expect(resolved == expected)
  }

  @Test func textThatYAMLWouldReadOtherwiseIsQuoted() throws {
    let odd = ["a: b", "- x", "#c", "null", "true", "line\\nbreak", " x ", "ü\\\"", "{", "0x1F"]
    for text in odd {
      let experiment = try parseExperiment(
        Example.experiment("Does it work?", "\"\(text)\""), named: "e.yaml")
      let again = try parseExperiment(resolvedYAML(of: experiment), named: "e.yaml")
      #expect(again.question == experiment.question)
    }
  }
}
