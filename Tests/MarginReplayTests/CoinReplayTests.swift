import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Contracts paid in coin, collateral and funding inside a replay.
@Suite struct CoinReplayTests {
  private let spots = [8000.0, 8800, 5000, 6400, 7000]

  private func replay(
    _ positions: [Position], deposit: Money = 0, collateral: [Collateral] = [], share: Double = 0
  ) -> Replay {
    var replay = Replay(deposit: deposit, models: [NotionalModel(share: share)])
    (replay.positions, replay.collateral) = (positions, collateral)
    return replay
  }

  private func inverse(_ quantity: Double, multiplier: Double = 10) -> Position {
    Position(
      .perpetual(PerpetualContract(underlying: 0, multiplier: multiplier, settlement: .inverse)),
      quantity: quantity)
  }

  private func steps(_ replay: Replay, over history: MarketHistory) throws -> [StepRecord] {
    try #require(try replay.run(over: history).accounts.first).steps
  }

  private func steps(_ replay: Replay) throws -> [StepRecord] {
    try steps(replay, over: market(spots))
  }

  /// Coins of a long of N dollars: C + N(1/S₀ − 1/Sₜ), worth Sₜ each.
  ///
  /// Source: Deribit, contract specification of inverse perpetuals. The tolerance is rounding of sums
  /// of 1e5.
  @Test(arguments: [1000.0, -1000, 0.5])
  func anInversePerpetualPaysInCoin(contracts: Double) throws {
    let coin = Collateral("X", quantity: 3, underlying: 0)
    for (step, spot) in zip(try steps(replay([inverse(contracts)], collateral: [coin])), spots) {
      let coins = 3 + contracts * 10 * (1 / spots[0] - 1 / spot)
      #expect(abs(step.equity - coins * spot) < 1e-9)
      #expect(step.cash == 0 && step.marketValue == 0 && step.collateral == step.equity)
    }
  }

  /// A future at a basis of 10 % a year pays N(1/F₀ − 1/F₁) coins, which are worth S₁, not F₁, each.
  ///
  /// So its delta is N/F. What is left of the first step after delta and theta, −10 % of that a year, is
  /// the curve of its payoff: the tolerance is twice (dS/S)². Translation is of coins held before.
  @Test func anInverseFutureGainsWhatItsCoinsAreWorth() throws {
    let contract = FutureContract(
      underlying: 0, expiry: day(365), multiplier: 80_000, settlement: .inverse)
    let spots = [8000.0, 8080, 7900]
    let got = try steps(
      replay([Position(.future(contract), quantity: 1)], deposit: 5000),
      over: market(spots, rate: 0.1))
    let prices = spots.enumerated().map { $1 * exp(0.1 * Double(365 - $0) / 365) }
    for (step, price) in zip(got, prices) {
      #expect(abs(step.greeks.delta - 80_000 / price) < 1e-12)
    }
    let coins = zip(prices, prices.dropFirst()).map { 80_000 * (1 / $0 - 1 / $1) }
    let parts = got.map(\.attribution)
    #expect(abs(parts[1].explained + parts[1].residual - coins[0] * 8080) < 1e-9)
    #expect(abs(parts[1].delta - 80_000 / prices[0] * 80) < 1e-9)
    #expect(abs(parts[1].theta + 80_000 / prices[0] * 0.1 * 8000 / 365) < 1e-9)
    #expect(abs(parts[1].residual) < 2 * 1e-4 * 80_000 / 365 && abs(parts[1].translation) < 1e-9)
    #expect(abs(parts[2].explained + parts[2].residual - coins[1] * 7900) < 1e-9)
    #expect(abs(parts[2].translation - coins[0] * (7900 - 8080)) < 1e-9)
  }

  /// The long of 24,000 dollars owes coins at 5,000: 1 + 24,000 (1/8,000 − 1/5,000) = −0.8, in full
  /// whatever the haircut, while what is held counts for 90 %.
  @Test func aHaircutIsTakenFromCoinsHeldButNotFromCoinsOwed() throws {
    let coin = Collateral("X", quantity: 1, underlying: 0, haircut: 0.1)
    let got = try steps(replay([inverse(2400)], collateral: [coin]))
    #expect(abs(got[2].equity - -0.8 * 5000) < 1e-9)
    #expect(abs(got[1].equity - 0.9 * (1 + 24_000 * (1 / 8000.0 - 1 / 8800)) * 8800) < 1e-9)
  }

