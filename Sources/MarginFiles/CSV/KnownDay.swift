import MarginCore

/// The day of the last time read: in most files the next time is of the same day.
struct KnownDay {
  private var text: (UInt64, UInt16) = (0, 0)
  private var start: Int64 = 0

  /// What ``MarginFiles/timestamp(_:)`` says, sooner for `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SSZ`.
  @inline(__always)
  mutating func timestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    let known = bytes.count == 10 ? midnight(bytes) : moment(bytes, of: .utc)
    return known.map(Timestamp.init(microseconds:)) ?? MarginFiles.timestamp(bytes)
  }

  /// The microseconds that a text of exactly this shape says; `nil` for any other.
  @inline(__always)
  mutating func microseconds(
    _ bytes: UnsafeBufferPointer<UInt8>, as shape: SteadyTime.Shape
  ) -> Int64? {
    shape == .day ? midnight(bytes) : moment(bytes, of: shape)
  }

  /// The start of the day `YYYY-MM-DD`.
  @inline(__always)
  private mutating func midnight(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count == 10, let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    return day(base)
  }

  /// The microseconds of `YYYY-MM-DDTHH:MM:SS`, followed by `Z` for UTC.
  @inline(__always)
  private mutating func moment(
    _ bytes: UnsafeBufferPointer<UInt8>, of shape: SteadyTime.Shape
  ) -> Int64? {
    guard bytes.count == (shape == .utc ? 20 : 19), shape == .local || bytes[19] == 0x5A,
      let base = UnsafeRawPointer(bytes.baseAddress), let clock = clock(base + 10),
      let day = day(base)
    else { return nil }
    return day &+ clock
  }

  /// The start of the day that ten bytes name.
  @inline(__always)
  private mutating func day(_ base: UnsafeRawPointer) -> Int64? {
    let date = (base.loadUnaligned(as: UInt64.self), (base + 8).loadUnaligned(as: UInt16.self))
    return date == text ? start : learned(date, base)
  }

  private mutating func learned(_ date: (UInt64, UInt16), _ base: UnsafeRawPointer) -> Int64? {
    let bytes = UnsafeRawBufferPointer(start: base, count: 10).bindMemory(to: UInt8.self)
    guard let first = MarginFiles.timestamp(bytes) else { return nil }
    (text, start) = (date, first.microseconds)
    return start
  }

  /// The microseconds that `THH:MM:SS` is after midnight; a blank may stand for the `T`.
  @inline(__always)
  private func clock(_ base: UnsafeRawPointer) -> Int64? {
    let word = base.loadUnaligned(as: UInt64.self)
    let last = UInt64((base + 8).load(as: UInt8.self)) ^ 0x30
    let parts = word ^ 0x303A_3030_3A30_3054
    guard parts & 0x00FF_0000_FF00_0000 == 0, parts & 0xFF == 0 || parts & 0xFF == 0x74 else {
      return nil
    }
    let (h1, h2) = (parts &>> 8 & 0xFF, parts &>> 16 & 0xFF)
    let (m1, m2) = (parts &>> 32 & 0xFF, parts &>> 40 & 0xFF)
    let (hour, minute) = (h1 &* 10 &+ h2, m1 &* 10 &+ m2)
    let (s1, s2) = (parts &>> 56, last)
    guard max(h2, m2, s2) <= 9, h1 <= 2, m1 <= 5, s1 <= 5, hour < 24 else { return nil }
    return Int64(hour &* 3600 &+ minute &* 60 &+ s1 &* 10 &+ s2) &* 1_000_000
  }
}
