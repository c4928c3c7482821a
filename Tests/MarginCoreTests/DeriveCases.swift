import Foundation
import TestSupport

@testable import MarginCore

/// Books of Derive's managers as case files write them, and the accounts they describe.
struct DeriveCases: Decodable {
  let pm2: [Second]
  let pmrm1: [First]
  let srm: [Standard]

  struct SecondFile: Decodable {
    let default_params: [String: Double]
    let default_scenarios: [Scenario]
    let cases: [Second]
  }
  struct FirstFile: Decodable {
    let params: [String: Double]
    let cases: [First]
  }
  struct StandardFile: Decodable {
    let params: [String: Double]
    let cases: [Standard]
  }
  struct Expected: Decodable {
    let net_im: Double
    let net_mm: Double
    let mtm: Double
    let basis_contingency: Double?
    let scenario_pnl: [Double]?
  }
  struct Perpetual: Decodable {
    let size: Double
    let mark: Double
    let conf: Double
    let unrealised_pnl: Double
    let unsettled_funding: Double

    /// The position, entered where its unpaid gains and funding come out right.
    var position: Position {
      let entry = size == 0 ? mark : mark - (unrealised_pnl + unsettled_funding) / size
      return Position(
        .perpetual(PerpetualContract(underlying: 0)), quantity: size, settledPrice: entry,
        quote: mark)
    }
  }
  struct Second: Decodable {
    let id: String
    let spot: Double
    let spot_conf: Double
    let stable_price: Double
    let cash: Double
    let perp: Perpetual?
    let expiries: [Expiry]?
    let options: [Option]?
    let collateral: [Asset]?
    let param_overrides: [String: Double]?
    let scenarios: [Scenario]?
    let expected: Expected
  }
  struct Expiry: Decodable {
    let seconds_to_expiry, forward, rate: Double
    let forward_conf, rate_conf, vol_conf: Double
  }
  struct Asset: Decodable {
    let name: String
    let amount: Double
    let price: Double
    let conf: Double
    let risk_cancelling: Bool
    let mm_haircut: Double
    let im_haircut: Double
  }
  struct First: Decodable {
    let id: String
    let spot: Double
    let spot_conf: Double
    let stable_price: Double
    let cash: Double
    let base: Double
    let perp: Perpetual
    let expiries: [[Double]]
    let options: [Option]
    let expected: Expected
  }
  struct Standard: Decodable {
    let id: String
    let cash: Double
    let stable_price: Double
    let markets: [String: Market]
    let expected: Expected
  }
  struct Market: Decodable {
    let spot: Double
    let spot_conf: Double
    let perp_conf: Double
    let perp_mark: Double
    let perp_size: Double
    let base_size: Double
    let perp_entry: Double?
    let funding_index_delta: Double?
    let options: [Option]?
    let expiries: [[Double]]?
  }

  static let now = Timestamp(microseconds: 0)

  static func expiry(_ seconds: Double) -> Timestamp {
    Timestamp(microseconds: Int64(seconds) * 1_000_000)
  }

  static func volatilities(_ options: [Option], underlying: Int = 0) -> [OptionContract: Double] {
    Dictionary(
      options.map { ($0.contract(underlying), $0.volatility) },
      uniquingKeysWith: { first, _ in first })
  }

  static func market(_ spot: Double, _ marks: VenueMarks) -> MarketState {
    MarketState(
      time: now, underlyings: [Underlying(name: "ETH", tradingDays: 365)],
      states: [UnderlyingState(spot: spot, volatility: .nan, marks: marks)])
  }
}

extension DeriveCases {
  /// `[seconds, right, strike, size, volatility]`, and the venue's confidence where a layout has it.
  struct Option: Decodable {
    let seconds: Double
    let right: OptionRight?
    let strike, size, volatility: Double
    let confidence: Double?

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      seconds = try row.decode(Double.self)
      right = OptionRight(rawValue: try row.decode(String.self))
      strike = try row.decode(Double.self)
      size = try row.decode(Double.self)
      volatility = try row.decode(Double.self)
      confidence = try row.decodeIfPresent(Double.self)
    }

