/// A rule that says what equity a whole portfolio must have in a given market.
///
/// Implementations are values: the same portfolio and market always give the same answer.
public protocol MarginModel: Sendable {
  /// The name used in experiments and reports, such as `reg-t`.
  var id: String { get }

  /// Steps before the first that the rule needs prices of.
  var lookBack: Int { get }

  /// Whether the rule has anything to say about an instrument.
  func covers(_ instrument: Instrument) -> Bool

  /// What the account's equity must cover.
  ///
  /// - Throws: ``ModelError`` when the rule does not cover an instrument or lacks an input.
  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement
}

extension MarginModel {
  /// None: most rules look at the present only.
  public var lookBack: Int { 0 }

  /// Every instrument.
  public func covers(_ instrument: Instrument) -> Bool { true }
}

/// What a model asks for, and why.
///
/// `initial` and `maintenance` are measured against equity, that is cash plus the market value of
/// every position: an option's value is in the equity already and is never asked for twice. Rule
/// books that count premium inside the requirement are quoted by ``publishedInitial``.
public struct MarginRequirement: Sendable, Equatable {
  /// Equity needed to take the position on, ≥ 0.
  public let initial: Money
  /// Equity below which a margin call is issued, ≥ 0.
  public let maintenance: Money
  @usableFromInline let reasons: Reasons?

  /// A requirement with its explanation.
  @inlinable
  public init(
    initial: Money, maintenance: Money, components: [MarginComponent],
    bindingScenario: Scenario? = nil, premiumInRule: Money = 0
  ) {
    (self.initial, self.maintenance) = (initial, maintenance)
    let isExplained = !components.isEmpty || bindingScenario != nil || premiumInRule != 0
    reasons = isExplained ? Reasons(components, bindingScenario, premiumInRule) : nil
  }

  /// The named amounts that explain the two, in the order they are computed.
  public var components: [MarginComponent] { reasons?.components ?? [] }

  /// The scenario that decided, for scenario-based models.
  public var bindingScenario: Scenario? { reasons?.bindingScenario }

  /// What the rule book's own figure holds beyond `initial`: the market value of short options less
  /// that of long options where the rule counts premium as part of the requirement, else 0.
  public var premiumInRule: Money { reasons?.premiumInRule ?? 0 }

  // Apart, so that a requirement fits in registers: copied through memory, it takes a third of a step in
  // which nothing happens.
  @usableFromInline
  final class Reasons: Sendable, Equatable {
    let components: [MarginComponent]
    let bindingScenario: Scenario?
    let premiumInRule: Money

    @usableFromInline
    init(_ components: [MarginComponent], _ scenario: Scenario?, _ premiumInRule: Money) {
      (self.components, bindingScenario) = (components, scenario)
      self.premiumInRule = premiumInRule
    }

    @usableFromInline
    static func == (a: Reasons, b: Reasons) -> Bool {
      a.components == b.components && a.bindingScenario == b.bindingScenario
        && a.premiumInRule == b.premiumInRule
    }
  }

  /// The initial requirement as the rule book states it, premium included where it includes it.
  public var publishedInitial: Money { max(0, initial + premiumInRule) }

  /// The maintenance requirement as the rule book states it.
  public var publishedMaintenance: Money { max(0, maintenance + premiumInRule) }
}

/// One named part of a requirement.
public struct MarginComponent: Sendable, Equatable {
  /// The part's name in snake_case, such as `scan_risk`.
  public let name: String
  /// Its size; charges are positive.
  public let amount: Money

  /// A part called `name`.
  public init(_ name: String, _ amount: Money) {
    (self.name, self.amount) = (name, amount)
  }
}

/// One assumed move of the market, in the order of the model's table.
public struct Scenario: Sendable, Equatable {
  /// Position in the model's table, from 1.
  public let number: Int
  /// Relative change of the spot price; −0.08 is a fall of 8 %.
  public let spotMove: Double
  /// Change of volatility as a fraction of its level.
  public let volatilityMove: Double

  /// Scenario `number` of a model's table.
  public init(number: Int, spotMove: Double, volatilityMove: Double) {
    (self.number, self.spotMove, self.volatilityMove) = (number, spotMove, volatilityMove)
  }
}

/// Why a model cannot margin a portfolio.
public enum ModelError: Error, Sendable, Equatable {
  /// The rule has nothing to say about this instrument.
  case unsupported(model: String, instrument: String, hint: String)
  /// A price is missing, not finite, or outside what the model allows.
  case unusablePrice(underlying: String, value: Double)
  /// An option needs a volatility that the market does not hold.
  case missingVolatility(underlying: String)
  /// A look-back model has too little past.
  case shortHistory(model: String, needed: Int, available: Int)
}