  /// Premium V/S₀ coins received, payoff (K − S)⁺/S coins paid: the fall to 5,000 at expiry costs
  /// 3,000/5,000 of a coin per coin written, and is not undone by what follows.
  @Test func anInverseOptionPaysPremiumAndPayoffInCoin() throws {
    let option = OptionContract(
      underlying: 0, right: .put, strike: 8000, expiry: day(2), multiplier: 1, settlement: .inverse)
    let coin = Collateral("X", quantity: 2, underlying: 0)
    let got = try steps(replay([Position(.option(option), quantity: -1)], collateral: [coin]))
    let premium = BlackScholes(
      spot: 8000, strike: 8000, years: 2 / 365.0, volatility: 0.2
    ).value(.put)
    let coins = 2 + premium / 8000 - 3000 / 5000.0
    #expect(abs(got[0].equity - 16_000) < 1e-9)
    for index in 2...4 { #expect(abs(got[index].equity - coins * spots[index]) < 1e-8) }
  }

  /// Funding by hand: 1 % of 24,000 dollars in coin at 8,800, and of 3 × 8,800 in cash.
  @Test func fundingFollowsTheContract() throws {
    let history = MarketHistory(
      times: [day(0), day(1)], underlyings: [Underlying(name: "X")],
      paths: [
        UnderlyingPath(spot: [8000, 8800], volatility: [0.2, 0.2], funding: [0, 0.01])
      ])
    let linear = Position(.perpetual(PerpetualContract(underlying: 0)), quantity: 3)
    let inCoin = try steps(replay([inverse(2400)]), over: history)[1]
    #expect(abs(inCoin.attribution.funding - -240) < 1e-9)
    #expect(abs(inCoin.equity - (24_000 * (8800 / 8000.0 - 1) - 240)) < 1e-9 && inCoin.cash == 0)
    let inCash = try steps(replay([linear]), over: history)[1]
    #expect(abs(inCash.attribution.funding - -264) < 1e-9 && inCash.collateral == 0)
  }

  /// Cash and carry: spot held against a short perpetual receives funding once, and pays none.
  @Test func spotBesideAPerpetualPaysNoFunding() throws {
    let history = MarketHistory(
      times: [day(0), day(1)], underlyings: [Underlying(name: "X")],
      paths: [
        UnderlyingPath(spot: [8000, 8800], volatility: [0.2, 0.2], funding: [0, 0.01])
      ])
    let short = Position(.perpetual(PerpetualContract(underlying: 0)), quantity: -3)
    let spot = Position(.spot(underlying: 0), quantity: 3)
    let carry = try steps(replay([spot, short], deposit: 50_000), over: history)[1]
    #expect(abs(carry.equity - 50_264) < 1e-9)
    let alone = try steps(replay([spot], deposit: 50_000), over: history)[1]
    #expect(abs(alone.attribution.funding - -264) < 1e-9)
  }

  /// Staked coins that start at 0.95 of the coin keep that ratio; dollars of another kind keep theirs.
  @Test func anAssetFollowsItsUnderlying() throws {
    let assets = [
      Collateral("stX", quantity: 2, price: 7600, underlying: 0, haircut: 0.2),
      Collateral("USDT", quantity: 1000, price: 0.99),
    ]
    let got = try steps(replay([], deposit: 5, collateral: assets))
    for (step, spot) in zip(got, spots) {
      #expect(abs(step.equity - (5 + 990 + 0.8 * 2 * 0.95 * spot)) < 1e-9)
    }
  }

  @Test func aPriceOfZeroIsRefusedWhereCoinsArePaid() {
    let market = market([8000, 0, 5000])
    let wanted = ReplayError(
      account: "notional", time: day(1), reason: .unusablePrice(underlying: "X", value: 0))
    #expect(throws: wanted) { try replay([inverse(1)]).run(over: market) }
    #expect(throws: Never.self) { try replay([], deposit: 1).run(over: market) }
  }

  /// A closed account keeps its coins, or its debt of them, and their worth still moves.
  @Test func aClosedAccountIsStillExplained() throws {
    let coin = Collateral("X", quantity: 1, underlying: 0)
    var plan = replay([inverse(2400)], collateral: [coin], share: 0.2)
    plan.settlement.liquidation = .full
    let got = try steps(plan)
    #expect(got[2].status == .closedOut && got[2].equity < 0)
    #expect(abs(got[3].attribution.translation - got[2].equity * 1400 / 5000) < 1e-9)
    expectClosed(got, start: 8000)
  }

  /// Random books that pay in coin and cash, with haircuts, under calls, deposits and liquidation.
  @Test func attributionClosesOnRandomCoinBooks() throws {
    var liquidations = 0
    for seed in 0..<40 {
      let random = RandomReplay(seed: UInt64(seed))
      var plan = random.replay
      plan.models = [NotionalModel(share: 0.3)]
      plan.positions = plan.positions.map(\.inCoin)
      for index in plan.strategies.indices { plan.strategies[index].settlement = .inverse }
      plan.collateral = [
        Collateral("Y", quantity: 40, underlying: 1, haircut: 0.1),
        Collateral("Z", quantity: 100, price: 30, underlying: 0, haircut: 0.3),
      ]
      let log = try #require(try plan.run(over: random.history).accounts.first)
      let worth = Portfolio(collateral: plan.collateral).collateralValue(in: random.history[0])
      expectClosed(log.steps, start: plan.deposit + worth)
      liquidations += log.liquidations.count
    }
    #expect(liquidations > 0)
  }

  /// 1e-9 of the largest amount of the sum is the promise to users.
  private func expectClosed(_ steps: [StepRecord], start: Money) {
    var before = start
    for step in steps {
      let change = step.equity - before - step.deposit
      let scale = step.attribution.parts.reduce(abs(before) + 1) { max($0, abs($1.amount)) }
      #expect(abs(step.attribution.total - change) <= 1e-9 * scale)
      #expect(abs(step.cash + step.marketValue + step.collateral - step.equity) <= 1e-9 * scale)
      before = step.equity
    }
  }
}

extension Position {
  /// The same holding of a contract paid in coin; spot stays as it is.
  fileprivate var inCoin: Position {
    switch instrument {
    case .option(let option):
      Position(
        .option(
          OptionContract(
            underlying: option.underlying, right: option.right, strike: option.strike,
            expiry: option.expiry, settlement: .inverse)), quantity: quantity)
    case .future(let future):
      Position(
        .future(
          FutureContract(
            underlying: future.underlying, expiry: future.expiry, multiplier: 500,
            settlement: .inverse)), quantity: quantity)
    case .spot, .perpetual: self
    }
  }
}
