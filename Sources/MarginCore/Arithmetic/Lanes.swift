internal import CLanes

/// One double, or sixteen side by side: the numbers that pricing kernels are written for.
///
/// A kernel uses only IEEE addition, multiplication, division, square root and fused multiply-add, and
/// chooses by mask instead of branching on a value, so that every lane holds the bits that the same
/// computation on one double gives, on any machine.
protocol Lanes: Sendable, BitwiseCopyable {
  /// A truth value per lane.
  associatedtype Mask: Sendable

  init(repeating value: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  /// `self + a × b`, rounded once.
  func addingProduct(_ a: Self, _ b: Self) -> Self
  func squareRoot() -> Self

  static func isBelow(_ a: Self, _ b: Self) -> Mask
  static func both(_ a: Mask, _ b: Mask) -> Mask
  static func any(_ mask: Mask) -> Bool
  static func all(_ mask: Mask) -> Bool
  static func choose(_ mask: Mask, _ yes: Self, _ no: Self) -> Self

  /// Without its sign.
  var magnitude: Self { get }
  /// 2 to the power of `self`, a whole number from −1022 to 1023.
  var powerOfTwo: Self { get }
  /// `self` = significand × 2^exponent with the significand from 1 up to 2; for normal numbers.
  var split: (significand: Self, exponent: Self) { get }
}

extension Lanes {
  static var zero: Self { Self(repeating: 0) }
  static var one: Self { Self(repeating: 1) }

  /// The opposite, of zeros too; SIMD's own prefix minus gives 0 for 0.
  @inline(__always)
  var negated: Self { Self(repeating: -0.0) - self }

  /// The smaller of two; `b` when either is not a number.
  @inline(__always)
  static func smaller(_ a: Self, _ b: Self) -> Self { choose(isBelow(a, b), a, b) }

  /// The larger of two; `a` when either is not a number.
  @inline(__always)
  static func larger(_ a: Self, _ b: Self) -> Self { choose(isBelow(a, b), b, a) }

  /// Kept within ±`bound`; not a number stays so.
  @inline(__always)
  func bounded(by bound: Double) -> Self {
    Self.larger(Self.smaller(Self(repeating: bound), self), Self(repeating: -bound))
  }

  /// The nearest whole number, halves to even, for magnitudes below 2⁵¹.
  @inline(__always)
  var nearestWhole: Self {
    let shift = Self(repeating: 0x1.8p52)
    return (self + shift) - shift
  }
}

// Adding 2⁵² + 1023 leaves k + 1023 in the lowest bits of the significand.
private let exponentShift = 0x1p52 + 1023
private let significandBits: UInt64 = 0x000F_FFFF_FFFF_FFFF
private let signBit: UInt64 = 0x8000_0000_0000_0000
private let bitsOfOne: UInt64 = 0x3FF0_0000_0000_0000
private let bitsOfShift: UInt64 = 0x4330_0000_0000_0000

extension Double: Lanes {
  init(repeating value: Double) { self = value }

  @inline(__always)
  static func isBelow(_ a: Double, _ b: Double) -> Bool { a < b }
  @inline(__always)
  static func both(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inline(__always)
  static func any(_ mask: Bool) -> Bool { mask }
  @inline(__always)
  static func all(_ mask: Bool) -> Bool { mask }
  @inline(__always)
  static func choose(_ mask: Bool, _ yes: Double, _ no: Double) -> Double { mask ? yes : no }

  @inline(__always)
  var powerOfTwo: Double { Double(bitPattern: (self + exponentShift).bitPattern &<< 52) }

  @inline(__always)
  var split: (significand: Double, exponent: Double) {
    let field = Double(bitPattern: (bitPattern &>> 52) | bitsOfShift)
    return (
      Double(bitPattern: (bitPattern & significandBits) | bitsOfOne), field - exponentShift
    )
  }
}

extension SIMD16<Double>: Lanes {
  /// All bits of a lane are set where it holds.
  typealias Mask = SIMD16<Int>

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { lanes_add(a, b) }
  @inline(__always)
  static func - (a: Self, b: Self) -> Self { lanes_subtract(a, b) }
  @inline(__always)
  static func * (a: Self, b: Self) -> Self { lanes_multiply(a, b) }
  @inline(__always)
  static func / (a: Self, b: Self) -> Self { lanes_divide(a, b) }
  @inline(__always)
  func addingProduct(_ a: Self, _ b: Self) -> Self { lanes_fuse(a, b, self) }
  @inline(__always)
  func squareRoot() -> Self { lanes_root(self) }

  @inline(__always)
  static func isBelow(_ a: Self, _ b: Self) -> Mask { lanes_below(a, b) }
  @inline(__always)
  static func both(_ a: Mask, _ b: Mask) -> Mask { a & b }
  @inline(__always)
  static func any(_ mask: Mask) -> Bool { lanes_any(mask) }
  @inline(__always)
  static func all(_ mask: Mask) -> Bool { !lanes_any(~mask) }
  @inline(__always)
  static func choose(_ mask: Mask, _ yes: Self, _ no: Self) -> Self { lanes_choose(mask, yes, no) }

  @inline(__always)
  private var bits: SIMD16<UInt64> { unsafeBitCast(self, to: SIMD16<UInt64>.self) }
  @inline(__always)
  private init(bits: SIMD16<UInt64>) { self = unsafeBitCast(bits, to: Self.self) }

  @inline(__always)
  var magnitude: Self { Self(bits: bits & SIMD16<UInt64>(repeating: ~signBit)) }

  @inline(__always)
  var powerOfTwo: Self {
    Self(bits: (self + Self(repeating: exponentShift)).bits &<< SIMD16<UInt64>(repeating: 52))
  }

  @inline(__always)
  var split: (significand: Self, exponent: Self) {
    let field = (bits &>> SIMD16<UInt64>(repeating: 52)) | SIMD16<UInt64>(repeating: bitsOfShift)
    let significand =
      (bits & SIMD16<UInt64>(repeating: significandBits)) | SIMD16<UInt64>(repeating: bitsOfOne)
    return (Self(bits: significand), Self(bits: field) - Self(repeating: exponentShift))
  }
}
