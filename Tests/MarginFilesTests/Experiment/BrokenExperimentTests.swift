import Testing

@testable import MarginFiles

/// One change to the small experiment and the first lines of what is said about it.
struct Broken: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  let lines: [String]

  init(_ old: String, _ new: String, _ lines: [String]) {
    (self.old, self.new, self.lines) = (old, new, lines)
  }

  var testDescription: String { lines.joined(separator: "; ") }
}

@Suite struct BrokenExperimentTests {
  @Test(arguments: brokenStructure + brokenValues + brokenMeaning)
  func theProblemIsNamedWithItsPlaceAndAHint(broken: Broken) {
    let problems = Example.problems(of: Example.experiment(broken.old, broken.new))
    let lines = problems.map { $0.description.split(separator: "\n").first.map(String.init) ?? "" }
    #expect(lines == broken.lines)
    #expect(problems.allSatisfy { $0.hint?.isEmpty == false })
  }

  /// Keys that are missing, unknown or given twice, and text that is not YAML.
  static let brokenStructure = [
    Broken(
      "schema: 1", "schema: 2",
      ["e.yaml:1:9: error: schema `2` is not a layout this version knows [unsupported-schema]"]),
    Broken(
      "schema: 1\n", "",
      ["e.yaml:1:1: error: the experiment lacks `schema` [missing-key]"]),
    Broken(
      "name: small", "name: Small One",
      [
        "e.yaml:2:7: error: name `Small One` is not a name in kebab-case such as black-monday-1987 [bad-name]"
      ]),
    Broken(
      "name: small", "name: ../small",
      [
        "e.yaml:2:7: error: name `../small` is not a name in kebab-case such as black-monday-1987 [bad-name]"
      ]),
    Broken(
      "name: small", "nam: small",
      ["e.yaml:2:1: error: the experiment has no key `nam` [unknown-key]"]),
    Broken(
      "name: small", "name: small\nname: other",
      ["e.yaml:3:1: error: `name` is given twice, first in line 2 [duplicate-key]"]),
    Broken(
      "name: small", "name:",
      ["e.yaml:2:6: error: name has no value [missing-value]"]),
    Broken(
      "name: small", "name: small\n\tx: 1",
      [
        "e.yaml:3:1: error: found a tab character that violates indentation while scanning a plain scalar [yaml-syntax]"
      ]),
    Broken(
      "name: small", "name: small\n  x: 1",
      ["e.yaml:3:4: error: mapping values are not allowed in this context [yaml-syntax]"]),
    Broken(
      "rate: 0.05", "rate: 0.05, rate: 0.06",
      ["e.yaml:6:65: error: `rate` is given twice, first in line 6 [duplicate-key]"]),
    Broken(
      "rate: 0.05", "rte: 0.05",
      ["e.yaml:6:53: error: SPX has no key `rte` [unknown-key]"]),
    Broken(
      "volatility: 0.2", "volatility: {modle: realised, window: 21d}",
      ["e.yaml:6:49: error: volatility has no key `modle` [unknown-key]"]),
    Broken(
      "volatility: 0.2", "volatility: {model: realised}",
      ["e.yaml:6:48: error: volatility lacks `window` [missing-key]"]),
    Broken(
      "SPX: {", "'S,P': {",
      [
        "e.yaml:6:5: error: `S,P` cannot name the underlying [bad-name]",
        "e.yaml:11:14: error: there is no underlying `SPX` [unknown-underlying]",
      ]),
    Broken(
      "    SPX: {prices: {file: spx.csv}, volatility: 0.2, rate: 0.05}", "    {}",
      ["e.yaml:6:5: error: no underlying is given [missing-key]"]),
    Broken(
      "{spot: SPX, quantity: 1}", "{sopt: SPX, quantity: 1}",
      ["e.yaml:11:8: error: an entry of positions has no key `sopt` [unknown-key]"]),
    Broken(
      "{spot: SPX, quantity: 1}", "{spot: SPX, quantity: 1, price: 2}",
      ["e.yaml:11:32: error: an entry of positions has no key `price` [unknown-key]"]),
    Broken(
      "    - {spot: SPX, quantity: 1}", "    []",
      ["e.yaml:8:3: error: the portfolio holds nothing [missing-key]"]),
    Broken(
      "positions:\n    - {spot: SPX, quantity: 1}",
      "strategies:\n    - {strategy: short-strangle, underlying: SPX, tenor: 5d, contracts: 1}",
      ["e.yaml:11:7: error: a strangle lacks `delta` [missing-key]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: []}",
      ["e.yaml:12:18: error: models is an empty list [missing-value]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\nhedging: {policy: delta-band}",
      ["e.yaml:13:10: error: hedging with policy: delta-band lacks `width` [missing-key]"]),
    Broken(
      "schema: 1", "- schema: 1",
      [
        "e.yaml:2:1: error: did not find expected '-' indicator while parsing a block collection [yaml-syntax]"
      ]),
    Broken(
      "schema: 1", "schema: *one",
      ["e.yaml:1:9: error: found undefined alias [yaml-syntax]"]),
    Broken(
      "schema: 1", "schema: \"1",
      [
        "e.yaml:13:1: error: found unexpected end of stream while scanning a quoted scalar [yaml-syntax]"
      ]),
  ]

  /// Values of the wrong type, form or size.
  static let brokenValues = [
    Broken(
      "name: small", "name: [small]",
      [
        "e.yaml:2:7: error: name is a list, and must be a name in kebab-case such as black-monday-1987 [wrong-type]"
      ]),
    Broken(
      "rate: 0.05", "rate: 7",
      ["e.yaml:6:59: error: rate `7` looks like percent [percent]"]),
    Broken(
      "rate: 0.05", "rate: 7%",
      ["e.yaml:6:59: error: rate `7%` looks like percent [percent]"]),
    Broken(
      "rate: 0.05", "rate: .inf",
      [
        "e.yaml:6:59: error: rate is `.inf`, and must be a map with `file`, or a fraction such as 0.05, or basis points such as 5bp [wrong-type]"
      ]),
    Broken(
      "rate: 0.05", "rate: nan",
      [
        "e.yaml:6:59: error: rate is `nan`, and must be a map with `file`, or a fraction such as 0.05, or basis points such as 5bp [wrong-type]"
      ]),
    Broken(
      "rate: 0.05", "rate: 1e999",
      [
        "e.yaml:6:59: error: rate is `1e999`, and must be a map with `file`, or a fraction such as 0.05, or basis points such as 5bp [wrong-type]"
      ]),
    Broken(
      "rate: 0.05", "rate: 1__0",
      [
        "e.yaml:6:59: error: rate is `1__0`, and must be a map with `file`, or a fraction such as 0.05, or basis points such as 5bp [wrong-type]"
      ]),
    Broken(
      "rate: 0.05", "rate: -3",
      ["e.yaml:6:59: error: rate `-3` looks like percent [percent]"]),
    Broken(
      "volatility: 0.2", "volatility: 20",
      ["e.yaml:6:48: error: volatility `20` looks like percent [percent]"]),
    Broken(
      "volatility: 0.2", "volatility: 0",
      ["e.yaml:6:48: error: volatility `0` is out of range [out-of-range]"]),
    Broken(
      "volatility: 0.2", "volatility: [0.2]",
      [
        "e.yaml:6:48: error: volatility is a list, and must be a map with `constant` or `model` or `file` or `quotes`, or a plain value [wrong-type]"
      ]),
    Broken(
      "volatility: 0.2", "volatility: {constant: 20}",
      ["e.yaml:6:59: error: constant `20` looks like percent [percent]"]),
    Broken(
      "volatility: 0.2", "volatility: {model: realised, window: 21}",
      ["e.yaml:6:74: error: window `21` is not a duration [bad-duration]"]),
    Broken(
      "volatility: 0.2", "volatility: {model: realised, window: 36h, floor: 10}",
      [
        "e.yaml:6:74: error: window `36h` is out of range [out-of-range]",
        "e.yaml:6:86: error: floor `10` looks like percent [percent]",
      ]),
    Broken(
      "volatility: 0.2", "volatility: {model: realised, window: 1d}",
      ["e.yaml:6:74: error: window `1d` is out of range [out-of-range]"]),
    Broken(
      "volatility: 0.2", "volatility: {model: realised, window: 99999999999d}",
      ["e.yaml:6:74: error: window `99999999999d` is out of range [out-of-range]"]),
    Broken(
      "currency: USD", "currency: dollars",
      ["e.yaml:8:13: error: currency `dollars` is not a currency such as USD [wrong-type]"]),
    Broken(
      "cash: 1_000 USD", "cash: 1_000",
      ["e.yaml:9:9: error: cash `1_000` has no currency [missing-currency]"]),
    Broken(
      "cash: 1_000 USD", "cash: -1 USD",
      ["e.yaml:9:9: error: cash `-1 USD` is out of range [out-of-range]"]),
    Broken(
      "cash: 1_000 USD", "cash: 1e308 USD",
      ["e.yaml:9:9: error: cash `1e308 USD` is out of range [out-of-range]"]),
    Broken(
      "{spot: SPX, quantity: 1}", "{spot: SPX, quantity: 0}",
      ["e.yaml:11:29: error: quantity is 0 [out-of-range]"]),
    Broken(
      "- {spot: SPX, quantity: 1}",
      "- {option: call, underlying: SPX, strike: 0, expiry: 1987-12-19, quantity: 1}",
      ["e.yaml:11:47: error: strike `0` is out of range [out-of-range]"]),
    Broken(
      "- {spot: SPX, quantity: 1}",
      "- {option: cal, underlying: SPX, strike: 10, expiry: 1987-02-29, quantity: 1}",
      [
        "e.yaml:11:16: error: option `cal` is not one of call, put [unknown-value]",
        "e.yaml:11:58: error: expiry `1987-02-29` is not a date that exists [bad-date]",
      ]),
    Broken(
      "positions:\n    - {spot: SPX, quantity: 1}",
      "strategies:\n    - {strategy: short-strangle, underlying: SPX, tenor: 5d, delta: 25, contracts: 1}",
      ["e.yaml:11:69: error: delta `25` looks like percent [percent]"]),
    Broken(
      "positions:\n    - {spot: SPX, quantity: 1}",
      "strategies:\n    - {strategy: short-strangle, underlying: SPX, tenor: 5d, delta: 0.6, contracts: 1}",
      ["e.yaml:11:69: error: delta `0.6` of a strangle is above 0.5 [out-of-range]"]),
    Broken(
      "positions:\n    - {spot: SPX, quantity: 1}",
      "strategies:\n    - {strategy: short-straddle, underlying: SPX, tenor: 5d, contracts: -1}",
      ["e.yaml:11:73: error: contracts `-1` is out of range [out-of-range]"]),
    Broken(
      "positions:\n    - {spot: SPX, quantity: 1}",
      "strategies:\n    - {strategy: short-straddle, underlying: SPX, tenor: 5d, contracts: 1, roll: 1w}",
      ["e.yaml:11:82: error: roll `7d` is not shorter than tenor `5d` [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}", "margin: [tims]",
      [
        "e.yaml:12:9: error: margin is a list, and must be a map with keys such as `models` [wrong-type]"
      ]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: tims}",
      ["e.yaml:12:18: error: models is `tims`, and must be a list such as [a, b] [wrong-type]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims], parameters: {tims: {equity-range: 15}}}",
      ["e.yaml:12:60: error: equity-range `15` of tims is out of range [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\nhedging: {policy: delta-bnd, width: 0.05}",
      [
        "e.yaml:13:19: error: policy `delta-bnd` is not one of none, schedule, move, delta-band, whalley-wilmott, zakamouline [unknown-value]"
      ]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\ncosts: {fee: 5}",
      ["e.yaml:13:14: error: fee `5` looks like percent [percent]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\ncosts: {fee: -1bp}",
      ["e.yaml:13:14: error: fee `-1bp` is out of range [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\ncosts: {fee: [{from: 2020-03-01, value: 1bp}, {from: 2020-04-01, value: -2bp}]}",
      ["e.yaml:13:73: error: value `-2bp` is out of range [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\ncosts: {fee: [{from: 2020-03-01, value: 1bp}, {from: 2020-02-01, value: 2bp}]}",
      ["e.yaml:13:54: error: from `2020-02-01` is not after `2020-03-01` [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\ncosts: {tiers: [{volume: 5 USD, fee: 0}, {volume: 5 USD, fee: 0}]}",
      ["e.yaml:13:51: error: volume `5 USD` is not above `5 USD` [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\ncosts: {tier-window: 30d}",
      ["e.yaml:13:22: error: `tier-window` has no effect without `tiers` [unused-key]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\ncosts: {impact: {linear: 1, adv: 0}}",
      ["e.yaml:13:34: error: adv `0` is out of range [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\ncosts: {borrow: -1%}",
      ["e.yaml:13:17: error: borrow `-1%` looks like percent [percent]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\ncosts: {options: {fee: 0.65}}",
      ["e.yaml:13:24: error: fee `0.65` has no currency [missing-currency]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\nsettlement: {grace: 1.5 steps}",
      [
        "e.yaml:13:21: error: grace `1.5 steps` is not a duration such as 1d, or a number of steps such as 2 steps [wrong-type]"
      ]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\nsettlement: {grace: soon}",
      ["e.yaml:13:21: error: grace `soon` is not a duration [bad-duration]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\nsettlement: {cure: {top-up: 0 USD}}",
      ["e.yaml:13:29: error: top-up `0 USD` is out of range [out-of-range]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\nsettlement: {cure: all}",
      ["e.yaml:13:20: error: cure is `all`, and must be a map with `top-up`, or none [wrong-type]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims]}\nchecks: yes",
      ["e.yaml:13:9: error: checks is `yes`, and must be a list such as [a, b] [wrong-type]"]),
    Broken(
      "market:", "market:\n  from: 2020-02-01\n  to: 2020-01-01",
      ["e.yaml:6:7: error: to `2020-01-01` is not after from `2020-02-01` [out-of-range]"]),
    Broken(
      "market:", "market:\n  from: 12020-02-01",
      ["e.yaml:5:9: error: from `12020-02-01` is not a date that exists [bad-date]"]),
    Broken(
      "market:", "market:\n  from: yesterday",
      ["e.yaml:5:9: error: from `yesterday` is not a date that exists [bad-date]"]),
    Broken(
      "schema: 1", "schema: 1\n? [a, b]\n: 3",
      ["e.yaml:2:3: error: a key must be a word, not a list or a map [wrong-type]"]),
  ]

  /// Values that contradict one another or name what does not exist.
  static let brokenMeaning = [
    Broken(
      "cash: 1_000 USD", "cash: 1_000 EUR",
      ["e.yaml:9:9: error: the amount is in `EUR`, the account in `USD` [currency]"]),
    Broken(
      "{spot: SPX, quantity: 1}", "{spot: SPY, quantity: 1}",
      ["e.yaml:11:14: error: there is no underlying `SPY` [unknown-underlying]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [timms]}",
      ["e.yaml:12:19: error: there is no margin model `timms` [unknown-model]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\nattribution: {terms: [charm, rho, charm]}",
      ["e.yaml:13:35: error: the term `charm` is named twice [repeated-term]"]),
    Broken(
      "margin: {models: [tims]}", "margin: {models: [tims, tims]}",
      ["e.yaml:12:25: error: model `tims` is named twice [repeated-model]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims], parameters: {tims: {equity-rnge: 0.2}}}",
      ["e.yaml:12:59: error: tims has no parameter `equity-rnge` [unknown-parameter]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [reg-t]}\nhedging: {policy: schedule, every: 1d, vehicle: future, tenor: 90d}",
      ["e.yaml:13:49: error: reg-t does not margin futures [unsupported-instrument]"]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [paradex-btc]}\nhedging: {policy: schedule, every: 1d, vehicle: spot}",
      [
        "e.yaml:11:14: error: paradex-btc does not margin spot [unsupported-instrument]",
        "e.yaml:13:49: error: paradex-btc does not margin spot [unsupported-instrument]",
      ]),
    Broken(
      "margin: {models: [tims]}",
      "margin: {models: [tims]}\nhedging: {policy: delta-band, width: 0.05, every: 1d}",
      ["e.yaml:13:51: error: `every` has no effect without policy: schedule [unused-key]"]),
  ]
}
