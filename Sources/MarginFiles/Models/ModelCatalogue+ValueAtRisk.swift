extension ModelCatalogue {
  /// The parameter files of the families that ask for value at risk or expected shortfall.
  static let valueAtRiskFiles: [(String, [UInt8])] = [
    ("historical-var.yaml", PackageResources.historical_var_yaml),
    ("historical-var-10y.yaml", PackageResources.historical_var_10y_yaml),
    ("historical-var-25y.yaml", PackageResources.historical_var_25y_yaml),
    ("age-weighted-var.yaml", PackageResources.age_weighted_var_yaml),
    ("filtered-historical-ewma.yaml", PackageResources.filtered_historical_ewma_yaml),
    ("filtered-historical-garch.yaml", PackageResources.filtered_historical_garch_yaml),
    ("stressed-historical.yaml", PackageResources.stressed_historical_yaml),
    ("parametric-normal.yaml", PackageResources.parametric_normal_yaml),
    ("parametric-cornish-fisher.yaml", PackageResources.parametric_cornish_fisher_yaml),
    ("parametric-t.yaml", PackageResources.parametric_t_yaml),
    ("monte-carlo-normal.yaml", PackageResources.monte_carlo_normal_yaml),
    ("monte-carlo-t.yaml", PackageResources.monte_carlo_t_yaml),
    ("stans-style.yaml", PackageResources.stans_style_yaml),
  ]
}
