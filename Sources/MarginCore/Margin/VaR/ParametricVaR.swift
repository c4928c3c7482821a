/// Value at risk and expected shortfall in closed form, from delta, or delta and gamma.
///
/// Options are not revalued: the normal and Student t laws see the book's deltas only,
/// ``ProfitLaw/cornishFisher`` its gammas as well. Covariances are those of past log returns.
public struct ParametricVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let law: ProfitLaw
  private let values: ParameterValues
  /// A quantile of the t law, the mean of what lies beyond it, and the scale of unit deviation.
  private typealias StudentTail = (quantile: Double, tailMean: Double, scale: Double)

  private let student: StudentTail

  /// The assumed distribution of the book's profit.
  public enum ProfitLaw: Sendable {
    /// Normal, from deltas.
    case normal
    /// Cornish-Fisher quantiles of the delta-gamma profit's four cumulants.
    case cornishFisher
    /// Student t with the delta-normal deviation.
    case studentT
  }

  init(id: String, _ law: ProfitLaw, _ values: ParameterValues) {
    (self.id, self.law, self.values) = (id, law, values)
    student = law == .studentT ? Self.student(values) : (.nan, .nan, .nan)
  }

  /// The returns that covariances are estimated from.
  public var lookBack: Int { values.count("window") }

  /// The quantile or tail mean of the assumed law.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let underlyings = portfolio.underlyings
    let covariance = try Covariance(of: underlyings, in: market, values, for: id)
    let profit = QuadraticProfit(of: portfolio, underlyings, in: market)
    let horizon = Double(values.count("horizon"))
    let deviation = profit.linearVariance(covariance, horizon: horizon).squareRoot()
    return switch law {
    case .normal: normalTail(deviation).requirement(values)
    case .studentT: studentTail(deviation).requirement(values)
    case .cornishFisher: expanded(profit.cumulants(covariance, horizon: horizon), deviation)
    }
  }

  private var share: Double { 1 - values["confidence"] }

  private func normalTail(_ deviation: Money) -> TailRisk {
    let z = Normal.quantile(share)
    return TailRisk(
      valueAtRisk: -z * deviation, expectedShortfall: Normal.density(z) / share * deviation)
  }

  private func studentTail(_ deviation: Money) -> TailRisk {
    let scale = deviation * student.scale
    return TailRisk(
      valueAtRisk: -student.quantile * scale, expectedShortfall: -student.tailMean * scale)
  }

  private static func student(_ values: ParameterValues) -> StudentTail {
    let (law, share) = (StudentT(degrees: values["degrees"]), 1 - values["confidence"])
    return (law.quantile(share), law.tailMean(share), law.unitScale)
  }

  /// What gamma adds to the delta-normal figure, and what the turn of the expansion adds, are named.
  private func expanded(_ cumulants: [Double], _ linear: Money) -> MarginRequirement {
    let deviation = max(0, cumulants[1]).squareRoot()
    guard deviation > 0 else { return normalTail(0).requirement(values) }
    let expansion = CornishFisher(
      skew: cumulants[2] / (deviation * cumulants[1]),
      excessKurtosis: cumulants[3] / (cumulants[1] * cumulants[1]))
    let z = Normal.quantile(share)
    let plain = -cumulants[0] - deviation * expansion.value(z)
    let risk = -cumulants[0] - deviation * expansion.lowerEnvelope(z)
    let shortfall = -cumulants[0] - deviation * expansion.tailMean(share)
    return TailRisk(valueAtRisk: risk, expectedShortfall: max(risk, shortfall)).requirement(
      values,
      further: [
        MarginComponent("gamma_adjustment", plain - normalTail(linear).valueAtRisk),
        MarginComponent("monotone_correction", risk - plain),
      ])
  }
}

extension ParametricVaR {
  private static let parameters =
    Covariance.parameters + [
      Horizon.length,
      ModelParameter("confidence", "share of losses covered", in: 0.5...0.999999),
      TailRisk.measure,
    ]

  /// The delta-normal family.
  public static let normalFamily = ModelFamily(
    name: "parametric-normal", summary: "Tail of a normal profit, from deltas and covariances.",
    parameters: parameters, make: { ParametricVaR(id: $0, .normal, $1) })

  /// The delta-gamma family.
  public static let cornishFisherFamily = ModelFamily(
    name: "parametric-cornish-fisher",
    summary: "Cornish-Fisher tail of the delta-gamma profit under normal returns.",
    parameters: parameters, make: { ParametricVaR(id: $0, .cornishFisher, $1) })

  /// The Student t family.
  public static let studentTFamily = ModelFamily(
    name: "parametric-t", summary: "Tail of a Student t profit, from deltas and covariances.",
    parameters: parameters + [
      ModelParameter("degrees", "degrees of freedom", in: 2.1...1000)
    ], make: { ParametricVaR(id: $0, .studentT, $1) })
}
