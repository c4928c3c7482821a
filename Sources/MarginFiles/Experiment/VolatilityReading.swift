internal import MarginCore

extension VolatilitySource {
  /// The source that the checked fields describe.
  init(_ source: Record) throws(MissingSetting) {
    switch source["model"]?.text {
    case "realised": self = .realised(try RealisedVolatility(source))
    case "ewma": self = .ewma(try EWMAVolatility(source))
    case "regression":
      self = .regression(IndexRegression.vix.floored(at: try source.required("floor", \.number)))
    case "index": self = .index(try IndexSource(source))
    case "surface": self = try Self.surface(source)
    default: self = try Self.plain(source)
    }
  }

  private static func plain(_ source: Record) throws(MissingSetting) -> VolatilitySource {
    if let constant = source["constant"]?.number { return .constant(constant) }
    if source["quotes"] != nil { return .quotes(try QuoteSource(source)) }
    return .file(
      try source.required("file", \.text), SeriesLayout(index: source),
      scale: try source.required("scale", \.number),
      maxAge: try source.required("max-age", \.span))
  }

  private static func surface(_ source: Record) throws(MissingSetting) -> VolatilitySource {
    let dynamics = try source.dynamics()
    guard let file = source["file"]?.text else {
      guard let surface = try? source.surface() else { throw MissingSetting(name: "slices") }
      return .surface(
        SurfaceState(surface, dynamics: dynamics), spot: source["spot"]?.number)
    }
    return .smiles(
      SmileFile(
        file: file, time: try source.required("time", \.text),
        maxAge: try source.required("max-age", \.span), dynamics: dynamics))
  }
}

extension RealisedVolatility {
  fileprivate init(_ source: Record) throws(MissingSetting) {
    self.init(
      window: try source.days("window"), premium: try source.required("premium", \.number),
      floor: try source.required("floor", \.number))
  }
}

extension EWMAVolatility {
  fileprivate init(_ source: Record) throws(MissingSetting) {
    self.init(
      decay: try source.required("decay", \.number), floor: try source.required("floor", \.number),
      seedWindow: try source.days("window"))
  }
}

extension IndexSource {
  fileprivate init(_ source: Record) throws(MissingSetting) {
    guard let shape = source.smileShape else { throw MissingSetting(name: "curvature") }
    self.init(
      file: try source.required("file", \.text), columns: SeriesLayout(index: source),
      scale: try source.required("scale", \.number),
      maxAge: try source.required("max-age", \.span), shape: shape,
      reversion: VarianceReversion(
        longRun: source["long-run"]?.number ?? .nan, speed: try source.required("speed", \.number)),
      dynamics: try source.dynamics())
  }
}

extension SeriesLayout {
  /// The layout of a file with one value a row.
  fileprivate init(index source: Record) {
    self.init(source, .prices, looksForUsualNames: false)
    // The factor is applied where volatilities are told from per cent.
    scale = 1
  }
}

extension Record {
  /// The shape of an index surface; `nil` when its curvature is too low.
  var smileShape: SmileShape? {
    guard let skew = self["skew"]?.number, let curvature = self["curvature"]?.number else {
      return nil
    }
    return SmileShape(skew: skew, curvature: curvature)
  }

  fileprivate func days(_ name: String) throws(MissingSetting) -> Int {
    let span = try required(name, \.span)
    return Int(span.microseconds / TimeSpan.day.microseconds)
  }

  fileprivate func dynamics() throws(MissingSetting) -> SurfaceDynamics {
    SurfaceDynamics(rawValue: try required("dynamics", \.text)) ?? .stickyStrike
  }

  /// The surface that is written out; `nil` when there is none or a part of it has problems.
  ///
  /// - Throws: ``SurfaceArbitrage`` when it is not sound.
  func surface() throws(SurfaceArbitrage) -> (any VolatilitySurface)? {
    if let slices = self["slices"]?.list { return try slices.surface() }
    return try self["ssvi"]?.record?.ssvi()
  }

  /// Points whose total variance is below that of the point before are calendar arbitrage.
  private func ssvi() throws(SurfaceArbitrage) -> SSVI? {
    let points = self["at-the-money"]?.list?.compactMap { $0.record?.point } ?? []
    guard let rho = self["rho"]?.number, let eta = self["eta"]?.number,
      let gamma = self["gamma"]?.number, points.count == self["at-the-money"]?.list?.count
    else { return nil }
    guard let curve = TotalVarianceCurve(points) else {
      throw SurfaceArbitrage(problems: points.falls)
    }
    let surface = SSVI(atTheMoney: curve, rho: rho, eta: eta, gamma: gamma)
    let problems = surface.problems(at: points.map(\.years))
    guard problems.isEmpty else { throw SurfaceArbitrage(problems: problems) }
    return surface
  }

  fileprivate var point: TotalVarianceCurve.Point? {
    guard let years = self["years"]?.number, let volatility = self["volatility"]?.number else {
      return nil
    }
    return TotalVarianceCurve.Point(years: years, volatility: volatility)
  }

  fileprivate var slice: SVISlices.Slice? {
    let values = SliceColumns.names.compactMap { self[$0]?.number }
    return values.count == SliceColumns.names.count ? SVISlices.Slice(values) : nil
  }
}

extension [TotalVarianceCurve.Point] {
  /// Where variance does not grow with time, in order of time.
  fileprivate var falls: [SurfaceProblem] {
    let sorted = sorted { $0.years < $1.years }
    return zip(sorted, sorted.dropFirst()).compactMap { earlier, later in
      guard earlier.years == later.years || earlier.variance > later.variance else { return nil }
      return SurfaceProblem(
        .calendar, logMoneyness: 0, value: later.variance - earlier.variance, years: later.years)
    }
  }
}

extension [Setting] {
  fileprivate func surface() throws(SurfaceArbitrage) -> SVISlices? {
    let slices = compactMap { $0.record?.slice }
    return slices.count == count ? try SVISlices(slices) : nil
  }
}
