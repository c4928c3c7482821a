import Foundation
import TestSupport
import Testing

@testable import MarginCore

/// Percentage ranges.
///
/// Source: `Fixtures/tims.json`, computed from the rule by an independent program
/// with Black-Scholes at zero rate; tolerance 1e-4 as stated there.
struct TimsTests {
  struct Cases: Decodable {
    let cases: [Case]
    let offset_case: OffsetCase
  }

  struct Case: Decodable {
    let id: String
    let underlying, vol, days, rate: Double
    let positions: [[Leg]]
    let moves: [Double]
    let expected: Expected
  }

  struct Expected: Decodable {
    let pnl: [Double]
    let largest_loss, minimum_charge, requirement: Double
  }

  struct OffsetCase: Decodable {
    struct Inputs: Decodable {
      let class_group_pnl: [String: [Double]]
      let offset: Double
    }
    struct Expected: Decodable {
      let combined: [Double]
      let largest_loss: Double
    }
    let inputs: Inputs
    let expected: Expected
  }

  @Test func offsetsWithinAProductGroupMatch() throws {
    let test = try JSONDecoder().decode(Cases.self, from: fixture("tims.json")).offset_case
    var group = TimsGroup(name: "indices")
    for (name, profits) in test.inputs.class_group_pnl.sorted(by: { $0.key < $1.key }) {
      let entry = TimsClass(
        name: name, productGroup: "indices", offsetRate: test.inputs.offset, down: 0.1, up: 0.1)
      group.add(entry, profits: profits, minimum: 0)
    }
    #expect(group.losses.count == test.expected.combined.count)
    for (loss, combined) in zip(group.losses, test.expected.combined) {
      #expect(abs(loss + combined) < 1e-9)
    }
    #expect(abs(group.loss - test.expected.largest_loss) < 1e-9)
  }

  @Test func requirementsMatch() throws {
    let cases = try JSONDecoder().decode(Cases.self, from: fixture("tims.json")).cases
    #expect(cases.count >= 4)
    let now = Timestamp(microseconds: 0)
    for test in cases {
      let kind: UnderlyingKind = test.id.contains("index") ? .broadIndex : .equity
      let market = MarketState(
        time: now, underlyings: [Underlying(name: "X", kind: kind)],
        states: [UnderlyingState(spot: test.underlying, volatility: test.vol, rate: test.rate)])
      let positions = test.positions.map {
        position($0, expiry: now + .days(Int(test.days)), multiplier: 100)
      }
      let portfolio = Portfolio(positions: positions)
      let got = try Models.tims.requirement(for: portfolio, in: market)
      let tims = try #require(Models.tims as? any ScenarioModel)
      let matrix = try #require(try tims.scenarioMatrices(for: portfolio, in: market).first)
      #expect(matrix.totals.count == 10)
      for (point, total) in matrix.totals.enumerated() {
        #expect(abs(total + test.expected.pnl[point]) < 1e-4, "\(test.id)")
        #expect(abs(matrix.scenarios[point].spotMove - test.moves[point]) < 1e-12, "\(test.id)")
      }
      #expect(abs(got.initial - test.expected.requirement) < 1e-4, "\(test.id)")
      #expect(abs(got.components[0].amount - test.expected.largest_loss) < 1e-4, "\(test.id)")
      #expect(abs(got.components[1].amount - test.expected.minimum_charge) < 1e-9, "\(test.id)")
      #expect(got.maintenance == got.initial)
    }
  }

  @Test func highCapIndicesMoveLessUpThanDown() throws {
    let market = MarketState(
      time: Timestamp(microseconds: 0),
      underlyings: [Underlying(name: "SPX", kind: .highCapIndex)],
      states: [UnderlyingState(spot: 100, volatility: 0.2)])
    func loss(_ quantity: Double) throws -> Double {
      let spot = Position(.spot(underlying: 0), quantity: quantity)
      return try Models.tims.requirement(for: Portfolio(positions: [spot]), in: market).initial
    }
    #expect(abs(try loss(10) - 80) < 1e-12)
    #expect(abs(try loss(-10) - 60) < 1e-12)
  }

  /// Two indices, one long and one short: the gain offsets the loss at 90 %.
  @Test func indexGainsOffsetAtTheRate() throws {
    let kinds: [UnderlyingKind] = [.highCapIndex, .highCapIndex]
    func requirement(_ kinds: [UnderlyingKind]) throws -> Double {
      let market = MarketState(
        time: Timestamp(microseconds: 0),
        underlyings: kinds.enumerated().map { Underlying(name: "I\($0)", kind: $1) },
        states: kinds.map { _ in UnderlyingState(spot: 100, volatility: 0.2) })
      let book = [
        Position(.spot(underlying: 0), quantity: 10), Position(.spot(underlying: 1), quantity: -10),
      ]
      return try Models.tims.requirement(for: Portfolio(positions: book), in: market).initial
    }
    #expect(abs(try requirement(kinds) - (80 - 0.9 * 80)) < 1e-12)
    #expect(abs(try requirement([.equity, .equity]) - 300) < 1e-12)
  }
}
