public import MarginCore

/// Where a rate per year comes from.
public enum RateSource: Sendable, Equatable {
  /// One rate throughout.
  case constant(Rate)
  /// The last value that a file had at each step.
  case file(RateFile)

  /// The one rate; 0 where a file has one for each step.
  var constant: Rate { if case .constant(let rate) = self { rate } else { 0 } }

  /// The file, if there is one.
  var file: RateFile? { if case .file(let file) = self { file } else { nil } }
}

/// A file of rates per year, as fractions once its layout has scaled them.
public struct RateFile: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// How it is laid out.
  public let layout: SeriesLayout
  /// A rate older than this is not used.
  public let maxAge: TimeSpan
}

/// Cash paid on each unit of an underlying, by ex-date.
public struct DividendSource: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// How it is laid out.
  public let layout: SeriesLayout
}

/// What turns prices of another currency into those of the account.
public struct CurrencySource: Sendable, Equatable {
  /// The currency of the price file.
  public let currency: String
  /// The file of exchange rates, as written in the experiment.
  public let file: String
  /// How it is laid out.
  public let layout: SeriesLayout
  /// Whether prices are divided by the rate, not multiplied.
  public let isInverted: Bool
  /// A rate older than this is not used.
  public let maxAge: TimeSpan
}

extension RateSource {
  /// A number, or the file that a map names; the column is under `key`.
  init(_ setting: Setting, column key: String) throws(MissingSetting) {
    if let rate = setting.number {
      self = .constant(rate)
    } else if let settings = setting.record {
      self = .file(try RateFile(settings, column: key))
    } else {
      throw MissingSetting(name: key)
    }
  }
}

extension RateFile {
  fileprivate init(_ settings: Record, column key: String) throws(MissingSetting) {
    file = try settings.required("file", \.text)
    maxAge = try settings.required("max-age", \.span)
    var layout = SeriesLayout(settings, .rates, looksForUsualNames: false)
    layout.columns = [.init("rate", in: try settings.required(key, \.text))]
    self.layout = layout
  }
}

extension DividendSource {
  init(_ settings: Record) throws(MissingSetting) {
    file = try settings.required("file", \.text)
    layout = SeriesLayout(settings, .dividends, looksForUsualNames: false)
  }
}

extension CurrencySource {
  /// The source of an underlying's fields; `nil` when its prices are in the account's currency.
  init?(_ fields: Record) throws(MissingSetting) {
    guard let settings = fields["fx"]?.record else { return nil }
    currency = try fields.required("quoted-in", \.text)
    file = try settings.required("file", \.text)
    layout = SeriesLayout(settings, .fx, looksForUsualNames: false)
    isInverted = try settings.required("invert", \.flag)
    maxAge = try settings.required("max-age", \.span)
  }
}
