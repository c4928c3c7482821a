import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

@Suite struct OverrideTests {
  @Test func valuesAreReplacedBeforeChecking() throws {
    let experiment = try parseExperiment(
      Example.contract, named: "e.yaml",
      overrides: [
        "costs.fee=3bp", "margin.models=[reg-t, span]", "portfolio.strategies.0.contracts=10",
        "margin.parameters.span.price-scan-range=0.1", "market.underlyings.SPX.volatility=0.3",
        "portfolio.positions=[{spot: SPX, quantity: 5}]", "question=\"a = b?\"",
        "settlement.cure.top-up=5 USD",
      ])
    #expect(experiment.costs.fee == 0.0003)
    #expect(experiment.margin.models == ["reg-t", "span"])
    #expect(experiment.strategies[0].contracts == -10)
    #expect(experiment.margin.parameters == ["span": ["price-scan-range": 0.1]])
    #expect(experiment.market.underlyings[0].volatility == .constant(0.3))
    #expect(experiment.positions == [Position(.spot(underlying: 0), quantity: 5)])
    #expect(experiment.question == "a = b?")
    #expect(experiment.settlement.cure == .topUp(limit: 5))
  }

  @Test func datedValuesAreReplacedOneByOne() throws {
    let fee = "costs.fee=[{from: 2020-01-01, value: 1bp}, {from: 2020-02-01, value: 2bp}]"
    let experiment = try parseExperiment(
      Example.experiment(), named: "e.yaml",
      overrides: [fee, "costs.fee.1.value=7bp", "costs.half-spread.file=q.csv"])
    let later = try #require(CalendarDay(iso: "2020-02-01")).start
    #expect(experiment.costs.fee == 1e-4 && experiment.costs.model(at: later).fee == 7e-4)
    #expect(experiment.spreadSource?.file == "q.csv")
  }

  @Test func aLaterOverrideWins() throws {
    let experiment = try parseExperiment(
      Example.contract, named: "e.yaml", overrides: ["costs.fee=1bp", "costs.fee=7bp"])
    #expect(experiment.costs.fee == 0.0007)
  }

  @Test(arguments: [
    ("costs.fee=-1", "--set costs.fee=-1: error: fee `-1` is out of range [out-of-range]"),
    ("costs.fee=-0.1", "--set costs.fee=-0.1: error: fee `-0.1` is out of range [out-of-range]"),
    ("costs.fee.x=1", "--set costs.fee.x=1: error: `costs.fee` has no key `x` [unknown-key]"),
    (
      "market.underlyings.SPX.rate.max-age=1d",
      "--set market.underlyings.SPX.rate.max-age=1d: error: rate has none of the keys file [missing-key]"
    ),
    ("costs.fe=1bp", "--set costs.fe=1bp: error: `costs` has no key `fe` [unknown-key]"),
    ("cost.fee=1bp", "--set cost.fee=1bp: error: the file has no key `cost` [unknown-key]"),
    (
      "costs.options.x=1",
      "--set costs.options.x=1: error: `costs.options` has no key `x` [unknown-key]"
    ),
    (
      "market.underlyings.SPY.rate=0",
      "--set market.underlyings.SPY.rate=0: error: `market.underlyings` has no key `SPY` [unknown-key]"
    ),
    (
      "portfolio.strategies.1.contracts=3",
      "--set portfolio.strategies.1.contracts=3: error: `portfolio.strategies` has no element `1` [unknown-key]"
    ),
    (
      "portfolio.strategies.x=3",
      "--set portfolio.strategies.x=3: error: `portfolio.strategies` has no element `x` [unknown-key]"
    ),
    ("costs.fee", "--set costs.fee: error: the override has no path and value [bad-override]"),
    ("=1", "--set =1: error: the override has no path and value [bad-override]"),
    (
      "costs..fee=1", "--set costs..fee=1: error: the override has no path and value [bad-override]"
    ),
    ("costs.fee=", "--set costs.fee=: error: the override has no path and value [bad-override]"),
    (
      "margin.models=[span",
      "--set margin.models=[span: error: did not find expected ',' or ']' while parsing a flow sequence [yaml-syntax]"
    ),
    (
      "costs={fee: 1bp, fee: 2bp}",
      "--set costs={fee: 1bp, fee: 2bp}: error: `fee` is given twice, first in line 1 [duplicate-key]"
    ),
    (
      "name=[]",
      "--set name=[]: error: name is a list, and must be a name in kebab-case such as black-monday-1987 [wrong-type]"
    ),
  ])
  func problemsArePlacedAtTheOverride(override: String, line: String) {
    let problems = Example.problems(of: Example.contract, overrides: [override])
    #expect(problems.map { $0.description.split(separator: "\n").first.map(String.init) } == [line])
    #expect(problems.allSatisfy { $0.hint?.isEmpty == false })
  }

  @Test func nearNamesAreSuggested() {
    let problems = Example.problems(of: Example.contract, overrides: ["cost.fee=1bp"])
    #expect(problems.first?.hint == "did you mean `costs`?")
  }
}
