// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let commit = Context.gitInformation?.currentCommit.prefix(12) ?? "unknown commit"

let package = Package(
  name: "margincall",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "MarginCall", targets: ["MarginCore", "MarginReplay", "MarginFiles", "MarginReports"]),
    .executable(name: "margincall", targets: ["margincall"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibCSV", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "CBuildInfo", cSettings: [.define("MARGINCALL_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "CLanes"),
    .target(name: "CSHA256"),
    .target(name: "MarginCore", dependencies: ["CLanes"], swiftSettings: strict),
    .target(name: "MarginReplay", dependencies: ["MarginCore"], swiftSettings: strict),
    .target(
      name: "MarginFiles",
      dependencies: [
        "MarginCore", "MarginReplay", "CLibCSV", "CSHA256", "CZlib",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [
        .embedInCode("Layouts/Presets/binance-funding.yaml"),
        .embedInCode("Layouts/Presets/binance-futures-klines.yaml"),
        .embedInCode("Layouts/Presets/binance-klines-ms.yaml"),
        .embedInCode("Layouts/Presets/binance-klines-us.yaml"),
        .embedInCode("Layouts/Presets/bybit-klines.yaml"),
        .embedInCode("Layouts/Presets/cboe-eod-1545.yaml"),
        .embedInCode("Layouts/Presets/cboe-index.yaml"),
        .embedInCode("Layouts/Presets/coinbase-candles.yaml"),
        .embedInCode("Layouts/Presets/cryptodatadownload-am-pm.yaml"),
        .embedInCode("Layouts/Presets/cryptodatadownload.yaml"),
        .embedInCode("Layouts/Presets/deribit-chain.yaml"),
        .embedInCode("Layouts/Presets/deribit-dvol.yaml"),
        .embedInCode("Layouts/Presets/fred-rate.yaml"),
        .embedInCode("Layouts/Presets/fred.yaml"),
        .embedInCode("Layouts/Presets/kraken-ohlcvt.yaml"),
        .embedInCode("Layouts/Presets/okx-candles.yaml"),
        .embedInCode("Layouts/Presets/stooq.yaml"),
        .embedInCode("Layouts/Presets/tardis-options-chain.yaml"),
        .embedInCode("Layouts/Presets/us-treasury-curve.yaml"),
        .embedInCode("Layouts/Presets/yahoo.yaml"),
        .embedInCode("Models/Parameters/binance-pm.yaml"),
        .embedInCode("Models/Parameters/binance-um.yaml"),
        .embedInCode("Models/Parameters/bybit-pm.yaml"),
        .embedInCode("Models/Parameters/drift-v2.yaml"),
        .embedInCode("Models/Parameters/okx-pm-2024.yaml"),
        .embedInCode("Models/Parameters/okx-pm.yaml"),
        .embedInCode("Models/Parameters/paradex-btc.yaml"),
        .embedInCode("Models/Parameters/paradex-cl.yaml"),
        .embedInCode("Models/Parameters/paradex-meta.yaml"),
        .embedInCode("Models/Parameters/paradex-sol.yaml"),
        .embedInCode("Models/Parameters/paradex-zec.yaml"),
        .embedInCode("Models/Parameters/deribit-cross-pm.yaml"),
        .embedInCode("Models/Parameters/deribit-pm-2021.yaml"),
        .embedInCode("Models/Parameters/deribit-pm.yaml"),
        .embedInCode("Models/Parameters/deribit-sm.yaml"),
        .embedInCode("Models/Parameters/derive-pm2.yaml"),
        .embedInCode("Models/Parameters/derive-sm.yaml"),
        .embedInCode("Models/Parameters/dydx-v4.yaml"),
        .embedInCode("Models/Parameters/hyperliquid.yaml"),
        .embedInCode("Models/Parameters/lyra-pmrm-v1.yaml"),
        .embedInCode("Models/Parameters/paradex-pm.yaml"),
        .embedInCode("Models/Parameters/reg-t.yaml"),
        .embedInCode("Models/Parameters/span.yaml"),
        .embedInCode("Models/Parameters/span-cme.yaml"),
        .embedInCode("Models/Parameters/span-nse-2018.yaml"),
        .embedInCode("Models/Parameters/span-nse.yaml"),
        .embedInCode("Models/Parameters/tims.yaml"),
        .embedInCode("Models/Parameters/age-weighted-var.yaml"),
        .embedInCode("Models/Parameters/filtered-historical-ewma.yaml"),
        .embedInCode("Models/Parameters/filtered-historical-garch.yaml"),
        .embedInCode("Models/Parameters/historical-var-10y.yaml"),
        .embedInCode("Models/Parameters/historical-var-25y.yaml"),
        .embedInCode("Models/Parameters/historical-var.yaml"),
        .embedInCode("Models/Parameters/monte-carlo-normal.yaml"),
        .embedInCode("Models/Parameters/monte-carlo-t.yaml"),
        .embedInCode("Models/Parameters/parametric-cornish-fisher.yaml"),
        .embedInCode("Models/Parameters/parametric-normal.yaml"),
        .embedInCode("Models/Parameters/parametric-t.yaml"),
        .embedInCode("Models/Parameters/stans-style.yaml"),
        .embedInCode("Models/Parameters/stressed-historical.yaml"),
      ],
      swiftSettings: strict),
    .target(
      name: "MarginReports", dependencies: ["MarginCore", "MarginReplay"], swiftSettings: strict),
    .executableTarget(
      name: "margincall",
      dependencies: [
        "MarginCore", "MarginReplay", "MarginFiles", "MarginReports", "CBuildInfo",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "replay-from-swift", dependencies: ["MarginCore", "MarginReplay", "MarginFiles"],
      path: "experiments/replay-from-swift", swiftSettings: strict),
    .executableTarget(
      name: "whalley-wilmott-frontier", dependencies: ["MarginCore", "MarginReplay"],
      path: "experiments/whalley-wilmott-frontier", exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["MarginCore"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "MarginCoreTests", dependencies: ["MarginCore", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "MarginReplayTests", dependencies: ["MarginReplay", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "MarginFilesTests", dependencies: ["MarginFiles", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "MarginReportsTests", dependencies: ["MarginReports"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["margincall", "MarginFiles", "TestSupport"],
      swiftSettings: strict),
  ])
