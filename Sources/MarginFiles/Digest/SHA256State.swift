import CSHA256

/// The eight working words of SHA-256 and the compression that advances them.
struct SHA256State: Sendable {
  private var words = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

  /// Advances over whole blocks of 64 bytes, by the processor's own instructions where it has them.
  mutating func compress(_ blocks: UnsafeRawBufferPointer) {
    guard hasInstructions, let bytes = blocks.baseAddress else { return compressPlainly(blocks) }
    withUnsafeMutablePointer(to: &words) { words in
      words.withMemoryRebound(to: UInt32.self, capacity: 8) { words in
        sha256_blocks(words, bytes.assumingMemoryBound(to: UInt8.self), blocks.count / 64)
      }
    }
  }

  /// Advances over whole blocks of 64 bytes, on any processor.
  mutating func compressPlainly(_ blocks: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      roundConstants.withUnsafeBufferPointer { constants in
        for start in stride(from: 0, to: blocks.count, by: 64) {
          expand(blocks, from: start, into: schedule)
          words &+= mixed(schedule, constants)
        }
      }
    }
  }

  /// The words as 64 hexadecimal digits.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let nibbles = (0..<64).map { words[$0 / 8] >> UInt32(28 - $0 % 8 * 4) & 15 }
    return String(decoding: nibbles.map { digits[Int($0)] }, as: UTF8.self)
  }

  private func expand(
    _ blocks: UnsafeRawBufferPointer, from start: Int,
    into w: UnsafeMutableBufferPointer<UInt32>
  ) {
    for i in 0..<16 {
      w[i] = UInt32(
        bigEndian: blocks.loadUnaligned(fromByteOffset: start + 4 * i, as: UInt32.self))
    }
    for i in 16..<64 {
      let a = w[i &- 15]
      let b = w[i &- 2]
      let s0 = turned(a, 7) ^ turned(a, 18) ^ (a &>> 3)
      let s1 = turned(b, 17) ^ turned(b, 19) ^ (b &>> 10)
      w[i] = w[i &- 16] &+ s0 &+ w[i &- 7] &+ s1
    }
  }

  private func mixed(
    _ w: UnsafeMutableBufferPointer<UInt32>, _ k: UnsafeBufferPointer<UInt32>
  ) -> SIMD8<UInt32> {
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    var i = 0
    while i < 64 {  // eight rounds at a time, so that no word has to move to the next name
      advance(a, b, c, &d, e, f, g, &h, k[i] &+ w[i])
      advance(h, a, b, &c, d, e, f, &g, k[i &+ 1] &+ w[i &+ 1])
      advance(g, h, a, &b, c, d, e, &f, k[i &+ 2] &+ w[i &+ 2])
      advance(f, g, h, &a, b, c, d, &e, k[i &+ 3] &+ w[i &+ 3])
      advance(e, f, g, &h, a, b, c, &d, k[i &+ 4] &+ w[i &+ 4])
      advance(d, e, f, &g, h, a, b, &c, k[i &+ 5] &+ w[i &+ 5])
      advance(c, d, e, &f, g, h, a, &b, k[i &+ 6] &+ w[i &+ 6])
      advance(b, c, d, &e, f, g, h, &a, k[i &+ 7] &+ w[i &+ 7])
      i &+= 8
    }
    return SIMD8(a, b, c, d, e, f, g, h)
  }
}

private let hasInstructions = sha256_has_instructions() != 0

/// One round: `d` becomes the new fifth word and `h` the new first one.
@inline(__always)
private func advance(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
  _ h: inout UInt32, _ input: UInt32
) {
  let s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
  let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ input
  let s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
  d = d &+ t1
  h = t1 &+ s0 &+ ((a & b) ^ (a & c) ^ (b & c))
}

/// `word` rotated right by `count` bits.
@inline(__always)
private func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
  (word &>> count) | (word &<< (32 &- count))
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
  0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
  0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
  0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
  0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
  0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
  0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
  0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
  0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
  0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
