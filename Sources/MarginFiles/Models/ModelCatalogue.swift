public import MarginCore

/// The margin models that can be named, in the order they are listed to users.
public struct ModelCatalogue: Sendable {
  /// The models.
  public private(set) var entries: [ModelEntry]
  /// Models that an experiment derives from them.
  var derived: [DerivedModel] = []
  /// Values that replace those of models which the derived ones name, by id.
  var overrides: [String: [String: Double]] = [:]

  /// A catalogue of `entries`.
  public init(entries: [ModelEntry] = []) {
    self.entries = entries
  }

  /// The models that ship, from the parameter files built into the program.
  public static let standard = ModelCatalogue(
    entries: embeddedFiles.compactMap { try? ModelEntry(parameters: $0.text, named: $0.name) })

  /// The ids of all models.
  public var ids: [String] { entries.map(\.id) + derived.map(\.id) }

  /// The model with this id, if there is one.
  public subscript(id: String) -> ModelEntry? { entries.first { $0.id == id } }

  /// The model with this id, with some of its parameters replaced.
  ///
  /// - Throws: ``CatalogueError`` that knows the nearest name.
  public func model(
    _ id: String, overrides: [String: Double] = [:]
  ) throws(CatalogueError) -> any MarginModel {
    if let derived = derived.first(where: { $0.id == id }) { return try model(derived) }
    return try shipped(id, overrides: overrides)
  }

  /// The model of an entry; transforms change these only, so that none can name itself.
  func shipped(
    _ id: String, overrides: [String: Double]
  ) throws(CatalogueError) -> any MarginModel {
    guard let entry = self[id] else { throw .unknownModel(id, known: ids) }
    return try entry.model(overrides: overrides)
  }

  /// The catalogue with `entry` in place of any of the same id.
  public func adding(_ entry: ModelEntry) -> ModelCatalogue {
    var catalogue = self
    catalogue.entries = entries.filter { $0.id != entry.id } + [entry]
    return catalogue
  }

  /// The parameter files built into the program.
  static var embeddedFiles: [(name: String, text: String)] {
    let files: [(String, [UInt8])] = [
      ("reg-t.yaml", PackageResources.reg_t_yaml), ("tims.yaml", PackageResources.tims_yaml),
      ("span.yaml", PackageResources.span_yaml),
      ("span-cme.yaml", PackageResources.span_cme_yaml),
      ("span-nse-2018.yaml", PackageResources.span_nse_2018_yaml),
      ("span-nse.yaml", PackageResources.span_nse_yaml),
      ("paradex-btc.yaml", PackageResources.paradex_btc_yaml),
      ("paradex-sol.yaml", PackageResources.paradex_sol_yaml),
      ("paradex-zec.yaml", PackageResources.paradex_zec_yaml),
      ("paradex-cl.yaml", PackageResources.paradex_cl_yaml),
      ("paradex-meta.yaml", PackageResources.paradex_meta_yaml),
      ("deribit-pm.yaml", PackageResources.deribit_pm_yaml),
      ("deribit-cross-pm.yaml", PackageResources.deribit_cross_pm_yaml),
      ("deribit-pm-2021.yaml", PackageResources.deribit_pm_2021_yaml),
      ("deribit-sm.yaml", PackageResources.deribit_sm_yaml),
      ("derive-pm2.yaml", PackageResources.derive_pm2_yaml),
      ("lyra-pmrm-v1.yaml", PackageResources.lyra_pmrm_v1_yaml),
      ("derive-sm.yaml", PackageResources.derive_sm_yaml),
      ("paradex-pm.yaml", PackageResources.paradex_pm_yaml),
      ("okx-pm.yaml", PackageResources.okx_pm_yaml),
      ("okx-pm-2024.yaml", PackageResources.okx_pm_2024_yaml),
      ("bybit-pm.yaml", PackageResources.bybit_pm_yaml),
      ("drift-v2.yaml", PackageResources.drift_v2_yaml),
      ("hyperliquid.yaml", PackageResources.hyperliquid_yaml),
      ("binance-um.yaml", PackageResources.binance_um_yaml),
      ("binance-pm.yaml", PackageResources.binance_pm_yaml),
      ("dydx-v4.yaml", PackageResources.dydx_v4_yaml),
    ]
    return (files + valueAtRiskFiles).map { ($0, String(decoding: $1, as: UTF8.self)) }
  }
}
