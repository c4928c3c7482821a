import Foundation

/// The cost of replicating a call on a binomial tree with proportional costs, by backward induction.
///
/// Source: Boyle and Vorst, "Option replication in discrete time with transaction costs", Journal of
/// Finance 47 (1992): at every node shares and bond are such that after either move, and after paying for the
/// trade, they are what the next node needs. The call is settled by delivery, the first purchase is free.
struct BoyleVorstTree {
  var strike = 100.0
  var years = 1.0
  var rate = 0.1
  var volatility = 0.2
  /// One-way cost as a fraction of the price.
  var cost = 0.0
  var steps = 52

  private var up: Double { exp(volatility * (years / Double(steps)).squareRoot()) }
  private var growth: Double { exp(rate * years / Double(steps)) }

  /// The price after `ups` of `moves` moves, from 100.
  func price(_ ups: Int, of moves: Int) -> Double { 100 * pow(up, Double(2 * ups - moves)) }

  /// Shares and bond at every node: `[moves][ups]`.
  func holdings() -> [[(shares: Double, bond: Double)]] {
    var layers = [
      (0...steps).map { ups -> (shares: Double, bond: Double) in
        price(ups, of: steps) > strike ? (1, -strike) : (0, 0)
      }
    ]
    for moves in stride(from: steps - 1, through: 0, by: -1) {
      let next = layers[0]
      layers.insert(
        (0...moves).map { ups in
          let (high, low) = (price(ups + 1, of: moves + 1), price(ups, of: moves + 1))
          let above = next[ups + 1].shares * high * (1 + cost) + next[ups + 1].bond
          let below = next[ups].shares * low * (1 - cost) + next[ups].bond
          let shares = (above - below) / (high * (1 + cost) - low * (1 - cost))
          return (shares, (above - shares * high * (1 + cost)) / growth)
        }, at: 0)
    }
    return layers
  }

  /// What is left after the move from a node to one of the next, once the trade is paid; 0 if exact.
  func shortfall(
    _ holdings: [[(shares: Double, bond: Double)]], from ups: Int, _ moves: Int, to next: Int
  )
    -> Double
  {
    let (now, then) = (holdings[moves][ups], holdings[moves + 1][next])
    let price = price(next, of: moves + 1)
    let trade = then.shares - now.shares
    return now.bond * growth - trade * price - cost * abs(trade) * price - then.bond
  }
}
