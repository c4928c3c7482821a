// Options on a forward by QuantLib. `calculator`: a million with four Greeks by BlackCalculator; `engine`:
// the same by one VanillaOption each and AnalyticEuropeanEngine; `grid`: 500 under 35 scenarios by
// blackFormula, price only.
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include <ql/exercise.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
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
constexpr double forward = 100, rate = 0.03;

double spread(double i, double step) { return i * step - std::floor(i * step); }

struct Terms {
  std::vector<double> strike, years, vol;
  std::vector<Option::Type> type;
  Terms() {
    for (int i = 0; i < count; ++i) {
      strike.push_back(60 + 80 * spread(i, 0.6180339887));
      years.push_back(1.0 / 365 + 2 * spread(i, 0.7548776662));
      vol.push_back(0.05 + 1.45 * spread(i, 0.5698402910));
      type.push_back(i % 2 == 0 ? Option::Call : Option::Put);
    }
  }
};

using Results = std::vector<std::vector<double>>;

void byCalculator(const Terms& terms, Results& out) {
  for (int i = 0; i < count; ++i) {
    const double t = terms.years[i];
    const BlackCalculator black(terms.type[i], terms.strike[i], forward,
                                terms.vol[i] * std::sqrt(t), std::exp(-rate * t));
    out[0][i] = black.value();
    out[1][i] = black.delta(forward);
    out[2][i] = black.gamma(forward);
    out[3][i] = black.vega(t);
    out[4][i] = black.theta(forward, t);
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
        Handle<Quote>(ext::make_shared<SimpleQuote>(forward)),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, rate, days)),
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
          ext::make_shared<EuropeanExercise>(today + static_cast<int>(std::ceil(terms.years[i] * 365))));
      option.setPricingEngine(engine);
      out[0][i] = option.NPV();
      out[1][i] = option.delta();
      out[2][i] = option.gamma();
      out[3][i] = option.vega();
      out[4][i] = option.theta();
    }
  }
};

double byFormula(const Terms& terms) {
  double sum = 0;
  for (int i = 0; i < 500; ++i) {
    const double root = std::sqrt(terms.years[i]), discount = std::exp(-rate * terms.years[i]);
    for (int j = 0; j < 35; ++j)
      sum += blackFormula(terms.type[i], terms.strike[i], forward * (1 + 0.03 * (j % 7 - 3)),
                          terms.vol[i] * (1 + 0.1 * (j / 7 - 2)) * root, discount);
  }
  return sum;
}

double sum(const std::vector<double>& column) {
  double sum = 0;
  for (double x : column) sum += x;
  return sum;
}

}  // namespace

int main(int, char** arguments) {
  const std::string job = arguments[1];
  const Terms terms;
  Results out(5, std::vector<double>(count));
  Engine engine;
  volatile double kept = 0;
  std::function<void()> run = [&] { byCalculator(terms, out); };
  if (job == "engine") run = [&] { engine.evaluate(terms, out); };
  if (job == "grid") run = [&] { for (int i = 0; i < 100; ++i) kept = kept + byFormula(terms); };
  if (job == "calculator") {
    run();
    std::printf("sums");
    for (const auto& column : out) std::printf(" %.17g", sum(column));
    std::printf("\n");
  } else if (job == "grid") {
    std::printf("sums %.17g\n", byFormula(terms));
  }
  std::printf("ready\n");
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    const std::clock_t start = std::clock();
    run();
    std::printf("%.9g\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    std::fflush(stdout);
  }
}
