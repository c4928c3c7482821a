internal import MarginCore

extension UnderlyingPlan {
  /// Where volatility comes from, in a sentence for the report.
  var volatilityNote: String {
    "Volatility of \(underlying.name) is \(volatility.note)."
  }
}

extension VolatilitySource {
  fileprivate var note: String {
    switch self {
    case .constant(let level): "held at \(decimals(level))"
    case .realised(let model):
      "modelled: realised over \(model.window) days × \(decimals(model.premium)), "
        + "at least \(decimals(model.floor)) (no quotes are used)"
    case .ewma(let model):
      "modelled: exponentially weighted daily returns with decay \(decimals(model.decay)), "
        + "at least \(decimals(model.floor)) (no quotes are used)"
    case .regression(let model):
      "modelled: the VIX by a regression on realised volatility and falls of the S&P 500, "
        + "2014 to 2019, with an error out of sample of "
        + "\(numberText(IndexRegression.vixOutOfSampleError)), at least \(decimals(model.floor)) "
        + "(no quotes are used)"
    case .file(let file, let columns, let scale, let maxAge):
      "read from \(source(file, columns, scale, maxAge))"
    case .index(let index): index.note
    case .surface(let state, let spot):
      "read from the surface of the experiment, quoted at "
        + (spot.map { numberText($0) } ?? "the first step's price") + dynamicsNote(state.dynamics)
    case .smiles(let smiles):
      "read from the smiles of \(smiles.file)\(ageNote(smiles.maxAge))"
        + dynamicsNote(smiles.dynamics)
    case .quotes(let quotes): quotes.note
    }
  }
}

extension IndexSource {
  fileprivate var note: String {
    let term =
      reversion.map { " returning to \(decimals($0.longRun)) at \(numberText($0.speed)) a year" }
      ?? " for every time to expiry"
    return "modelled around the index of \(source(file, columns, scale, maxAge)): its level\(term)"
      + ", skew \(decimals(shape.skew)) and curvature \(decimals(shape.curvature)) per standard "
      + "deviation (no option quotes are used)" + dynamicsNote(dynamics)
  }
}

extension QuoteSource {
  fileprivate var note: String {
    let drawn =
      switch fit {
      case .linear: "joined by lines in total variance"
      case .svi: "fitted by a raw SVI smile for each expiry"
      case .ssvi: "fitted by one SSVI surface"
      }
    let forwards =
      switch forward {
      case .quoted: "those of the rows"
      case .carry: "spot grown at rate less yield"
      case .parity: "by put-call parity"
      case nil: "those of the rows for prices in coin, else spot grown at rate less yield"
      }
    return "implied by the mids of \(file)\(ageNote(maxAge)), \(drawn); forward prices are "
      + forwards + dynamicsNote(dynamics)
  }
}

private func source(
  _ file: String, _ columns: SeriesLayout, _ scale: Double, _ maxAge: TimeSpan
) -> String {
  "\(file) (column \(columns.close) × \(numberText(scale))\(ageNote(maxAge)))"
}

private func ageNote(_ maxAge: TimeSpan) -> String {
  maxAge == .zero ? "" : ", at most \(durationText(maxAge)) old"
}

/// What delta and level mean on a surface.
private func dynamicsNote(_ dynamics: SurfaceDynamics) -> String {
  "; each option has its own, delta is \(dynamics.rawValue), and the level shown is that of 30 days "
    + "at the money"
}

/// At least two decimals, and as many as the number has.
private func decimals(_ x: Double) -> String {
  let text = numberText(x)
  guard let point = text.firstIndex(of: ".") else { return text + ".00" }
  return text.distance(from: point, to: text.endIndex) == 2 ? text + "0" : text
}
