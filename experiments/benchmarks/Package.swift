// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "margincall", path: "../..")],
  targets: [
    .executableTarget(
      name: "CSVBenchmark",
      dependencies: [.product(name: "MarginCall", package: "margincall")]),
    .executableTarget(
      name: "AccountBenchmark",
      dependencies: [.product(name: "MarginCall", package: "margincall")]),
    .target(name: "CountedMemory"),
    .executableTarget(
      name: "AllocationBenchmark",
      dependencies: ["CountedMemory", .product(name: "MarginCall", package: "margincall")]),
    .executableTarget(
      name: "EventBenchmark",
      dependencies: [.product(name: "MarginCall", package: "margincall")]),
    .executableTarget(
      name: "HedgeBenchmark",
      dependencies: [.product(name: "MarginCall", package: "margincall")]),
    .executableTarget(
      name: "PricingBenchmark",
      dependencies: [.product(name: "MarginCall", package: "margincall")]),
    .executableTarget(
      name: "ReplayBenchmark",
      dependencies: [.product(name: "MarginCall", package: "margincall")]),
  ])
