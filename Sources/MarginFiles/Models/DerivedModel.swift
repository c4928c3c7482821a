public import MarginCore

/// A model of the catalogue under transforms, as an experiment declares it.
public struct DerivedModel: Sendable, Equatable {
  /// The name that the experiment gives it.
  public let id: String
  /// The id of the model that is changed.
  public let base: String
  /// Values that replace the base model's own.
  public let parameters: [String: Double]
  /// The changes, in order.
  public let steps: [Step]

  /// One change of what is asked; models are named by id.
  public enum Step: Sendable, Equatable {
    /// A fixed multiple.
    case multiplier(Double)
    /// A comparison with what another model asks.
    case reference(Reference.Rule, model: String)
    /// A buffer and the rule of its release.
    case buffer(share: Double, release: ClosedRange<Double>, decay: Double, window: Int)
    /// A limit on rises.
    case speedLimit(rise: Double, window: Int)
    /// Half-spreads of price and of volatility.
    case liquidity(halfSpread: Double, volatilityHalfSpread: Double)
    /// Deviations covered while a large position is closed.
    case concentration(multiple: Double, dailyVolume: Double, threshold: Double)
  }

  /// The models that the steps compare with.
  var references: [String] {
    steps.compactMap { if case .reference(_, let model) = $0 { model } else { nil } }
  }
}

extension ModelCatalogue {
  /// The catalogue with models that an experiment derives from its own.
  ///
  /// `parameters` replace values of the models that transforms compare with, by id.
  func deriving(
    _ models: [DerivedModel], parameters: [String: [String: Double]]
  ) -> ModelCatalogue {
    var catalogue = self
    (catalogue.derived, catalogue.overrides) = (models, parameters)
    return catalogue
  }

  /// The model with its transforms around it, the first one innermost.
  func model(_ derived: DerivedModel) throws(CatalogueError) -> any MarginModel {
    let values = (overrides[derived.base] ?? [:]).merging(derived.parameters) { $1 }
    let base = try shipped(derived.base, overrides: values)
    var model: any MarginModel = RenamedModel(id: derived.id, base)
    for step in derived.steps {
      model = TransformedModel(id: derived.id, model, try transform(step))
    }
    return model
  }

  private func transform(
    _ step: DerivedModel.Step
  ) throws(CatalogueError) -> any MarginTransform {
    switch step {
    case .multiplier(let multiple): return Multiplier(multiple)
    case .reference(let rule, let id):
      return Reference(rule, try shipped(id, overrides: overrides[id] ?? [:]))
    case .buffer(let share, let release, let decay, let window):
      return Buffer(share: share, release: release, decay: decay, window: window)
    case .speedLimit(let rise, let window): return SpeedLimit(rise: rise, window: window)
    case .liquidity(let halfSpread, let volatilityHalfSpread):
      return LiquidityAddOn(halfSpread: halfSpread, volatilityHalfSpread: volatilityHalfSpread)
    case .concentration(let multiple, let dailyVolume, let threshold):
      return ConcentrationAddOn(dailyVolume: dailyVolume, threshold: threshold, multiple: multiple)
    }
  }
}
