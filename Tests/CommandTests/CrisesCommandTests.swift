import Foundation
import Testing

/// `crises list`, `show` and `run`, as a user would.
@Suite struct CrisesCommandTests {
  private func crises(_ arguments: String...) throws -> Outcome {
    try Program(["crises"] + arguments, in: repository.path).run()
  }

  @Test func theListSaysWhatShips() throws {
    let outcome = try crises("list")
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.code == 0 && lines.count == 14)
    #expect(lines.contains { $0.hasPrefix("october-1987 ") && $0.contains(" ships ") })
    #expect(lines.contains { $0.hasPrefix("ftx-2022 ") && $0.contains(" bring prices, dvol ") })
    #expect(try crises().output == outcome.output)
  }

  @Test func aCrisisIsShownWithFactsSourcesAndFiles() throws {
    let outcome = try crises("show", "luna-2022")
    #expect(outcome.code == 0)
    for part in [
      "--file prices=PATH", "layout: columns time, open", "facts\n", "rows(LUNA, 2022-05-14",
      "source: Binance", "modelled\n", "margincall crises run luna-2022 --file prices=PATH",
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
    #expect(outcome.output.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func programsGetJSON() throws {
    let list = try JSONSerialization.jsonObject(with: Data(crises("list", "--json").output.utf8))
    #expect((list as? [[String: Any]])?.count == 13)
    let shown = try JSONSerialization.jsonObject(
      with: Data(crises("show", "ltcm-1998", "--json").output.utf8))
    #expect((shown as? [String: Any])?["name"] as? String == "ltcm-1998")
  }

  @Test func anUnknownCrisisIsMisuse() throws {
    let outcome = try crises("run", "october-1988")
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("did you mean `october-1987`?"))
  }

  /// The closes of October 1987 are those of the Brady Commission's report and the index itself.
  @Test func aRunSaysWhichFactsItReproduces() throws {
    let sandbox = try Sandbox()
    let report = sandbox.path("report")
    let outcome = try crises("run", "october-1987", "--out", report)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains("Facts: 6 reproduced, 0 not reproduced and 5 not checkable here."))
    #expect(outcome.output.contains("(not checkable here: needs --file vxo=PATH)"))
    let facts = try sandbox.read("report/facts.csv").split(separator: "\n")
    #expect(facts.first == "kind,date,text,source,check,found,outcome,reason")
    #expect(facts.contains { $0.contains("== 224.84 ± 0.005\",224.84,reproduced,") })
    for page in ["report/summary.md", "report/report.html"] {
      #expect(try sandbox.read(page).contains("What the replay should show"))
    }
    #expect(try sandbox.read("report/manifest.json").contains("\"facts.csv\""))
  }

  @Test func aFileOfTheUsersMakesFactsCheckable() throws {
    let sandbox = try Sandbox()
    let spx = try String(
      contentsOf: repository.appendingPathComponent("datasets/sp500-daily.csv"), encoding: .utf8)
    let known = ["1987-10-16": "36.37", "1987-10-19": "150.19", "1987-10-20": "140"]
    let days = spx.split(separator: "\n").map { String($0.prefix(10)) }
    let rows = days.filter { $0.hasPrefix("1987") }.map { "\($0),\(known[$0] ?? "25")" }
    try sandbox.write("date,close\n" + rows.joined(separator: "\n") + "\n", to: "vxo.csv")
    let folder = repository.appendingPathComponent("experiments/crises").path
    let outcome = try sandbox.run(
      "crises", "run", "october-1987", "--folder", folder, "--file", "vxo=vxo.csv", "--out", "r",
      "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let facts = (json as? [String: Any])?["facts"] as? [[String: Any]] ?? []
    #expect(facts.count { $0["outcome"] as? String == "reproduced" } == 11)
    #expect(facts.contains { $0["found"] as? Double == 1.5019 })
  }

  @Test func aFactThatFailsEndsWithOne() throws {
    let sandbox = try Sandbox()
    let outcome = try crises(
      "run", "october-1987", "--out", sandbox.path("r"), "--set", "portfolio.cash=90_000_000 USD")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("✗ The SPAN-style array calls"))
    #expect(try sandbox.read("r/report.html").contains("<p class=\"failed\">✗"))
    let quiet = try crises(
      "run", "october-1987", "--out", sandbox.path("r"), "--set", "portfolio.cash=90_000_000 USD",
      "-q")
    #expect(quiet.code == 1 && quiet.output.isEmpty)
    #expect(quiet.errors == "not reproduced: calls(span) >= 1, and it is 0.0\n")
  }

  @Test(arguments: [
    ("luna-2022", ["prices"]), ("ftx-2022", ["prices", "dvol"]), ("negative-oil-2020", ["prices"]),
    ("may-2021-crypto", ["btc", "eth"]), ("october-10-2025", ["prices", "dvol"]),
  ])
  func whatCannotShipIsAskedFor(name: String, files: [String]) throws {
    let outcome = try crises("run", name)
    #expect(outcome.code == 66 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("[file-not-given]"))
    for file in files { #expect(outcome.errors.contains("--file \(file)=PATH")) }
    #expect(try crises("run", name, "--file", "\(files[0])=/no/such").code == 66)
    #expect(try crises("run", name, "--file", "nonsense=/dev/null").code == 65)
    #expect(try crises("run", name, "--file", "prices").code == 64)
  }

  /// Prices made up for the test, with the three of the spot price that the facts name.
  @Test func aBroughtFileIsReplayed() throws {
    let sandbox = try Sandbox()
    let wti = try (0..<850).map { index in
      let day = try #require(Self.day(2018, index))
      let known = ["2020-04-17": "18.31", "2020-04-20": "-36.98", "2020-04-21": "8.91"]
      return "\(day),\(known[day] ?? (index.isMultiple(of: 2) ? "60" : "61"))"
    }
    try sandbox.write("date,close\n" + wti.joined(separator: "\n") + "\n", to: "wti.csv")
    let folder = repository.appendingPathComponent("experiments/crises").path
    let outcome = try sandbox.run(
      "crises", "run", "negative-oil-2020", "--folder", folder, "--file", "prices=wti.csv",
      "--out", "r")
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    #expect(outcome.output.contains("Facts: 4 reproduced, 0 not reproduced and 1 not checkable"))
  }

  /// The ISO date `offset` days after the first of `year`.
  private static func day(_ year: Int, _ offset: Int) -> String? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard let start = calendar.date(from: DateComponents(year: year, month: 1, day: 1)),
      let date = calendar.date(byAdding: .day, value: offset, to: start)
    else { return nil }
    return date.ISO8601Format(.iso8601.year().month().day())
  }

  @Test(arguments: [
    "ltcm-1998", "autumn-2008", "flash-crash-2010", "august-2015", "volmageddon-2018",
    "march-2020-equities", "march-2020-bitcoin",
  ])
  func everyShippedCrisisBearsOutItsFacts(name: String) throws {
    let sandbox = try Sandbox()
    let outcome = try crises("run", name, "--out", sandbox.path("r"))
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains(" 0 not reproduced"))
  }
}
