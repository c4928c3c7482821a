/// A rotation of the smile of one expiry, bounded on both sides.
struct DeriveSkew: Sendable {
  let cap: Double
  let slope: Double

  /// The rotation of an expiry of `years` with strikes below and above the forward moving apart.
  static func linear(_ values: ParameterValues, _ name: String, years: Years) -> DeriveSkew {
    DeriveSkew(
      values, name, years, cap: values["skew-linear-cap", of: name],
      capSlope: values["skew-linear-cap-slope", of: name])
  }

  /// The rotation with strikes on both sides moving the same way.
  static func absolute(_ values: ParameterValues, _ name: String, years: Years) -> DeriveSkew {
    DeriveSkew(
      values, name, years, cap: values["skew-absolute-cap", of: name],
      capSlope: values["skew-absolute-cap-slope", of: name])
  }

  private init(
    _ values: ParameterValues, _ name: String, _ years: Years, cap: Double, capSlope: Double
  ) {
    let root = years.squareRoot()
    self.cap = cap + capSlope * root
    let width =
      values["skew-width", of: name]
      * (values["skew-vol", of: name] + values["skew-vol-slope", of: name] * root)
    slope = self.cap / max(values["skew-least-width", of: name], root * width)
  }

  /// Factor on the volatility at log-moneyness `k`, ≥ 0.
  func factor(_ k: Double) -> Double {
    let bound = abs(cap)
    return max(0, 1 + min(bound, max(-bound, k * slope)))
  }
}
