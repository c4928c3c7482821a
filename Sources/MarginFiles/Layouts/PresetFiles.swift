extension PresetCatalogue {
  /// The preset files built into the program.
  static let embeddedFiles: [(name: String, bytes: [UInt8])] = [
    ("binance-funding.yaml", PackageResources.binance_funding_yaml),
    ("binance-futures-klines.yaml", PackageResources.binance_futures_klines_yaml),
    ("binance-klines-ms.yaml", PackageResources.binance_klines_ms_yaml),
    ("binance-klines-us.yaml", PackageResources.binance_klines_us_yaml),
    ("bybit-klines.yaml", PackageResources.bybit_klines_yaml),
    ("cboe-eod-1545.yaml", PackageResources.cboe_eod_1545_yaml),
    ("cboe-index.yaml", PackageResources.cboe_index_yaml),
    ("coinbase-candles.yaml", PackageResources.coinbase_candles_yaml),
    ("cryptodatadownload-am-pm.yaml", PackageResources.cryptodatadownload_am_pm_yaml),
    ("cryptodatadownload.yaml", PackageResources.cryptodatadownload_yaml),
    ("deribit-chain.yaml", PackageResources.deribit_chain_yaml),
    ("deribit-dvol.yaml", PackageResources.deribit_dvol_yaml),
    ("fred-rate.yaml", PackageResources.fred_rate_yaml),
    ("fred.yaml", PackageResources.fred_yaml),
    ("kraken-ohlcvt.yaml", PackageResources.kraken_ohlcvt_yaml),
    ("okx-candles.yaml", PackageResources.okx_candles_yaml),
    ("stooq.yaml", PackageResources.stooq_yaml),
    ("tardis-options-chain.yaml", PackageResources.tardis_options_chain_yaml),
    ("us-treasury-curve.yaml", PackageResources.us_treasury_curve_yaml),
    ("yahoo.yaml", PackageResources.yahoo_yaml),
  ]
}
