import Foundation

/// A zone of the IANA time zone database, with its changes of offset.
///
/// The database comes with Foundation; nothing else of the package needs it.
public struct RegionZone: Sendable, Equatable {
  /// The name, such as `America/New_York`.
  public let name: String
  private let zone: TimeZone

  /// The zone called `name`; `nil` when the database has none, or for an abbreviation such as `EST`.
  public init?(named name: String) {
    guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
    (self.name, self.zone) = (name, zone)
  }

  /// Seconds from 1970 in UTC of a wall clock's reading, given in seconds as if it were UTC.
  ///
  /// Empty where clocks were set forward over it; two values where they were set back over it.
  func moments(ofWallClock seconds: Int64) -> [Int64] {
    let day: Int64 = 86_400
    let offsets = [offset(at: seconds - day), offset(at: seconds + day)]
    let candidates = (offsets[0] == offsets[1] ? [offsets[0]] : offsets).map { seconds - $0 }
    return candidates.filter { $0 + offset(at: $0) == seconds }.sorted()
  }

  private func offset(at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }
}
