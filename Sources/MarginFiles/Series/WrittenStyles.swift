import MarginCore

/// Whether all times of a file are written with one and the same zone.
struct WrittenStyles {
  private var first: (kind: Kind, text: String)?

  enum Kind: Equatable {
    case day
    case local
    case zoned([UInt8])
  }

  /// How the first time is written; `nil` before it.
  var kind: Kind? { first?.kind }

  /// What to say about a row that is not written like the first.
  mutating func take(
    _ written: WrittenTime, _ bytes: UnsafeBufferPointer<UInt8>, _ row: CSVRow, _ field: Int
  ) -> Problem? {
    let kind = Self.kind(of: written, bytes)
    guard let first else {
      first = (kind, row.text(field))
      return nil
    }
    guard kind != first.kind else { return nil }
    return mixture(of: first.kind, kind, first.text, row, field)
  }

  static func kind(of written: WrittenTime, _ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
    switch written {
    case .day: .day
    case .local: .local
    case .moment: .zoned(zone(bytes))
    }
  }

  /// The text from the sign of an offset on; `Z`, an epoch and an offset of none are one and the same.
  private static func zone(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let tail = bytes.suffix(6)
    guard bytes.count > 10, let sign = tail.firstIndex(where: { $0 == 0x2B || $0 == 0x2D }) else {
      return []
    }
    let digits = bytes[(sign + 1)...].filter { $0 != 0x3A }
    return digits.allSatisfy { $0 == 0x30 } ? [] : [bytes[sign]] + digits
  }

  private func mixture(
    of a: Kind, _ b: Kind, _ first: String, _ row: CSVRow, _ field: Int
  ) -> Problem {
    var areBothZoned = false
    if case .zoned = a, case .zoned = b { areBothZoned = true }
    return Problem(
      areBothZoned ? .note : .warning, at: row.place(field),
      "`\(shown(row.text(field)))` is written unlike `\(shown(first))` of the first row",
      code: "mixed-zones",
      hint: areBothZoned
        ? "each time is read with its own zone; see that both are meant"
        : "write every time with its zone, or every one without")
  }
}
