import MarginCore
import MarginReplay
import Testing

/// What a hedge is held in: spot, futures and perpetuals, linear and inverse, in lots.
struct HedgeVehicleTests {
  private let spots = [100, 104, 97, 120, 118.0]

  private func log(
    _ vehicle: HedgePlan.Vehicle, lot: Double? = nil, _ spots: [Double], fee: Double = 0
  ) throws -> AccountLog {
    var option = HedgedOption(quantity: -100)
    option.plan = HedgePlan(policy: ScheduledHedge(every: .zero), vehicle: vehicle, lot: lot)
    option.costs.fee = fee
    return try option.log(spots)
  }

  /// Without interest, yield and funding a hedge earns the same in whatever it is held.
  @Test(arguments: [
    HedgePlan.Vehicle.future(tenor: .days(200), multiplier: 5),
    .future(tenor: .days(200), multiplier: 5, settlement: .inverse),
    .perpetual(multiplier: 5), .perpetual(multiplier: 10, settlement: .inverse),
  ])
  func everyVehicleEarnsWhatSpotEarns(vehicle: HedgePlan.Vehicle) throws {
    let (spot, other) = (try log(.spot, spots), try log(vehicle, spots))
    for (a, b) in zip(spot.steps, other.steps) {
      #expect(abs(a.equity - b.equity) < 1e-9)
      #expect(abs(b.hedgedDelta(other, spots)) < 1e-9 || b.time == other.steps.last?.time)
    }
  }

  /// The first hedge costs the same; later ones not, because the coins of an inverse contract change
  /// with the price, and have to be traded back.
  @Test func anInverseHedgePaysTheFeeOfItsCoins() throws {
    let vehicle = HedgePlan.Vehicle.perpetual(multiplier: 10, settlement: .inverse)
    let (coins, contracts) = (
      try log(.spot, spots, fee: 1e-3).steps, try log(vehicle, spots, fee: 1e-3).steps
    )
    #expect(abs(coins[0].attribution.fees - contracts[0].attribution.fees) < 1e-12)
    #expect(coins[0].attribution.fees < -1)
    #expect(contracts[1].attribution.fees < coins[1].attribution.fees)
  }

  /// At 104 an inverse contract of 10 dollars is 10/104 coins: the delta in contracts is × 104/10.
  ///
  /// Coins that it has paid are hedged too.
  @Test func inverseContractsAreCountedInDollars() throws {
    let vehicle = HedgePlan.Vehicle.perpetual(multiplier: 10, settlement: .inverse)
    let (coins, contracts) = (try log(.spot, spots), try log(vehicle, spots))
    func held(_ log: AccountLog) -> [Double] {
      log.positions.filter { $0.position.purpose == .hedge }.map(\.position.quantity)
    }
    for (index, pair) in zip(held(coins), held(contracts)).enumerated() {
      let paid = contracts.steps[index].collateral / spots[index]
      #expect(abs((pair.0 - paid) * spots[index] / 10 - pair.1) < 1e-9)
    }
    #expect(held(coins).count == 4)
  }

  @Test func wholeContractsLeaveAtMostHalfOneUnhedged() throws {
    let vehicle = HedgePlan.Vehicle.perpetual(multiplier: 10, settlement: .inverse)
    let log = try log(vehicle, lot: 1, spots)
    for (step, spot) in zip(log.steps.dropLast(), spots) {
      #expect(abs(step.hedgedDelta(log, spots)) <= 5 / spot + 1e-12)
    }
    #expect(
      log.trades.filter { $0.reason == .hedge }.allSatisfy { $0.quantity.rounded() == $0.quantity })
  }

  @Test func aPerpetualPaysFunding() throws {
    var replay = Replay(deposit: 1e5, models: [NoMargin()])
    replay.positions = [Position(.spot(underlying: 0), quantity: -10)]
    replay.hedging = HedgePlan(
      policy: ScheduledHedge(every: .zero), vehicle: .perpetual(multiplier: 2))
    let history = MarketHistory(
      times: [day(0), day(1)], underlyings: [Underlying(name: "X")],
      paths: [UnderlyingPath(spot: [100, 110], volatility: [0.2, 0.2], funding: [0, 0.001])])
    let log = try #require(try replay.run(over: history).accounts.first)
    let hedge = try #require(log.positions.last { $0.position.purpose == .hedge })
    #expect(hedge.position.quantity == 5)
    // Ten units long at 110; beside a perpetual the spot holding itself pays none.
    let attribution = log.steps[1].attribution
    #expect(abs(attribution.funding + 10 * 110 * 0.001) < 1e-12 && attribution.hedge == 100)
  }

  /// Deltas of up to 100 units do not reach half a lot of 250: nothing is traded.
  @Test func aLotLargerThanTheTargetTradesNothing() throws {
    let log = try log(.spot, lot: 250, spots)
    #expect(log.trades.allSatisfy { $0.reason != .hedge })
  }

  /// An inverse contract pays amounts over prices: the replay is refused at a price of zero.
  @Test(arguments: [
    HedgePlan.Vehicle.perpetual(multiplier: 10, settlement: .inverse),
    .future(tenor: .days(200), multiplier: 10, settlement: .inverse),
  ])
  func anInverseVehicleNeedsAPrice(vehicle: HedgePlan.Vehicle) throws {
    #expect(throws: ReplayError.self) { try log(vehicle, [100, 50, 0, 40]) }
  }

  @Test(arguments: [HedgePlan.Vehicle.spot, .perpetual(multiplier: 1)])
  func aPriceOfZeroOrBelowIsSurvived(vehicle: HedgePlan.Vehicle) throws {
    for spots in [[100, 50, 0, 0, 40, 41.0], [100, 20, -30, -37, 10, 12], [0, 0, 100, 90, 80]] {
      let log = try log(vehicle, lot: 1, spots, fee: 1e-3)
      expectFinite(log)
      #expect(log.steps.count == spots.count)
    }
    let last = try log(vehicle, [100, 50, 0, 0, 40, 41])
    #expect(abs(last.steps[4].greeks.delta) < 1e-9)
  }
}

/// Expects every number of a log to be one.
func expectFinite(_ log: AccountLog, sourceLocation: SourceLocation = #_sourceLocation) {
  for step in log.steps {
    let greeks = step.greeks
    let numbers =
      [step.equity, step.cash, step.marketValue, greeks.delta, greeks.gamma, greeks.vega]
      + [greeks.theta, greeks.vanna, greeks.volga] + step.attribution.parts.map(\.amount)
    #expect(numbers.allSatisfy { $0.isFinite }, "\(step.time)", sourceLocation: sourceLocation)
  }
  let trades = log.trades.flatMap { [$0.quantity, $0.price, $0.cost.total] }
  let positions = log.positions.flatMap { [$0.position.quantity, $0.price, $0.value] }
  #expect((trades + positions).allSatisfy { $0.isFinite }, sourceLocation: sourceLocation)
}

extension StepRecord {
  /// Delta of everything held and of the coins that contracts have paid.
  fileprivate func hedgedDelta(_ log: AccountLog, _ spots: [Double]) -> Double {
    let step = log.steps.firstIndex { $0.time == time } ?? 0
    return greeks.delta + collateral / spots[step]
  }
}
