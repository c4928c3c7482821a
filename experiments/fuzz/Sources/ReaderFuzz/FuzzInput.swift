/// One input: a stream of choices that its seed and number decide.
struct FuzzInput {
  private var state: UInt64

  init(seed: UInt64, number: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ number }

  /// A number below `limit` (SplitMix64).
  mutating func choose(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed &>> 31)) % UInt64(limit))
  }

  /// Parts one after another, now and then a byte of any value.
  mutating func bytes(from parts: [[UInt8]], upTo limit: Int) -> [UInt8] {
    let kinds = 1 + choose(parts.count)
    return (0..<choose(limit)).flatMap { _ in
      choose(50) == 0 ? [UInt8(choose(256))] : parts[choose(kinds)]
    }
  }
}
