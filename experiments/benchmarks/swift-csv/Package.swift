// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "swift-csv-peer",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0")],
  targets: [.executableTarget(name: "SwiftCSVPeer", dependencies: ["SwiftCSV"])])
