/// Horner's rule with fused multiply-add, highest power first.
@inline(__always)
func polynomial<L: Lanes, let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: L
) -> L {
  var sum = L(repeating: coefficients[0])
  for i in 1..<count { sum = L(repeating: coefficients[i]).addingProduct(sum, x) }
  return sum
}
