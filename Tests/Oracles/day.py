#!/usr/bin/env python3
"""Writes one invented day of a card shop: its orders, four channels' files, and the answers.

    day.py SEED DIRECTORY

It shares no code with the program it tests. `expected.json` names what was planted, with the class
and the break each plant must end in; everything else must match. Python's own library only; the same
seed writes the same bytes. Money is integer fen throughout.
"""
import datetime
import hashlib
import random
import sys

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GOODS = ["月卡会员", "季卡会员", "年卡会员", "游戏点卡100点", "软件激活码", "流量包10G", "礼品卡", "云盘扩容"]
PRICES = [[990, 2800, 9800, 1000, 4550, 330, 20000, 1290], [500, 1500, 5000, 999, 8888, 100, 12345, 66],
          [1, 10000, 99900, 1234, 7777, 20, 300, 4321]]
EPAY_KEY = "synthetic_epay_key_0001"
EPUSDT_TOKEN = "synthetic_epusdt_token"
WALLET = "TSyntheticReceiveAddress00000000001"
USDT = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
FAKE = "TSyntheticFakeUsdtContract000000001"
ACCOUNT = "20880000000000010156"
RATES = {"wechat": [6000, 6000, 3800, 5400, 10000], "alipay": [6000, 6000, 6000, 3800]}
EMPTY = [None, None, None, None, None, "wechat", "alipay", "epay", "epusdt", "alipay-rows", "wechat-rows"]


def yuan(fen):
    return ("-" if fen < 0 else "") + "%d.%02d" % divmod(abs(fen), 100)


def short(text):
    """A decimal as a JSON number prints it: 28, 9.9."""
    return text.rstrip("0").rstrip(".")


def fee_of(fen, rate):
    """Half up to the fen; rate in millionths."""
    return (fen * rate + 500_000) // 1_000_000