    func contract(_ underlying: Int = 0) -> OptionContract {
      OptionContract(
        underlying: underlying, right: right ?? .call, strike: strike,
        expiry: DeriveCases.expiry(seconds), multiplier: 1)
    }

    func position(_ underlying: Int = 0) -> Position {
      Position(.option(contract(underlying)), quantity: size)
    }
  }

  /// `[price, shape, weight]`.
  struct Scenario: Decodable {
    let row: DeriveScenario

    init(from decoder: any Decoder) throws {
      let shapes: [String: DeriveScenario.Shape] = [
        "up": .level(.up), "down": .level(.down), "none": .level(.same),
        "skew_linear": .linearSkew, "skew_abs": .absoluteSkew,
      ]
      var fields = try decoder.unkeyedContainer()
      let (price, shape) = (try fields.decode(Double.self), try fields.decode(String.self))
      row = DeriveScenario(
        price, shapes[shape] ?? .level(.same), weight: try fields.decode(Double.self))
    }
  }
}

extension DeriveCases.Second {
  var account: (Portfolio, MarketState) {
    let options = options ?? []
    let marks = VenueMarks(
      expiries: (expiries ?? []).map {
        ExpiryMark(
          DeriveCases.expiry($0.seconds_to_expiry), forwardRatio: $0.forward / spot, rate: $0.rate,
          confidence: min($0.forward_conf, $0.rate_conf, $0.vol_conf))
      }, volatilities: DeriveCases.volatilities(options), settlementPrice: stable_price,
      spotConfidence: spot_conf, perpetualConfidence: perp?.conf ?? 1)
    let assets = (collateral ?? []).map {
      Collateral(
        $0.name, quantity: $0.amount, price: $0.price, underlying: $0.risk_cancelling ? 0 : nil,
        haircut: $0.mm_haircut, initialHaircut: $0.mm_haircut + $0.im_haircut, confidence: $0.conf)
    }
    let held = options.map { $0.position() }
    return (
      Portfolio(
        positions: held + (perp.map { [$0.position] } ?? []), cash: cash, collateral: assets),
      DeriveCases.market(spot, marks)
    )
  }
}

extension DeriveCases.First {
  var account: (Portfolio, MarketState) {
    let marks = VenueMarks(
      expiries: expiries.map {
        ExpiryMark(
          DeriveCases.expiry($0[0]), forwardRatio: ($0[1] + $0[2]) / spot, fixedForward: $0[1],
          rate: $0[4], confidence: min($0[3], $0[5], $0[6]))
      }, volatilities: DeriveCases.volatilities(options), settlementPrice: stable_price,
      spotConfidence: spot_conf, perpetualConfidence: perp.conf)
    let held = options.map { $0.position() }
    let coins = Position(.spot(underlying: 0), quantity: base)
    return (
      Portfolio(positions: held + [perp.position, coins], cash: cash),
      DeriveCases.market(spot, marks)
    )
  }
}

extension DeriveCases.Standard {
  /// Unpaid funding is cash to come.
  var account: (Portfolio, MarketState) {
    var (positions, cash) = ([Position](), cash)
    let names = markets.keys.sorted()
    let states = names.enumerated().compactMap { index, name -> UnderlyingState? in
      guard let market = markets[name] else { return nil }
      cash -= market.perp_size * (market.funding_index_delta ?? 0)
      positions += market.positions(underlying: index)
      return market.state(underlying: index, stable: stable_price)
    }
    return (
      Portfolio(positions: positions, cash: cash),
      MarketState(
        time: DeriveCases.now, underlyings: names.map { Underlying(name: $0) }, states: states)
    )
  }
}

