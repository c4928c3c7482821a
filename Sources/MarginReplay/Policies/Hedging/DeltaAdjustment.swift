public import MarginCore

/// Takes delta at another volatility, so that the hedge pays for its own costs.
public protocol DeltaAdjustment: Sendable {
  /// What an option's variance is multiplied by before its delta is taken.
  ///
  /// - Parameters:
  ///   - volatility: The option's own volatility.
  ///   - book: All options on the underlying, netted: the sign of their gamma says whether the book is
  ///     hedged as a long or as a short option.
  ///   - cost: One-way cost of trading the hedge as a fraction of notional.
  /// - Returns: A factor above 0; `nil` where the adjustment is not defined, which leaves delta as it is.
  func varianceFactor(
    of volatility: Volatility, in book: BookCurvature, cost: Double
  ) -> Double?
}

/// The volatility of Leland, or of Boyle and Vorst, for a hedge adjusted at fixed intervals.
///
/// Variance is multiplied by 1 + A for a short book and by 1 − A for a long one, with
/// A = c · 2λ/(σ√Δt): c = √(2/π) after Leland, "Option pricing and replication with transactions
/// costs" (1985), whose cost is that of the round trip 2λ, and c = 1 after Boyle and Vorst, "Option
/// replication in discrete time with transaction costs" (1992), whose prices move by one step either
/// way. Books after Hoggard, Whalley and Wilmott (1994). A long book with A ≥ 1 costs more to hedge at
/// that interval than its gamma earns: there is no such volatility, and delta stays unadjusted.
public struct CostAdjustedDelta: DeltaAdjustment, Equatable {
  /// Whose volatility.
  public let model: Model
  /// Time Δt between adjustments, > 0.
  public let interval: TimeSpan
  /// One-way cost λ as a fraction of notional; `nil` for what trading the hedge costs.
  public let cost: Double?

  /// Whose volatility.
  public enum Model: String, Sendable, CaseIterable {
    /// Normal returns: c = √(2/π).
    case leland
    /// Binomial returns: c = 1.
    case boyleVorst = "boyle-vorst"

    var constant: Double {
      // √(2/π).
      self == .leland ? 0.7978845608028654 : 1
    }
  }

  /// An adjustment for a hedge made once every `interval`.
  public init(_ model: Model, every interval: TimeSpan, cost: Double? = nil) {
    (self.model, self.interval, self.cost) = (model, interval, cost)
  }

  /// 1 ± A; `nil` without volatility, interval or gamma, and for a long book with A ≥ 1.
  public func varianceFactor(
    of volatility: Volatility, in book: BookCurvature, cost own: Double
  ) -> Double? {
    let years = Timestamp(microseconds: 0).years(until: Timestamp(microseconds: 0) + interval)
    guard volatility > 0, years > 0, book.gamma != 0 else { return nil }
    let a = model.constant * 2 * (cost ?? own) / (volatility * years.squareRoot())
    let factor = book.gamma > 0 ? 1 - a : 1 + a
    return factor > 0 ? factor : nil
  }
}