def percent(rate):
    return "%d.%02d%%" % divmod(rate // 100, 100)


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def signed(fields, key):
    return md5("&".join(f"{k}={fields[k]}" for k in sorted(fields) if fields[k] != "") + key)


class Day:
    def __init__(self, seed):
        self.rng = rng = random.Random(seed)
        self.date = datetime.datetime(2026, 6, 1) if seed == 0 else (
            datetime.datetime(2025, 1, 1) + datetime.timedelta(days=rng.randrange(700)))
        self.ymd = self.date.strftime("%Y%m%d")
        self.empty = rng.choice(EMPTY)
        self.rate = {name: rng.choice(rates) for name, rates in RATES.items()}
        self.prices = rng.choice(PRICES)
        self.jitter = rng.choice([0, 0, 3])
        self.usdt_rate = rng.choice([719, 702, 735])
        self.extras = seed % 2 == 1 or rng.random() < 0.5
        self.orders, self.alipay, self.wechat, self.refund_bill = [], [], [], []
        self.epay, self.notified, self.epusdt, self.callbacks, self.transfers = [], [], [], [], []
        self.findings, self.asked = [], set()
        self.rush = self.moment()
        for channel in ["alipay", "wechat", "epay", "epusdt"]:
            if self.empty == channel:
                continue
            if self.empty == channel + "-rows":
                self.lost(channel[0].upper() + "-missing-channel", channel)
                self.unpaid("A-pending" if channel == "alipay" else "X-pending", channel)
                continue
            getattr(self, "fill_" + channel)()

    # Times, numbers

    def moment(self, first=1200, last=85_000):
        """A second of the day, away from midnight: near it a missing partner is only late."""
        return self.date + datetime.timedelta(seconds=self.rng.randrange(first, last))

    def common(self):
        """A moment for an ordinary order: a third of them fall into one minute of rush."""
        if self.rng.random() < 0.3:
            return self.rush + datetime.timedelta(seconds=self.rng.randrange(60))
        return self.moment()

    def digits(self, count):
        return "".join(self.rng.choice("0123456789") for _ in range(count))

    def number(self):
        return "".join(self.rng.choice(LETTERS) for _ in range(16))

    def goods(self, least=0):
        """Name and price of an article of at least so many fen."""
        return self.rng.choice([pair for pair in zip(GOODS, self.prices) if pair[1] >= least])

    def alipay_trade(self):
        return f"{self.ymd}22001{self.digits(11)}{len(self.alipay) + 1:04}"

    def wechat_trade(self):
        return f"4200002026{self.ymd}{self.digits(8)}{len(self.wechat) + 1:03}"

    # Rows

    def order(self, channel, paid, goods, fen, status="completed", trade="", created=None, number=None):
        created = created or paid - datetime.timedelta(seconds=self.rng.choice([40, 55, 130]))
        row = dict(order_no=number or self.number(), channel=channel, created=created, paid=paid, goods=goods,
                   fen=fen, status=status, trade=trade, refund=0, refund_no="", delivered=int(paid is not None))
        self.orders.append(row)
        return row

    def finding(self, name, channel, kind, order=None, **rest):
        amount, currency = rest.pop("amount", None), rest.pop("currency", "CNY")
        entry = {"id": name, "channel": channel}
        if order:
            entry["order_no"] = order
        entry["kind"] = kind
        entry.update(rest)
        if amount is not None:
            entry["break"] = {"amount": amount, "currency": currency}
        self.findings.append(entry)

    def alipay_row(self, order, done, goods, fen, trade=None, fee=None, kind="交易", refund="", created=None):
        trade = trade or self.alipay_trade()
        fee = fee if fee is not None else -fee_of(fen, self.rate["alipay"]) if fen > 0 else fee_of(
            -fen, self.rate["alipay"])
        row = dict(trade=trade, order=order, kind=kind, goods=goods, done=done, fen=fen, fee=fee, refund=refund,
                   created=created or done - datetime.timedelta(seconds=20))
        self.alipay.append(row)
        return row

    def wechat_row(self, order, done, goods, fen, coupon=0, rate=None, trade=None, refund=""):
        rate = rate or self.rate["wechat"]
        trade = trade or self.wechat_trade()
        fee = fee_of(abs(fen) - coupon, rate)
        row = dict(trade=trade, order=order, goods=goods, done=done, fen=max(fen, 0), coupon=coupon,
                   settled=fen - coupon if fen > 0 else 0, asked=-fen if fen < 0 else 0, rate=rate,
                   paid_back=-fen - coupon if fen < 0 else 0, fee=fee if fen > 0 else -fee, refund=refund,
                   refund_id="5030071342" + self.digits(18) if refund else "0", user="oUser" + self.digits(22))
        self.wechat.append(row)
        return row

    def paid(self, channel, when=None, least=0, goods=None):
        """An ordinary order with its payment; answers (order, bill row)."""
        when = when or self.common()
        name, fen = goods or self.goods(least)
        order = self.order(channel, when, name, fen)
        later = when + datetime.timedelta(seconds=self.rng.randrange(self.jitter + 1))
        row = getattr(self, channel + "_row")(order["order_no"], later, name, fen)
        order["trade"] = row["trade"]
        return order, row

    def give_back(self, channel, order, row, fen, local=None, after=None, number=None):
        """A refund of `fen` in the channel; `local` is what the shop's own books say."""
        number = number or ("RF" if channel == "alipay" else "WR") + self.number()[:12]
        when = row["done"] + datetime.timedelta(seconds=after or self.rng.randrange(120, 1200))
        when = min(when, self.date + datetime.timedelta(seconds=86_390))
        if channel == "alipay":
            self.alipay_row(row["order"], when, row["goods"], -fen, row["trade"], kind="退款", refund=number,
                            created=row["created"])
        else:
            self.wechat_row(row["order"], when, row["goods"], -fen, trade=row["trade"], refund=number, rate=row["rate"],
                            coupon=row["coupon"] if fen == row["fen"] else 0)
        if local:
            order.update(refund=local, refund_no=number, status="refunded" if local == order["fen"] else "completed")
        return number

    # Plants that several channels have

    def lost(self, name, channel, goods=None, when=None):
        when = when or self.moment()
        article, fen = goods or self.goods(2)
        trade = self.alipay_trade() if channel == "alipay" else self.wechat_trade()
        order = self.order(channel, when, article, fen, trade=trade)
        self.finding(name, channel, "missing_in_channel", order["order_no"], **{"class": "missing_right"},
                     amount=yuan(-fen))

    def unpaid(self, name, channel):
        article, fen = self.goods()
        order = self.order(channel, None, article, fen, "pending", created=self.moment())
        self.finding(name, channel, "unpaid_ok", order["order_no"], **{"class": "ignored"})

    def refund_plants(self, channel):
        """Refunds that agree, partly, twice, with another amount, on one side only."""
        order, row = self.paid(channel, self.moment(last=80_000), 1000)
        self.give_back(channel, order, row, 300, 300)
        self.finding("X-partial", channel, "matched_refund", order["order_no"], **{"class": "matched"})
        order, row = self.paid(channel, self.moment(last=80_000), 1000)
        self.give_back(channel, order, row, 300, 300, after=60)
        self.give_back(channel, order, row, 200, after=400)
        self.finding("X-refund-of-refunded", channel, "refund_missing_local", order["order_no"], **{"class": "missing_left"},
                     amount="-2.00")
        order, row = self.paid(channel, self.moment(last=80_000), 1000)
        self.give_back(channel, order, row, 250, 300)
        self.finding("X-refund-amount", channel, "refund_amount", order["order_no"],
                     **{"class": "amount_mismatch"}, amount="0.50")
        order, _ = self.paid(channel, self.moment(last=80_000), 2)
        order.update(refund=order["fen"], refund_no="RX" + self.number()[:12], status="refunded")
        self.finding("X-refund-missing-right", channel, "refund_missing_channel", order["order_no"],
                     **{"class": "missing_right"}, amount=yuan(order["fen"]))

    def last_second(self, channel):
        article, fen = self.goods(2)
        order = self.order(channel, self.date + datetime.timedelta(seconds=86_395), article, fen)
        self.finding("X-cutoff-end", channel, "expected_tomorrow", order["order_no"], **{"class": "expected"})

    # Channels

    def fill_alipay(self):
        rng, day = self.rng, self.date
        article, fen = self.goods()
        second = rng.randrange(50, 60)
        order = self.order("alipay", day - datetime.timedelta(seconds=60 - second), article, fen)
        row = self.alipay_row(order["order_no"], day + datetime.timedelta(seconds=rng.randrange(0, 9)), article, fen)
        order["trade"] = row["trade"]
        self.finding("A-cutoff", "alipay", "matched_across_day_boundary", order["order_no"], **{"class": "matched"})
        for _ in range(rng.randrange(7, 20)):
            self.paid("alipay")
        self.lost("A-missing-channel", "alipay")
        article, fen = self.goods(2)
        row = self.alipay_row(self.number(), self.moment(), article, fen)
        self.order("alipay", None, article, fen, "expired", number=row["order"],
                   created=row["done"] - datetime.timedelta(seconds=40))
        self.finding("A-dropped", "alipay", "paid_in_channel_local_expired", row["order"],
                     **{"class": "status_mismatch"}, amount=yuan(fen))
        when, (article, fen) = self.moment(), self.goods(300)
        order, other = self.order("alipay", when, article, fen), rng.choice([1, 10, fen - 1, fen * 2])
        order["trade"] = self.alipay_row(order["order_no"], when, article, other)["trade"]
        self.finding("A-amount", "alipay", "amount_mismatch", order["order_no"], local=yuan(fen),
                     channel_amount=yuan(other), **{"class": "amount_mismatch"}, amount=yuan(other - fen))
        order, row = self.paid("alipay", self.moment(), 2)
        self.alipay_row(order["order_no"], row["done"] + datetime.timedelta(seconds=rng.choice([1, 60, 300])),
                        row["goods"], row["fen"])
        self.finding("A-dup", "alipay", "duplicate_payment", order["order_no"], **{"class": "duplicate"},
                     amount=yuan(row["fen"]))
        order, row = self.paid("alipay", self.moment(), 4500)
        expected, row["fee"] = row["fee"], 2 * row["fee"]
        self.finding("A-fee", "alipay", "fee_mismatch", order["order_no"], expected=yuan(expected),
                     actual=yuan(row["fee"]), **{"class": "fee_mismatch"}, amount=yuan(row["fee"] - expected))
        order, row = self.paid("alipay", self.moment(last=80_000), 1000)
        part = row["fen"] // 3
        self.give_back("alipay", order, row, part)
        self.finding("A-refund-missing-local", "alipay", "refund_missing_local", order["order_no"],
                     **{"class": "missing_left"}, amount=yuan(-part))
        order, row = self.paid("alipay", self.moment(last=80_000), 2)
        self.give_back("alipay", order, row, row["fen"], row["fen"])
        self.unpaid("A-pending", "alipay")
        if self.extras:
            self.refund_plants("alipay")
            self.last_second("alipay")

    def fill_wechat(self):
        rng = self.rng
        for _ in range(rng.randrange(7, 16)):
            self.paid("wechat")
        when, (article, fen) = self.moment(), self.goods(5000)
        order = self.order("wechat", when, article, fen)
        coupon = rng.choice([1000, 500, 1])
        order["trade"] = self.wechat_row(order["order_no"], when, article, fen, coupon)["trade"]
        self.finding("W-coupon", "wechat", "matched", order["order_no"], **{"class": "matched"})
        # The lost order and the stray payment may be twins: both bear numbers, so they stay two.
        twin, when = (self.goods(2), self.moment()) if self.extras else (None, None)
        self.lost("W-missing-channel", "wechat", twin, when)
        article, fen = twin or self.goods(2)
        row = self.wechat_row(self.number(), when or self.moment(), article, fen)
        self.finding("W-missing-local", "wechat", "missing_in_local", row["order"], **{"class": "missing_left"},
                     amount=yuan(fen))
        order, row = self.paid("wechat", self.moment(last=80_000), 2)
        self.give_back("wechat", order, row, row["fen"], row["fen"])
        self.finding("W-refund-processing", "wechat", "matched_refund", order["order_no"], **{"class": "matched"})
        when, (article, fen) = self.moment(), self.goods(1000)
        order, usual = self.order("wechat", when, article, fen), self.rate["wechat"]
        rate = 10000 if usual < 10000 else 20000
        order["trade"] = self.wechat_row(order["order_no"], when, article, fen, rate=rate)["trade"]
        extra = fee_of(fen, usual) - fee_of(fen, rate)
        self.finding("W-rate", "wechat", "fee_rate_anomaly", order["order_no"], expected=percent(usual),
                     actual=percent(rate), **{"class": "fee_mismatch"}, amount=yuan(extra))
        order, _ = self.paid("wechat", self.moment(), goods=("点卡`特价` 100点", 1000))
        self.finding("W-backtick", "wechat", "matched", order["order_no"], **{"class": "matched"})
        if self.extras:
            when, (article, fen) = self.moment(last=80_000), self.goods(5000)
            order = self.order("wechat", when, article, fen)
            row = self.wechat_row(order["order_no"], when, article, fen, 500)
            order["trade"] = row["trade"]
            self.give_back("wechat", order, row, fen, fen)
            self.finding("X-coupon-refund", "wechat", "matched_refund", order["order_no"], **{"class": "matched"})
            self.refund_plants("wechat")
            self.last_second("wechat")

    def epay_row(self, order, done, goods, fen, status=1):
        row = dict(trade=done.strftime("%Y%m%d%H%M") + self.digits(9), order=order, goods=goods, done=done, fen=fen,
                   status=status, type=self.rng.choice(["alipay", "wxpay"]))
        self.epay.append(row)
        fields = dict(pid="1001", trade_no=row["trade"], out_trade_no=order, type=row["type"], name=goods,
                      money=yuan(fen), trade_status="TRADE_SUCCESS")
        fields.update(sign=signed(fields, EPAY_KEY), sign_type="MD5")
        self.notified.append(fields)
        return row

    def fill_epay(self):
        paid = [self.paid("epay", least=2) for _ in range(self.rng.randrange(4, 10))]
        when, (article, fen) = self.moment(), self.goods(2)
        order = self.order("epay", when, article, fen)
        order["trade"] = self.epay_row(order["order_no"], when, article, fen, 0)["trade"]
        self.finding("E-forged", "epay", "notified_but_gateway_unpaid", order["order_no"],
                     **{"class": "status_mismatch"}, amount=yuan(-fen))
        repeated, tampered = self.rng.sample(range(len(paid)), 2)
        self.notified.append(dict(self.notified[repeated]))
        self.finding("E-dup-notify", "epay", "duplicate_notification", paid[repeated][0]["order_no"],
                     **{"class": "ignored"})
        bad = dict(self.notified[tampered])
        bad["money"] = yuan(paid[tampered][1]["fen"] * self.rng.choice([1, 5]) // 10 or 1)
        self.notified.append(bad)
        self.finding("E-bad-sign", "epay", "bad_signature", paid[tampered][0]["order_no"], **{"class": "problem"})

    def usdt(self, fen):
        """Asked cents of USDT, a cent off where another order already asks the same, as gateways do."""
        cents = max(1, (fen * 100 + self.usdt_rate // 2) // self.usdt_rate)
        while cents in self.asked:
            cents += 1
        self.asked.add(cents)
        return cents

    def transfer(self, when, micro, contract=USDT):
        tx = hashlib.sha256(self.digits(40).encode()).hexdigest()
        self.transfers.append(dict(tx=tx, when=when, micro=micro, contract=contract))
        return tx

    def epusdt_row(self, order, done, goods, fen):
        cents = self.usdt(fen)
        row = dict(trade=done.strftime("%Y%m%d%H%M") + self.digits(6), order=order, fen=fen, cents=cents, status=2,
                   created=done - datetime.timedelta(seconds=50), done=done)
        self.epusdt.append(row)
        tx = self.transfer(done, cents * 10_000)
        fields = dict(trade_id=row["trade"], order_id=order, amount=short(yuan(fen)),
                      actual_amount=short(yuan(cents)), token=WALLET, block_transaction_id=tx, status="2")
        fields["signature"] = signed(fields, EPUSDT_TOKEN)
        self.callbacks.append(fields)
        return row

    def fill_epusdt(self):
        paid = [self.paid("epusdt", least=500) for _ in range(self.rng.randrange(3, 9))]
        article, fen = self.goods(4000)
        created = self.moment(last=78_000)
        order = self.order("epusdt", None, article, fen, "expired", created=created)
        cents = self.usdt(fen)
        self.epusdt.append(dict(trade=created.strftime("%Y%m%d%H%M") + "009001", order=order["order_no"], fen=fen,
                                cents=cents, status=3, created=created - datetime.timedelta(seconds=10)))
        after = created + datetime.timedelta(seconds=self.rng.randrange(30, 240))
        self.transfer(after, cents * 10_000 - 10_000)
        self.finding("U-under", "epusdt", "underpaid_on_chain", order["order_no"], expected=yuan(cents),
                     actual=yuan(cents - 1), **{"class": "amount_mismatch"}, amount="-0.01", currency="USDT")
        # A false token of just the asked amount, in the very window of the order that waits.
        tx = (self.transfer(after + datetime.timedelta(seconds=20), cents * 10_000, FAKE) if self.extras
              else self.transfer(self.moment(), 13_890_000, FAKE))
        self.finding("U-fake", "epusdt", "fake_token", tx=tx, **{"class": "problem"})
        # A stray transfer of the amount of an order that is paid already, maybe in the same minute.
        order, row = min(paid, key=lambda pair: pair[1]["done"])
        when = row["done"] + datetime.timedelta(seconds=self.rng.choice([30, 7200]))
        if abs((when - created).total_seconds()) < 5400:
            when = created + datetime.timedelta(seconds=5400 if created < self.date + datetime.timedelta(
                hours=12) else -5400)
        tx = self.transfer(when, row["cents"] * 10_000)
        self.finding("U-orphan", "epusdt", "on_chain_no_order", tx=tx, **{"class": "missing_left"},
                     amount=yuan(row["cents"]), currency="USDT")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    from day_files import write
    write(Day(int(sys.argv[1])), sys.argv[2])
