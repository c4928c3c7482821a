/// The same polynomial at two places, side by side: each waits for less than it would alone.
@inline(__always)
func polynomials<L: Lanes, let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: L, _ y: L
) -> (L, L) {
  var (first, second) = (L(repeating: coefficients[0]), L(repeating: coefficients[0]))
  for i in 1..<count {
    let next = L(repeating: coefficients[i])
    first = next.addingProduct(first, x)
    second = next.addingProduct(second, y)
  }
  return (first, second)
}

/// Horner's rule with fused multiply-add, highest power first.
@inline(__always)
func polynomial<L: Lanes, let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: L
) -> L {
  var sum = L(repeating: coefficients[0])
  for i in 1..<count { sum = L(repeating: coefficients[i]).addingProduct(sum, x) }
  return sum
}