extension DeriveCases.Market {
  func positions(underlying: Int) -> [Position] {
    (options ?? []).map { $0.position(underlying) } + [
      Position(
        .perpetual(PerpetualContract(underlying: underlying)), quantity: perp_size,
        settledPrice: perp_entry ?? perp_mark, quote: perp_mark),
      Position(.spot(underlying: underlying), quantity: base_size),
    ]
  }

  func state(underlying: Int, stable: Double) -> UnderlyingState {
    let options = options ?? []
    let marks = VenueMarks(
      expiries: (expiries ?? []).map { fields in
        let own = options.filter { $0.seconds == fields[0] }.map { $0.confidence ?? .nan }
        return ExpiryMark(
          DeriveCases.expiry(fields[0]), forwardRatio: fields[1] / spot, fixedForward: 0,
          confidence: own.reduce(fields[2], min))
      }, volatilities: DeriveCases.volatilities(options, underlying: underlying),
      settlementPrice: stable, spotConfidence: spot_conf, perpetualConfidence: perp_conf)
    return UnderlyingState(spot: spot, volatility: .nan, marks: marks)
  }
}

extension DeriveCases {
  /// A case file's parameters by the names that models give them.
  static func values(_ given: [String: Double]) -> ParameterValues {
    ParameterValues(
      Dictionary(
        uniqueKeysWithValues: given.compactMap { name, value in names[name].map { ($0, value) } }))
  }

  private static let names = [
    "inner": "inner-range", "edge": "edge-range", "vol_range_up": "vol-range-up",
    "vol_range_down": "vol-range-down", "short_term_power": "short-term-vega-power",
    "long_term_power": "long-term-vega-power", "dte_floor_days": "floor-days",
    "min_vol_after_up_shock": "least-vol-up", "mm_factor": "maintenance-factor",
    "im_factor": "initial-factor", "long_rate_mult": "long-rate-multiple",
    "long_rate_add": "long-rate-added", "long_base_discount": "long-discount",
    "rate_mult": "long-rate-multiple", "rate_add": "long-rate-added",
    "base_static_discount": "long-discount", "short_rate_mult": "short-rate-multiple",
    "short_rate_add": "short-rate-added", "short_base_discount": "short-discount",
    "basis_spot_up": "basis-up", "basis_spot_down": "basis-down", "basis_add": "basis-added",
    "basis_mult": "basis-multiple", "peg_threshold": "peg-threshold",
    "depeg_threshold": "peg-threshold", "peg_factor": "peg-factor", "depeg_factor": "peg-factor",
    "conf_threshold": "confidence-threshold", "oracle_threshold": "confidence-threshold",
    "conf_margin": "confidence-margin", "oracle_factor": "confidence-margin",
    "mm_perp_pct": "perpetual-maintenance", "im_perp_pct": "perpetual-initial",
    "perp_mm_req": "perpetual-maintenance", "perp_im_req": "perpetual-initial",
    "perp_pct": "perpetual-charge", "mm_option_pct": "option-maintenance",
    "im_option_pct": "option-initial", "max_spot_req": "option-initial",
    "min_spot_req": "option-minimum", "option_pct": "option-charge", "base_pct": "base-charge",
    "skew_linear_cap_base": "skew-linear-cap", "skew_linear_cap_slope": "skew-linear-cap-slope",
    "skew_abs_cap_base": "skew-absolute-cap", "skew_abs_cap_slope": "skew-absolute-cap-slope",
    "skew_min_kstar": "skew-least-width", "skew_width_scale": "skew-width",
    "skew_vol_param_static": "skew-vol", "skew_vol_param_scale": "skew-vol-slope",
    "mm_call_spot_req": "call-maintenance", "mm_put_spot_req": "put-maintenance",
    "mm_put_mtm_req": "put-mark-maintenance", "mm_offset_scale": "put-initial-scale",
    "unpaired_im_scale": "unpaired-initial", "unpaired_mm_scale": "unpaired-maintenance",
    "base_margin_factor": "base-factor", "base_im_scale": "base-initial-scale",
  ]
}
