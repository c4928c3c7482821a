/// What holding costs from step to step, each a continuously compounded rate per year.
public struct Financing: Sendable, Equatable {
  /// Interest on borrowed cash; `nil` for the rate on credit.
  public var debit: DatedRate?
  /// Fee for borrowing what is held short in spot.
  public var borrow: DatedRate?
  /// Cost of the initial margin that the governing model locks up.
  public var margin: DatedRate?

  /// Nothing beyond interest on cash.
  public init() {}
}
