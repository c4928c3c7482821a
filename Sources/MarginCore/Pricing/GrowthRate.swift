/// The continuously compounded rate at which `start` grows to `end` over `years`: ln(end/start)/years.
///
/// `nil` unless all three are positive and finite.
public func growthRate(from start: Double, to end: Double, over years: Years) -> Rate? {
  guard start > 0, end > 0, years > 0, start < .infinity, end < .infinity, years < .infinity else {
    return nil
  }
  return Elementary.logRatio(end, start) / years
}
