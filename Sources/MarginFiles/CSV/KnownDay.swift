import MarginCore

/// The day of the last time read: in most files the next time is of the same day.
struct KnownDay {
  private var text: (UInt64, UInt16) = (0, 0)
  private var start: Int64 = 0

  /// What ``MarginFiles/timestamp(_:)`` says, sooner for `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SSZ`.
  @inline(__always)
  mutating func timestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard bytes.count == 10 || bytes.count == 20, let base = UnsafeRawPointer(bytes.baseAddress)
    else { return MarginFiles.timestamp(bytes) }
    let date = (base.loadUnaligned(as: UInt64.self), (base + 8).loadUnaligned(as: UInt16.self))
    guard date == text else { return learn(date, bytes) }
    guard bytes.count == 20 else { return Timestamp(microseconds: start) }
    return clock(base + 10).map { Timestamp(microseconds: start &+ $0) }
      ?? MarginFiles.timestamp(bytes)
  }

  private mutating func learn(
    _ date: (UInt64, UInt16), _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Timestamp? {
    let day = UnsafeBufferPointer(rebasing: bytes[..<10])
    if let first = MarginFiles.timestamp(day) { (text, start) = (date, first.microseconds) }
    return MarginFiles.timestamp(bytes)
  }

  /// The microseconds that `THH:MM:SSZ` is after midnight.
  @inline(__always)
  private func clock(_ base: UnsafeRawPointer) -> Int64? {
    let word = base.loadUnaligned(as: UInt64.self)
    let rest = (base + 8).loadUnaligned(as: UInt16.self)
    let parts = word ^ 0x303A_3030_3A30_3054
    guard parts & 0x00FF_0000_FF00_00FF == 0, rest &>> 8 == 0x5A else { return nil }
    let (h1, h2) = (parts &>> 8 & 0xFF, parts &>> 16 & 0xFF)
    let (m1, m2) = (parts &>> 32 & 0xFF, parts &>> 40 & 0xFF)
    let (s1, s2) = (parts &>> 56, UInt64(rest & 0xFF) ^ 0x30)
    let (hour, minute, second) = (h1 &* 10 &+ h2, m1 &* 10 &+ m2, s1 &* 10 &+ s2)
    guard max(h2, m2, s2) <= 9, h1 <= 2, m1 <= 5, s1 <= 5, hour < 24 else { return nil }
    return Int64(hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
  }
}
