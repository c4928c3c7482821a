/// Columns of returns, sixteen at a time with the bits of one at a time.
extension ArraySlice<Double> {
  /// Logarithm of each number over the one before it.
  var logRatios: [Double] {
    guard count > 1 else { return [] }
    return withUnsafeBufferPointer { numbers in
      column(numbers.count - 1) { i in
        Elementary.logRatio(numbers.lanes(at: i + 1), numbers.lanes(at: i)) as SIMD16<Double>
      } one: { i in
        Elementary.logRatio(numbers[i + 1], numbers[i])
      }
    }
  }
}

extension [Double] {
  /// e to the power of each number times `scale`, less 1.
  func growths(scale: Double) -> [Double] {
    withUnsafeBufferPointer { numbers in
      column(numbers.count) { i in
        Elementary.exp(numbers.lanes(at: i) * SIMD16(repeating: scale)) - SIMD16(repeating: 1)
      } one: { i in
        Elementary.exp(numbers[i] * scale) - 1
      }
    }
  }
}

/// A column of `count` numbers, in lanes as far as they are full and one by one at the end.
@inline(__always)
private func column(
  _ count: Int, lanes: (Int) -> SIMD16<Double>, one: (Int) -> Double
) -> [Double] {
  [Double](unsafeUninitializedCapacity: count) { results, written in
    let full = count - count % SIMD16<Double>.scalarCount
    for i in stride(from: 0, to: full, by: SIMD16<Double>.scalarCount) {
      results.put(lanes(i), at: i)
    }
    for i in full..<count { results[i] = one(i) }
    written = count
  }
}
