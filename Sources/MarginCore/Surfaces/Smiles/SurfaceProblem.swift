/// A way in which a smile or a surface is not one that a market without arbitrage could show.
public struct SurfaceProblem: Sendable, Equatable {
  /// What is broken.
  public enum Kind: String, Sendable, CaseIterable {
    /// A parameter is not finite or outside its domain; the value is the parameter.
    case parameter
    /// Total variance is not positive; the value is total variance.
    case variance
    /// A wing is too steep (Lee, "The moment formula", 2004); the value is its slope.
    case wingSlope = "wing-slope"
    /// A butterfly spread has a negative price; the value is ``RawSVI/butterflyDensity(_:)``.
    case butterfly
    /// A calendar spread has a negative price; the value is later less earlier total variance.
    case calendar
  }

  /// What is broken.
  public let kind: Kind
  /// Where it is worst; ±infinity for a wing, NaN for a parameter.
  public let logMoneyness: Double
  /// By how much, as told by ``kind``.
  public let value: Double
  /// The time to expiry concerned, where the surface has more than one.
  public let years: Years?

  /// A problem at `logMoneyness`.
  public init(_ kind: Kind, logMoneyness: Double, value: Double, years: Years? = nil) {
    (self.kind, self.logMoneyness) = (kind, logMoneyness)
    (self.value, self.years) = (value, years)
  }

  func at(_ years: Years) -> SurfaceProblem {
    SurfaceProblem(kind, logMoneyness: logMoneyness, value: value, years: years)
  }
}

extension SurfaceProblem: CustomStringConvertible {
  /// One line, such as `butterfly at k = 0.77: -0.012`.
  public var description: String {
    let place = logMoneyness.isNaN ? "" : " at k = \(logMoneyness)"
    let time = years.map { ", T = \($0)" } ?? ""
    return "\(kind.rawValue)\(place)\(time): \(value)"
  }
}

/// Why a surface cannot be used: what no market without arbitrage could show.
public struct SurfaceArbitrage: Error, Sendable, Equatable {
  /// What is wrong, at least one.
  public let problems: [SurfaceProblem]

  /// A refusal for these reasons.
  public init(problems: [SurfaceProblem]) {
    self.problems = problems
  }
}

extension SurfaceArbitrage: CustomStringConvertible {
  /// The problems, each as its own line says it.
  public var description: String { problems.map(\.description).joined(separator: "; ") }
}
