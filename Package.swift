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
    .target(
      name: "CBuildInfo", cSettings: [.define("MARGINCALL_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "CLanes"),
    .target(name: "MarginCore", dependencies: ["CLanes"], swiftSettings: strict),
    .target(name: "MarginReplay", dependencies: ["MarginCore"], swiftSettings: strict),
    .target(
      name: "MarginFiles",
      dependencies: [
        "MarginCore", "MarginReplay", "CLibCSV", .product(name: "Yams", package: "Yams"),
      ],
      resources: [
        .embedInCode("Models/Parameters/deribit-cross-pm.yaml"),
        .embedInCode("Models/Parameters/deribit-pm-2021.yaml"),
        .embedInCode("Models/Parameters/deribit-pm.yaml"),
        .embedInCode("Models/Parameters/deribit-sm.yaml"),
        .embedInCode("Models/Parameters/derive-pm2.yaml"),
        .embedInCode("Models/Parameters/derive-sm.yaml"),
        .embedInCode("Models/Parameters/dydx-v4.yaml"),
        .embedInCode("Models/Parameters/historical-var.yaml"),
        .embedInCode("Models/Parameters/hyperliquid.yaml"),
        .embedInCode("Models/Parameters/lyra-pmrm-v1.yaml"),
        .embedInCode("Models/Parameters/paradex-pm.yaml"),
        .embedInCode("Models/Parameters/reg-t.yaml"),
        .embedInCode("Models/Parameters/span.yaml"),
        .embedInCode("Models/Parameters/tims.yaml"),
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
