/// What a function and its first three derivatives say about where its root is.
struct HouseholderStep {
  /// −g/g′, the step of Newton's method.
  let newton: Double
  /// g″/g′.
  let second: Double
  /// g‴/g′.
  let third: Double

  /// The third-order step of Householder, whose error is of the fourth power of the error before.
  var length: Double {
    let numerator = 1 + 0.5 * newton * second
    return newton * numerator / (1 + newton * (second + newton * third / 6))
  }
}

/// The root of a monotonic function between `low` and `high`, by Householder's third-order method.
///
/// A step that leaves the bracket, which every evaluation narrows, is replaced by bisection: the
/// search ends whatever the function does, after 80 evaluations at most. Two or three are usual.
func householderRoot(
  from guess: Double, low: Double, high: Double, step: (Double) -> HouseholderStep
) -> Double {
  var (low, high) = (low, high)
  var position = guess > low && guess < high ? guess : 0.5 * (low + high)
  for _ in 0..<80 {
    let step = step(position)
    guard step.newton != 0 else { return position }
    if step.newton > 0 { low = position } else { high = position }
    let next = position + step.length
    guard next >= low, next <= high else {
      position = 0.5 * (low + high)
      continue
    }
    if abs(next - position) <= 1e-5 * abs(next) { return next }
    position = next
  }
  return position
}
