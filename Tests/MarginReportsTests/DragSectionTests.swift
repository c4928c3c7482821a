import MarginCore
import MarginReplay
import MarginReports
import Testing

/// What the report says of gamma drag.
struct DragSectionTests {
  /// The sample run, its books with gamma and one loss of each kind in the crash.
  private var input: ReportInput {
    let sample = SampleRun()
    let accounts = sample.result.accounts.map { log in
      var log = log
      for index in log.steps.indices {
        log.steps[index].hedging.gammaPerVariance = -100
        (log.steps[index].hedging.thetaEarned, log.steps[index].hedging.gammaEarned) = (4, -9)
        log.steps[index].hedging.move = index == 60 ? 0.2 : 0.003
      }
      return log
    }
    return sample.input(
      of: RunResult(times: sample.times, market: sample.result.market, accounts: accounts))
  }

  @Test func aRunWithGammaHasTheSectionAndItsCharts() {
    let names = charts(input).map(\.name)
    #expect(names.contains("gamma-drag") && names.contains("break-even-volatility"))
    let html = htmlReport(input)
    #expect(html.contains("<section id=\"drag\">") && html.contains("The same under tight"))
  }

  @Test func aRunWithoutGammaHasNeither() {
    let plain = SampleRun().input
    #expect(!charts(plain).contains { $0.name == "gamma-drag" })
    #expect(!markdownReport(plain).contains("## Gamma drag"))
  }

  // By hand from the formulas of the sample in the crash, its 60th step:
  // delta 3,000 × (420 mod 9 − 4) − 200,000 = −194,000; gamma and residual −310,000 + 45,000.
  @Test func lossesAreSortedByTheSizeOfTheMove() {
    let text = markdownReport(input)
    #expect(text.contains("| 8 % and more | 1 | 194,000 | 265,000 | 58 % | 13,250 |"))
  }
}
