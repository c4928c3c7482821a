"""The same rule in nautilus_trader's BacktestEngine: a strategy that sends market orders.

One perpetual on a simulated venue with a margin account. Each bar updates the venue's book with its four
prices, which are alike here; the strategy sees the bar; every thousandth it sends a market order, which the
venue fills at the bar's close and charges for. Margin is kept by the engine's account when positions
change. Only the engine's run is timed. Answers each line of standard input with processor seconds;
prints what to compare first.
"""

import sys
import time
from decimal import Decimal

from event_prices import prices
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig, StrategyConfig
from nautilus_trader.model.currencies import BTC, USDT
from nautilus_trader.model.data import Bar, BarType
from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
from nautilus_trader.model.identifiers import InstrumentId, Symbol, Venue
from nautilus_trader.model.instruments import CryptoPerpetual
from nautilus_trader.model.objects import Money, Price, Quantity
from nautilus_trader.trading.strategy import Strategy

VENUE = Venue("SIM")
START, MINUTE = 1_700_000_000_000_000_000, 60_000_000_000
PERPETUAL = CryptoPerpetual(
    instrument_id=InstrumentId(Symbol("BTC-PERP"), VENUE), raw_symbol=Symbol("BTC-PERP"),
    base_currency=BTC, quote_currency=USDT, settlement_currency=USDT, is_inverse=False,
    price_precision=2, size_precision=0, price_increment=Price(0.01, 2), size_increment=Quantity(1, 0),
    margin_init=Decimal("0.025"), margin_maint=Decimal("0.0125"),
    maker_fee=Decimal("0.0005"), taker_fee=Decimal("0.0005"), ts_event=0, ts_init=0)
BARS = BarType.from_str(f"{PERPETUAL.id}-1-MINUTE-LAST-EXTERNAL")


class TurnEveryThousand(Strategy):
    def on_start(self):
        self.seen = 0
        self.subscribe_bars(BARS)

    def on_bar(self, bar):
        if self.seen % 1000 == 0:
            side = OrderSide.BUY if self.seen // 1000 % 2 == 0 else OrderSide.SELL
            size = Quantity(2 if self.seen else 1, 0)
            self.submit_order(self.order_factory.market(PERPETUAL.id, side, size))
        self.seen += 1


def engine(bars):
    engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True), run_analysis=False))
    engine.add_venue(
        VENUE, OmsType.NETTING, AccountType.MARGIN, [Money(100_000, USDT)], base_currency=USDT,
        default_leverage=Decimal(1))
    engine.add_instrument(PERPETUAL)
    size, path = Quantity(1_000_000, 0), prices(bars)
    data = []
    for i, cents in enumerate(path):
        price, moment = Price(int(cents) / 100, 2), START + i * MINUTE
        data.append(Bar(BARS, price, price, price, price, size, moment, moment))
    engine.add_data(data)
    engine.add_strategy(TurnEveryThousand(StrategyConfig(strategy_id="TURN-001")))
    return engine, path[-1] / 100


def found(engine, last):
    """Balance and what the open position has gained at the last price."""
    equity = float(engine.cache.account_for_venue(VENUE).balance_total(USDT))
    for position in engine.cache.positions_open():
        equity += float(position.unrealized_pnl(Price(last, 2)))
    return equity, float(len(engine.cache.orders_closed()))


def main():
    backtest, last = engine(int(sys.argv[1]))
    backtest.run()
    print("account", *map(repr, found(backtest, last)), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        backtest.reset()
        start = time.process_time()
        backtest.run()
        print(time.process_time() - start, flush=True)


main()
