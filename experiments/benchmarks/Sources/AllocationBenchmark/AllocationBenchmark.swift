import CountedMemory
import Foundation
import MarginCore
import MarginFiles

/// Blocks of memory that one call of each shipped model takes, on 10 positions and on 200, as CSV.
///
/// Books are options, perpetuals and futures, or what of these the model has rules for. Arrays that grow
/// take a block each time they double, so that a few blocks more for 200 positions are none per position.
/// Arguments name models; without any, all are measured. Counts need glibc; elsewhere they are 0.
@main
struct AllocationBenchmark {
  static func main() throws {
    let wanted = CommandLine.arguments.dropFirst()
    print("model,book,blocks_at_10,blocks_at_200,blocks_per_position")
    for id in ModelCatalogue.standard.ids where wanted.isEmpty || wanted.contains(id) {
      let model = try ModelCatalogue.standard.model(id)
      for (name, position) in [("options", option), ("perpetuals", perpetual), ("mixed", mixed)] {
        guard let few = allocations(of: model, (0..<10).map(position)),
          let many = allocations(of: model, (0..<200).map(position))
        else { continue }
        print("\(id),\(name),\(few),\(many),\(Double(many - few) / 190)")
      }
    }
  }

  /// The count of a second call; `nil` when the model has no rule for the book.
  private static func allocations(of model: any MarginModel, _ positions: [Position]) -> Int? {
    let book = Portfolio(positions: positions)
    guard (try? model.requirement(for: book, in: market)) != nil else { return nil }
    let before = counted_allocations()
    _ = try? model.requirement(for: book, in: market)
    return counted_allocations() - before
  }

  private static let now = Timestamp(microseconds: 1_700_000_000_000_000)

  private static let market = MarketState(
    time: now, underlyings: [Underlying(name: "BTC", tradingDays: 365)],
    states: [UnderlyingState(spot: 50_000, volatility: 0.5, rate: 0.02)],
    pastTimes: (1...6500).reversed().map { now + .days(-$0) },
    pastSpots: [(1...6500).map { 50_000 + Double($0 * $0 % 997) }])

  private static func quantity(_ index: Int) -> Double { Double(index % 7) - 2.5 }

  private static func option(_ index: Int) -> Position {
    let contract = OptionContract(
      underlying: 0, right: index % 2 == 0 ? .call : .put, strike: 30_000 + 200 * Double(index),
      expiry: now + .days(7 + index % 4 * 30), multiplier: 1)
    return Position(.option(contract), quantity: quantity(index))
  }

  private static func perpetual(_ index: Int) -> Position {
    let contract = PerpetualContract(underlying: 0, multiplier: Double(index + 1))
    return Position(.perpetual(contract), quantity: quantity(index), settledPrice: 50_000)
  }

  private static func mixed(_ index: Int) -> Position {
    switch index % 4 {
    case 0: return perpetual(index)
    case 1:
      let contract = FutureContract(
        underlying: 0, expiry: now + .days(30 + index), multiplier: 100, settlement: .inverse)
      return Position(.future(contract), quantity: quantity(index), settledPrice: 50_000)
    default: return option(index)
    }
  }
}
