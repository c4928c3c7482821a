/// Horner's rule with fused multiply-add, highest power first.
@inline(__always)
func polynomial<L: Lanes, let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: L
) -> L {
  var sum = L(repeating: coefficients[0])
  for i in 1..<count { sum = L(repeating: coefficients[i]).addingProduct(sum, x) }
  return sum
}

/// Even and odd powers apart, each by Horner's rule: half the waiting for two operations more.
@inline(__always)
func splitPolynomial<L: Lanes, let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: L
) -> L {
  let square = x * x
  var (first, second) = (L(repeating: coefficients[0]), L(repeating: coefficients[1]))
  for i in 2..<count {
    if i % 2 == 0 {
      first = L(repeating: coefficients[i]).addingProduct(first, square)
    } else {
      second = L(repeating: coefficients[i]).addingProduct(second, square)
    }
  }
  return count % 2 == 0 ? second.addingProduct(first, x) : first.addingProduct(second, x)
}

/// Horner's rule for a polynomial whose highest power has the coefficient 1, which is not listed.
@inline(__always)
func monicPolynomial<L: Lanes, let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: L
) -> L {
  var sum = x + L(repeating: coefficients[0])
  for i in 1..<count { sum = L(repeating: coefficients[i]).addingProduct(sum, x) }
  return sum
}
