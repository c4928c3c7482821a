// A million options with four Greeks by QuantLib: `calculator` by BlackCalculator, `engine` by one
// VanillaOption and AnalyticEuropeanEngine whose quotes are set for each option.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include <ql/exercise.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/vanilla/analyticeuropeanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>

using namespace QuantLib;

namespace {

constexpr int count = 1'000'000;
constexpr double spot = 100, rate = 0.03, yield = 0.01;

double spread(double i, double step) { return i * step - std::floor(i * step); }

struct Terms {
  std::vector<double> strike, years, vol;
  std::vector<Option::Type> type;
  Terms() {
    for (int i = 0; i < count; ++i) {
      strike.push_back(60 + 80 * spread(i, 0.6180339887));
      years.push_back(0.05 + 2 * spread(i, 0.7548776662));
      vol.push_back(0.1 + 0.6 * spread(i, 0.5698402910));
      type.push_back(i % 2 == 0 ? Option::Call : Option::Put);
    }
  }
};

using Results = std::vector<std::vector<double>>;

void byCalculator(const Terms& terms, Results& out) {
  for (int i = 0; i < count; ++i) {
    const double t = terms.years[i];
    const double forward = spot * std::exp((rate - yield) * t);
    const BlackCalculator black(terms.type[i], terms.strike[i], forward,
                                terms.vol[i] * std::sqrt(t), std::exp(-rate * t));
    out[0][i] = black.value();
    out[1][i] = black.delta(spot);
    out[2][i] = black.gamma(spot);
    out[3][i] = black.vega(t);
    out[4][i] = black.theta(spot, t);
  }
}

// Expiries fall on whole days, so that the engine's numbers are its own and are not compared.
struct Engine {
  Date today = Date(1, January, 2024);
  ext::shared_ptr<SimpleQuote> vol = ext::make_shared<SimpleQuote>(0.2);
  ext::shared_ptr<GeneralizedBlackScholesProcess> process;
  ext::shared_ptr<PricingEngine> engine;
  Engine() {
    Settings::instance().evaluationDate() = today;
    const Actual365Fixed days;
    process = ext::make_shared<BlackScholesMertonProcess>(
        Handle<Quote>(ext::make_shared<SimpleQuote>(spot)),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, yield, days)),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, rate, days)),
        Handle<BlackVolTermStructure>(
            ext::make_shared<BlackConstantVol>(today, NullCalendar(), Handle<Quote>(vol), days)));
    engine = ext::make_shared<AnalyticEuropeanEngine>(process);
  }
  void evaluate(const Terms& terms, Results& out) {
    for (int i = 0; i < count; ++i) {
      vol->setValue(terms.vol[i]);
      VanillaOption option(
          ext::make_shared<PlainVanillaPayoff>(terms.type[i], terms.strike[i]),
          ext::make_shared<EuropeanExercise>(today + static_cast<int>(terms.years[i] * 365)));
      option.setPricingEngine(engine);
      out[0][i] = option.NPV();
      out[1][i] = option.delta();
      out[2][i] = option.gamma();
      out[3][i] = option.vega();
      out[4][i] = option.theta();
    }
  }
};

}  // namespace

int main(int, char** arguments) {
  const bool isEngine = std::strcmp(arguments[1], "engine") == 0;
  const Terms terms;
  Results out(5, std::vector<double>(count));
  Engine engine;
  const auto evaluate = [&] { isEngine ? engine.evaluate(terms, out) : byCalculator(terms, out); };
  if (!isEngine) {
    evaluate();
    std::printf("sums");
    for (const auto& column : out) {
      double sum = 0;
      for (double x : column) sum += x;
      std::printf(" %.17g", sum);
    }
    std::printf("\n");
  }
  std::printf("ready\n");
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    const auto start = std::chrono::steady_clock::now();
    evaluate();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%.9g\n", seconds.count());
    std::fflush(stdout);
  }
}
