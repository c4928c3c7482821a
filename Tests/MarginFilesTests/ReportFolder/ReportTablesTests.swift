import MarginFiles
import MarginReplay
import Testing

@Suite struct ReportTablesTests {
  static let tables: [(String, String)] = [
    (
      "timeline.csv",
      """
      time,model,equity,cash,market_value,collateral,initial_margin,maintenance_margin,excess,status,\
      deposit,delta,gamma,vega,theta,vanna,volga,spx_spot,spx_volatility,btc_usd_spot,btc_usd_volatility
      2020-03-12,reg-t,100,10,90,0,30,25,75,restricted,0,0,0,12.5,0,0,0,2480.64,0.75,4800,1
      2020-03-12,"b,""x""\",50,10,40,0,30,25,25,restricted,0,0,0,12.5,0,0,0,2480.64,0.75,4800,1
      2020-03-13,reg-t,89.5,10,79.5,0,30,25,64.5,restricted,4,0,0,12.5,0,0,0,2711.02,0.5,5578,2
      2020-03-13,"b,""x""\",39.5,10,29.5,0,30,25,14.5,restricted,4,0,0,12.5,0,0,0,2711.02,0.5,5578,2

      """
    ),
    (
      "positions.csv",
      """
      time,model,instrument,underlying,right,strike,expiry,multiplier,purpose,quantity,price,value,settlement
      2020-03-12,reg-t,option,SPX,P,2400,2020-04-17,100,book,-2,60.25,-12050,linear
      2020-03-12,"b,""x""\",option,SPX,P,2400,2020-04-17,100,book,-2,60.25,-12050,linear
      2020-03-13,reg-t,spot,BTC-USD,,,,1,hedge,0.5,4800,2400,
      2020-03-13,"b,""x""\",spot,BTC-USD,,,,1,hedge,0.5,4800,2400,

      """
    ),
    (
      "trades.csv",
      """
      time,model,reason,instrument,underlying,right,strike,expiry,multiplier,quantity,price,fee,\
      spread,impact,permanent_impact,settlement
      2020-03-12,reg-t,open,option,SPX,P,2400,2020-04-17,100,-2,60.25,1.3,5,0,0,linear
      2020-03-12,"b,""x""\",open,option,SPX,P,2400,2020-04-17,100,-2,60.25,1.3,5,0,0,linear

      """
    ),
    (
      "margin.csv",
      """
      time,account,model,component,amount,binding_scenario,spot_move,volatility_move
      2020-03-12,reg-t,span,initial_margin,30,14,-0.08,0.25
      2020-03-12,reg-t,span,maintenance_margin,25,,,
      2020-03-12,reg-t,span,scan_risk,30,,,
      2020-03-12,"b,""x""\",span,initial_margin,30,14,-0.08,0.25
      2020-03-12,"b,""x""\",span,maintenance_margin,25,,,
      2020-03-12,"b,""x""\",span,scan_risk,30,,,

      """
    ),
    (
      "calls.csv",
      """
      model,issued,equity,maintenance_margin,amount,due,outcome,closed,deposited
      reg-t,2020-03-12,20,25,10,2020-03-13,open,,0
      "b,""x""\",2020-03-12,20,25,10,2020-03-13,open,,0

      """
    ),
    (
      "liquidations.csv",
      """
      time,model,fraction,equity_before,initial_margin_before,equity_after,initial_margin_after,cost
      2020-03-13,reg-t,0.5,20,30,19,15,1
      2020-03-13,"b,""x""\",0.5,20,30,19,15,1

      """
    ),
    (
      "waterfall.csv",
      """
      time,model,layer,amount
      2020-03-13,reg-t,account-equity,20
      2020-03-13,"b,""x""\",account-equity,20

      """
    ),
    (
      "attribution.csv",
      """
      time,model,delta,gamma,vega,theta,vanna,volga,residual,hedge,dividends,interest,funding,fees,spread,\
      impact,liquidation,permanent_impact,borrow,margin_financing,charm,speed,rho,translation,total,\
      equity_change_less_deposit,residual_share,flagged,substeps
      2020-03-12,reg-t,-14,0,0,0,0,0,0,0,0,0,0,-0.5,0,0,0,0,0,0,0,0,0,0,-14.5,,0,false,1
      2020-03-12,"b,""x""\",-14,0,0,0,0,0,0,0,0,0,0,-0.5,0,0,0,0,0,0,0,0,0,0,-14.5,,0,false,1
      2020-03-13,reg-t,-14,0,0,0,0,0,0,0,0,0,0,-0.5,0,0,0,0,0,0,0,0,0,0,-14.5,-14.5,0,false,1
      2020-03-13,"b,""x""\",-14,0,0,0,0,0,0,0,0,0,0,-0.5,0,0,0,0,0,0,0,0,0,0,-14.5,-14.5,0,false,1

      """
    ),
    (
      "drag.csv",
      """
      time,model,gamma,theta,hedge_slippage,carry,hedge_fees,hedge_spread,hedge_impact,\
      hedge_permanent_impact,borrow_cost,margin_financing_cost,hedging_cost,shortfall,drag,\
      cumulative_drag,drag_per_vega,drag_per_premium,book_vega,break_even_volatility,\
      realised_volatility,move,hedges,avoided,convexity_share
      2020-03-12,reg-t,0,0,-14,0,1,2,0,0,0,0,3,0,3,3,0.3,0.015,-10,0.2,0.3,0.01,1,0,0
      2020-03-12,"b,""x""\",0,0,-14,0,1,2,0,0,0,0,3,0,3,3,0.3,0.015,-10,0.2,0.3,0.01,1,0,0
      2020-03-13,reg-t,0,0,-14,0,1,2,0,0,0,0,3,0,3,6,0.6,0.015,-10,0.2,0.3,0.01,1,0,0
      2020-03-13,"b,""x""\",0,0,-14,0,1,2,0,0,0,0,3,0,3,6,0.6,0.015,-10,0.2,0.3,0.01,1,0,0

      """
    ),
    (
      "summary.csv",
      """
      model,metric,value,unit
      reg-t,peak_initial_margin,1234.5,USD
      reg-t,coverage,0.99,ratio
      reg-t,calls,2,count
      reg-t,worst_day,2020-03-12,time
      reg-t,days_to_recover,,count

      """
    ),
  ]

  @Test(arguments: tables)
  func contents(path: String, expected: String) throws {
    let file = try #require(Self.files.first { $0.path == path })
    #expect(String(decoding: file.bytes, as: UTF8.self) == expected)
  }

  @Test func everyTableIsThere() {
    #expect(Self.files.map(\.path) == Self.tables.map(\.0) + ["summary.json"])
  }

  @Test func summaryIsJSONToo() throws {
    let file = try #require(Self.files.last)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"currency\": \"USD\",\n  \"accounts\": [\n    {\n"))
    #expect(text.contains("\"worst_day\": {\n          \"value\": \"2020-03-12\","))
    #expect(text.contains("\"days_to_recover\": {\n          \"value\": null,"))
  }

  @Test func emptyResultsHaveHeadersOnly() {
    let files = reportTables(
      of: RunResult(times: [], market: [], accounts: []), summaries: [], currency: "EUR")
    #expect(files.dropLast().allSatisfy { $0.bytes.count { $0 == 0x0A } == 1 })
  }

  @Test func twoWritesAreTheSameBytes() {
    #expect(Self.files == Self.files)
  }

  private static var files: [ReportFile] {
    reportTables(of: SampleResult.result, summaries: SampleResult.summaries, currency: "USD")
  }
}
