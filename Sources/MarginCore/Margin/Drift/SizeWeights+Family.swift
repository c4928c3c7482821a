extension SizeWeights {
  /// The size-weights family.
  public static let family = ModelFamily(
    name: "size-weights",
    summary: "Coins at weights and perpetuals at ratios that grow with the square root of size.",
    parameters: [
      ModelParameter("initial-asset-weight", "counted share of coins held, initial", in: 0...1),
      ModelParameter("maintenance-asset-weight", "the same, maintenance", in: 0...1),
      ModelParameter("initial-debt-weight", "multiple of coins owed, initial", in: 1...100),
      ModelParameter("maintenance-debt-weight", "the same, maintenance", in: 1...100),
      ModelParameter("size-factor", "weight per square root of coins", in: 0...100),
      ModelParameter(
        "scale-start", "deposits above which initial asset weights fall, USD; 0 is none",
        in: 0...1e15),
      ModelParameter("deposits", "deposits of all accounts, USD", in: 0...1e15),
      ModelParameter("perpetual-initial", "initial ratio of perpetuals", in: 0...1),
      ModelParameter("perpetual-maintenance", "maintenance ratio of perpetuals", in: 0...1),
      ModelParameter("perpetual-size-factor", "ratio per square root of coins", in: 0...100),
      ModelParameter("initial-gain-weight", "counted share of unpaid gains, initial", in: 0...1),
      ModelParameter("maintenance-gain-weight", "the same, maintenance", in: 0...1),
      ModelParameter("gain-size-factor", "weight per square root of a dollar gained", in: 0...100),
      ModelParameter("initial-gain-cap", "most of a gain that counts, initial, USD", in: 0...1e15),
    ],
    make: { SizeWeights(id: $0, $1) })
}
