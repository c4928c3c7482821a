/// A margin model under a transform; several transforms nest, the first one innermost.
public struct TransformedModel: MarginModel {
  /// The model's id.
  public let id: String
  private let model: any MarginModel
  private let transform: any MarginTransform

  /// `model` under `transform`, called `id`.
  public init(id: String, _ model: any MarginModel, _ transform: any MarginTransform) {
    (self.id, self.model, self.transform) = (id, model, transform)
  }

  /// Steps that the model or the transform needs.
  public var lookBack: Int { transform.lookBack(over: model.lookBack) }

  /// What both cover.
  public func covers(_ instrument: Instrument) -> Bool {
    model.covers(instrument) && transform.covers(instrument)
  }

  /// The model's requirement with the amounts that the transform makes of it, at least 0.
  ///
  /// The change of initial margin is the last component; negative where the transform lowers it.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    let plain = try model.requirement(for: portfolio, in: market)
    let asked = try transform.adjusted(
      MarginAmounts(plain), of: model, for: portfolio, in: market
    ).map { max(0, $0) }
    return MarginRequirement(
      initial: asked.initial, maintenance: asked.maintenance,
      components: plain.components + [
        MarginComponent(transform.component, asked.initial - plain.initial)
      ],
      bindingScenario: plain.bindingScenario, premiumInRule: plain.premiumInRule)
  }
}

/// A model under another name.
public struct RenamedModel: MarginModel {
  /// The model's id.
  public let id: String
  private let model: any MarginModel

  /// `model`, called `id`.
  public init(id: String, _ model: any MarginModel) {
    (self.id, self.model) = (id, model)
  }

  /// As many as the model.
  public var lookBack: Int { model.lookBack }

  /// What the model covers.
  public func covers(_ instrument: Instrument) -> Bool { model.covers(instrument) }

  /// What the model asks.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try model.requirement(for: portfolio, in: market)
  }
}
