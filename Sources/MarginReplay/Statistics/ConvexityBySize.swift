public import MarginCore

/// Losses of a book by the size of the move: where risk stops being linear.
///
/// A linear book loses the same per point however far the market goes. A curved one loses more per
/// point the further it goes; how much more from one size to the next is the acceleration.
public struct ConvexityBySize: Sendable {
  /// Steps whose move was of one size.
  public struct Size: Sendable {
    /// The least move, as a fraction of the price, and the one it stays below.
    public let moves: Range<Double>
    /// How many steps.
    public internal(set) var steps = 0
    /// Sum of their moves.
    public internal(set) var distance = 0.0
    /// What the book lost in them.
    public internal(set) var loss = Convexity()

    /// Curved loss per 1 % of move; `nil` without a move.
    public var curvedPerPoint: Money? { distance > 0 ? loss.curved / (100 * distance) : nil }
  }

  /// The sizes, smallest first.
  public private(set) var sizes: [Size]

  /// The bounds between sizes, as fractions of the price.
  public static let bounds = [0, 0.005, 0.01, 0.02, 0.04, 0.08, .infinity]

  /// No losses yet.
  public init() {
    sizes = zip(Self.bounds, Self.bounds.dropFirst()).map { Size(moves: $0..<$1) }
  }

  /// Adds what an account's book lost in a step; one that began without a book is left out.
  public mutating func add(_ step: StepRecord) {
    let move = step.hedging.move
    guard step.hedging.gammaPerVariance != 0,
      let index = sizes.firstIndex(where: { $0.moves.contains(move) })
    else { return }
    sizes[index].steps += 1
    sizes[index].distance += move
    sizes[index].loss = sizes[index].loss + Convexity(step.attribution)
  }

  /// Curved loss per point at each size over that at the size before it that had any; `nil` where one of
  /// them is missing.
  public var accelerations: [Double?] {
    var last: Money?
    return sizes.map { size in
      let rate = size.curvedPerPoint
      defer { if let rate, rate > 0 { last = rate } }
      guard let rate, let last, last > 0 else { return nil }
      return rate / last
    }
  }
}
