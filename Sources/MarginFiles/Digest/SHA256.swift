/// The SHA-256 hash of a stream of bytes (FIPS 180-4, section 6.2).
///
/// Our own, because CryptoKit does not exist on Linux and swift-crypto would add minutes of building
/// BoringSSL to every first build, for the one function that a manifest needs. It says whether two
/// files are the same; it guards no secret.
public struct SHA256: Sendable {
  private var state = SHA256State()
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// A hash of nothing yet.
  public init() {
    pending.reserveCapacity(64)
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    let rest = complete(bytes)
    let whole = rest.count & ~63
    state.compress(UnsafeRawBufferPointer(rebasing: rest[..<whole]))
    pending.append(contentsOf: rest[whole...])
  }

  /// The digest of everything taken in, as 64 lower-case hexadecimal digits.
  public consuming func finish() -> String {
    var tail = pending
    tail.append(0x80)
    tail.append(contentsOf: repeatElement(0, count: (120 - tail.count) & 63))
    withUnsafeBytes(of: (length &* 8).bigEndian) { tail.append(contentsOf: $0) }
    tail.withUnsafeBytes { state.compress($0) }
    return state.hexadecimal
  }

  /// The digest of `bytes`, as 64 lower-case hexadecimal digits.
  public static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// Fills up a begun block, and returns what is left of `bytes`.
  private mutating func complete(
    _ bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    guard !pending.isEmpty else { return bytes }
    let taken = min(64 - pending.count, bytes.count)
    pending.append(contentsOf: bytes[..<taken])
    if pending.count == 64 {
      pending.withUnsafeBytes { state.compress($0) }
      pending.removeAll(keepingCapacity: true)
    }
    return UnsafeRawBufferPointer(rebasing: bytes[taken...])
  }
}
