// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "margincall", path: "../..")],
  targets: [
    .executableTarget(
      name: "ReaderFuzz",
      dependencies: [.product(name: "MarginCall", package: "margincall")])
  ])
