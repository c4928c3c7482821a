"""The same rule in backtrader: a strategy that sends market orders, filled at the bar's close.

One future with a commission on notional and a fixed margin a contract, marked to market by the broker at every
bar. The strategy sees every bar and asks the broker for the account's value; every thousandth it turns.
Only the run is timed. Answers each line of standard input with processor seconds; prints what to
compare first.
"""

import datetime
import sys
import time

import backtrader as bt
from event_prices import prices


class Bars(bt.feed.DataBase):
    params = (("path", None),)
    start_day, minute = bt.date2num(datetime.datetime(2023, 11, 14, 22, 13, 20)), 1 / 1440

    def start(self):
        super().start()
        self.bar = 0

    def _load(self):
        if self.bar >= len(self.p.path):
            return False
        price = self.p.path[self.bar]
        self.lines.datetime[0] = self.start_day + self.bar * self.minute
        for line in (self.lines.open, self.lines.high, self.lines.low, self.lines.close):
            line[0] = price
        self.lines.volume[0], self.lines.openinterest[0] = 1e6, 0
        self.bar += 1
        return True


class TurnEveryThousand(bt.Strategy):
    def __init__(self):
        self.orders_filled, self.lowest = 0, float("inf")

    def notify_order(self, order):
        self.orders_filled += order.status == order.Completed

    def next(self):
        price, bar = self.data.close[0], len(self) - 1
        requirement = 0.0125 * abs(self.position.size) * price
        self.lowest = min(self.lowest, self.broker.getvalue() - requirement)
        if bar % 1000 == 0:
            self.order_target_size(target=1 if bar // 1000 % 2 == 0 else -1)


def replay(path):
    """The account's value at the end, its filled orders, and the seconds that the run took."""
    cerebro = bt.Cerebro(stdstats=False)
    cerebro.adddata(Bars(path=path))
    cerebro.addstrategy(TurnEveryThousand)
    cerebro.broker.setcash(100_000.0)
    cerebro.broker.setcommission(commission=5e-4, margin=1000.0, commtype=bt.CommInfoBase.COMM_PERC, percabs=True)
    cerebro.broker.set_coc(True)
    start = time.process_time()
    strategy = cerebro.run()[0]
    return cerebro.broker.getvalue(), float(strategy.orders_filled), time.process_time() - start


def main():
    path = [float(x) / 100 for x in prices(int(sys.argv[1]))]
    value, orders, _ = replay(path)
    print("account", repr(value), repr(orders), flush=True)
    print("ready", flush=True)
    for _ in sys.stdin:
        print(replay(path)[-1], flush=True)


main()
