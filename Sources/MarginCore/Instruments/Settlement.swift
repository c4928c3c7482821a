/// What a contract's gains and premiums are paid in.
///
/// An inverse future on N units of the quoting currency pays N(1/P₀ − 1/P₁) units of its underlying
/// coin when the price goes from P₀ to P₁; an inverse option pays its dollar payoff in coin at the
/// final price. Source: Deribit, contract specifications of inverse futures and options.
public enum Settlement: String, Sendable, CaseIterable {
  /// In the currency the price is quoted in, such as USD or USDC.
  case linear
  /// In the underlying coin.
  case inverse
}
