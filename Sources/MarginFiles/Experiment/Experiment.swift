public import MarginCore
public import MarginReplay

/// What an experiment file says, checked and with every default filled in.
public struct Experiment: Sendable {
  /// Its name in kebab-case, which names its report folder too.
  public let name: String
  /// What is asked, in one sentence.
  public let question: String
  /// What happened.
  public let market: MarketPlan
  /// The currency of every amount.
  public let currency: String
  /// Money in the account before the first trade.
  public let cash: Money
  /// Assets beside cash.
  public let collateral: [Collateral]
  /// Interest on cash; `nil` where it is the rate of the underlyings, which changes.
  public let interest: Rate?
  /// Strategies that are opened at the first step and rolled.
  public let strategies: [RollingStrategy]
  /// Positions opened at the first step.
  public let positions: [Position]
  /// Who asks for margin.
  public let margin: MarginPlan
  /// Holdings that are kept at weights; `nil` for none.
  public let rebalancing: RebalancingPlan?
  /// How delta is hedged.
  public let hedging: HedgePlan
  /// What trading costs.
  public let costs: CostModel
  /// Where half-spreads come from that are quoted; `nil` when ``costs`` has them.
  public let spreadSource: SpreadSource?
  /// How profit is attributed.
  public let attribution: AttributionPlan
  /// How margin is enforced.
  public let settlement: SettlementRules
  /// Claims that the run must bear out.
  public let checks: [String]

  /// What the file was called in messages.
  let file: String
  /// The checked file, with places and defaults.
  let settings: Record
}

extension Experiment: Equatable {
  /// Two experiments are equal when their files mean the same.
  public static func == (a: Experiment, b: Experiment) -> Bool { a.settings == b.settings }
}

/// Which days of which price files are replayed.
public struct MarketPlan: Sendable, Equatable {
  /// The first day replayed; `nil` for the first on which everything is known.
  public let from: CalendarDay?
  /// The last day replayed; `nil` for the last of the files.
  public let to: CalendarDay?
  /// The underlyings, in the order of the file.
  public let underlyings: [UnderlyingPlan]
  /// Which of them has the times that are the steps.
  public let clock: Int
}

/// Where one underlying's prices and volatilities come from.
public struct UnderlyingPlan: Sendable, Equatable {
  /// Name, kind and trading days.
  public let underlying: Underlying
  /// The price file, as written in the experiment.
  public let prices: String
  /// How the price file is laid out.
  public let columns: SeriesLayout
  /// How old a price may be that is used at a step without one; `nil` when every step must have one.
  public let maxAge: TimeSpan?
  /// Where funding comes from; `nil` when none is paid.
  public let funding: FundingSource?
  /// Where volatility comes from.
  public let volatility: VolatilitySource
  /// Financing rate.
  public let rate: RateSource
  /// Dividend yield.
  public let yield: RateSource
  /// Cash paid on each unit; `nil` where holders are paid the yield.
  public let dividends: DividendSource?
  /// What turns the prices into the account's currency; `nil` when they are in it.
  public let fx: CurrencySource?
}

/// Where funding comes from: rates by the time they are paid, as fractions of notional.
public struct FundingSource: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// How it is laid out.
  public let layout: SeriesLayout
}

/// Which margin models govern and which only look on.
public struct MarginPlan: Sendable, Equatable {
  /// Models that each govern an account of their own.
  public let models: [String]
  /// Models computed on every account, acting on nothing.
  public let shadow: [String]
  /// Values that replace a model's own, by model id and parameter name.
  public let parameters: [String: [String: Double]]
  /// Models derived from those of the catalogue.
  public let transforms: [DerivedModel]
}
