import Testing

@testable import MarginFiles

@Suite struct SHA256Tests {
  /// FIPS 180-4 examples (NIST "SHA-256 Test Data") and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func publishedVectors(message: String, digest: String) {
    #expect(SHA256.hexadecimal(of: message.utf8) == digest)
  }

  @Test func aMillionLetters() {
    #expect(
      SHA256.hexadecimal(of: repeatElement(UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Lengths around the edges of a block; made by Python's hashlib over byte i = (7i + 3) mod 251.
  static let lengths: [(Int, String)] = [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "084fed08b978af4d7d196a7446a86b58009e636b611db16211b65a9aadff29c5"),
    (3, "6ab0dba1f4f1dfbb37b4f9eeb092c09fca4900ad32bdcd147d8dde35d6c87c35"),
    (54, "c17917230c1e735a96829953f52db5339d0d82265e5699ee6451ae70ab0d559d"),
    (55, "1deace58c745f3ecadde68a5923f494c3703fa73f0306483ccb898a5826e8d70"),
    (56, "06dbe23685750e4d3881ded95047abaf93fa8f9c5d3501dc57c717a72ff1398e"),
    (57, "011f4bced20a249afb834d24b3e4eca31ad5ea2bdd1d8a1a564c2d2410398e69"),
    (62, "22b91ccd6321fa8ac3d35f1a9bd79c89151cf2487c9faed89d5c33a4de77d517"),
    (63, "47fb38b12335c9298d09280515c0666489a189d1554bb0ac1a0740806ce9d8b6"),
    (64, "dfa798724b1a8014994f363e5da7474ed26ce3757fb29e07aa47ad5a9352d37b"),
    (65, "dd2eab5a5507d7717c63ce953d9ac61752c21e664425ad1227054722a0d97f69"),
    (111, "2ea239204423b890039a115a62d44a1b1c37675a784f5c6a9b786e9fca4c4cee"),
    (112, "ab7909f0b44839b4f374c4e5974bc1dd7c50eae999602865138f9e3586da29c2"),
    (118, "fb162af9fa59b034b3ba902757e112411f3ce0e6c84c458013dfc54da2bcdfbf"),
    (119, "c6e0f435df5d7d265baacca31e0602c00aa22fa6d3819aed664649294c743756"),
    (120, "17eb8960823a644bde3065620bb9d45931fe8993fd8eb692a17aff0fd725db6a"),
    (121, "8a9e7f672f828772a23530c5acca713a2a3ebae8a20e423fa0ee9ba59af9694a"),
    (127, "2409a159329f4e770a7d8128130497abb1de01ffb6ad389d97d89ebbeeb7f02c"),
    (128, "3a9c1e22e20578eebe442238f431befd688bd56698eb7c77d95d3f97d8f58207"),
    (129, "956f5da998f608be52587f28902b608909b661f99a1b300e3d3046b4f69f6fb5"),
    (183, "298e3ca03867658d8adfe13d84a28c71e1a0a376e7cc39dc531753e86cfe554d"),
    (184, "6988d62e2a0d236636b4be137f20b33e55de59a0655fd50b45359afab7967260"),
    (191, "62c1107391c5e145e5577267d09df1fdc02fc5e5a03f5dba9d7788d8382d5dff"),
    (192, "c1828d1c5542ac4ce1da57e0fb6430a1a25b281c4d422cef968921f4567f9c13"),
    (193, "1c5ed2c15fe6799449f59ab7fcd5aebbccb15349290d2980ebe514347a015c1c"),
    (255, "25708de2a70cc8f1562d45807a420ba115cc2e05c9cba175dee089af80f65a29"),
    (256, "5b1eaad64c2d253d58ed69ccef0eceaf5175bf9ecb153a21b72c429f6fb788e8"),
    (1000, "a9425c416f534025a4e2422bd14adba4ec3d4a68d10c3329be8df612964d2b6e"),
    (65535, "e8f3d8d5ca3bbbc3435337aabd9d299b9ed4ebf56d13ae167503259ea24c1c1e"),
    (65536, "93d1a595bb5828c088e99c53df8dca5511567b7724bc2325cf3e54d725fa069b"),
  ]

  @Test(arguments: lengths)
  func blockEdges(length: Int, digest: String) {
    #expect(SHA256.hexadecimal(of: bytes(length)) == digest)
  }

  @Test(arguments: [1, 3, 63, 64, 65, 130])
  func piecesGiveTheSameDigest(size: Int) {
    let message = bytes(1000)
    var hash = SHA256()
    for start in stride(from: 0, to: message.count, by: size) {
      message[start..<min(start + size, message.count)].withUnsafeBytes { hash.update($0) }
    }
    #expect(hash.finish() == SHA256.hexadecimal(of: message))
  }

  private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(($0 * 7 + 3) % 251) } }

  /// The processor's instructions, where it has them, against plain code.
  @Test func instructionsAgreeWithPlainCode() {
    var generator = SplitMix(state: 256)
    var (fast, plain) = (SHA256State(), SHA256State())
    for blocks in [1, 2, 3, 64, 0, 5] {
      let bytes = (0..<64 * blocks).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes.withUnsafeBytes { fast.compress($0) }
      bytes.withUnsafeBytes { plain.compressPlainly($0) }
      #expect(fast.hexadecimal == plain.hexadecimal)
    }
  }
}
