public import MarginCore

/// Decides when a portfolio is traded, and how far towards its target.
public protocol RebalancingTrigger: Sendable {
  /// The weights to trade to; `nil` to leave things as they are.
  func destination(of drift: WeightDrift) -> [Double]?
}

/// What a trigger may look at.
public struct WeightDrift: Sendable {
  /// The step's moment.
  public let time: Timestamp
  /// When the portfolio was last traded.
  public let lastTrade: Timestamp
  /// The weights held.
  public let weights: [Double]
  /// The weights wanted, in the same order.
  public let targets: [Double]

  /// Weights that have drifted from `targets` since `lastTrade`.
  public init(time: Timestamp, lastTrade: Timestamp, weights: [Double], targets: [Double]) {
    (self.time, self.lastTrade) = (time, lastTrade)
    (self.weights, self.targets) = (weights, targets)
  }
}

/// Never rebalances: what was bought at the first step is held.
public struct NoRebalancing: RebalancingTrigger {
  /// A trigger that never acts.
  public init() {}

  /// Always `nil`.
  public func destination(of drift: WeightDrift) -> [Double]? { nil }
}

/// Rebalances to the target once in every period.
public struct CalendarRebalancing: RebalancingTrigger {
  /// The period.
  public let period: Period

  /// A length of time, or calendar months.
  public enum Period: Sendable, Equatable {
    /// The first step at which so much time has passed; zero is every step.
    case span(TimeSpan)
    /// The first step of a month, of every third for 3, of January for 12.
    case months(Int)
  }

  /// A trigger that acts once in `period`.
  public init(_ period: Period) {
    self.period = period
  }

  /// The targets when a new period has begun.
  public func destination(of drift: WeightDrift) -> [Double]? {
    switch period {
    case .span(let span): drift.time >= drift.lastTrade + span ? drift.targets : nil
    case .months(let count):
      month(drift.time) / count > month(drift.lastTrade) / count ? drift.targets : nil
    }
  }

  private func month(_ time: Timestamp) -> Int {
    let day = CalendarDay(containing: time)
    return 12 * day.year + day.month - 1
  }
}

/// Rebalances when a weight leaves its band; on the band's edge it is still inside.
public struct BandRebalancing: RebalancingTrigger {
  /// Half of the band: in units of weight, or as a fraction of the target.
  public let width: Double
  /// What `width` is measured in.
  public let measure: Measure
  /// How far a trade goes.
  public let reach: Reach

  /// What the width of a band is measured in.
  public enum Measure: String, Sendable, CaseIterable {
    /// |w − w*| > width.
    case absolute
    /// |w/w* − 1| > width.
    case relative
  }

  /// How far a trade goes.
  public enum Reach: String, Sendable, CaseIterable {
    /// All the way.
    case target
    /// Only until every weight is within its band: all drifts shrink by one factor, so that what is
    /// sold of one holding is bought of the others and no cash is left over.
    case edge
  }

  /// A band of `width` on either side.
  public init(width: Double, _ measure: Measure = .absolute, to reach: Reach = .target) {
    (self.width, self.measure, self.reach) = (width, measure, reach)
  }

  /// The targets, or the nearest weights on the way to them that are within every band.
  ///
  /// A weight that has jumped over several bands is traded once, like any other.
  public func destination(of drift: WeightDrift) -> [Double]? {
    let shares = zip(drift.weights, drift.targets).map { weight, target in
      share(of: abs(weight - target), within: halfWidth(target))
    }
    guard let least = shares.min(), least < 1 else { return nil }
    guard reach == .edge else { return drift.targets }
    return zip(drift.weights, drift.targets).map { $1 + least * ($0 - $1) }
  }

  private func halfWidth(_ target: Double) -> Double {
    measure == .absolute ? width : width * abs(target)
  }

  /// The part of a drift that may stay; 1 for one within its band.
  private func share(of drift: Double, within width: Double) -> Double {
    drift > width ? width / drift : 1
  }
}
