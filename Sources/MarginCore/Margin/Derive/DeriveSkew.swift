/// A rotation of the smile of one expiry, bounded on both sides.
struct DeriveSkew: Sendable {
  let cap: Double
  let slope: Double

  /// The rotation of an expiry of `years`; `kind` is `linear` or `absolute`.
  init(_ values: ParameterValues, _ name: String, kind: String, years: Years) {
    let root = years.squareRoot()
    cap = values["skew-\(kind)-cap", of: name] + values["skew-\(kind)-cap-slope", of: name] * root
    let width =
      values["skew-width", of: name]
      * (values["skew-vol", of: name] + values["skew-vol-slope", of: name] * root)
    slope = cap / max(values["skew-least-width", of: name], root * width)
  }

  /// Factor on the volatility at log-moneyness `k`, ≥ 0.
  func factor(_ k: Double) -> Double {
    let bound = abs(cap)
    return max(0, 1 + min(bound, max(-bound, k * slope)))
  }
}
