#!/usr/bin/env python3
"""Writes an invented quarter of a shop with four channels: files by day, a plan, and the answers.

    quarter.py SEED DAYS ORDERS DIRECTORY [undecided]

`plan.json` says what to do each day, `expected.json` what must be open after each day and in which
state every planted event must be; with `undecided` nobody decides or closes anything. Nothing is
shared with the program. What is planted says its own states; quarter_truth.py works them out again from the
files alone, and both must agree, or nothing is written. Python's own library only; the same
arguments write the same bytes. Money is integer fen.
"""
import datetime
import random
import sys

from day import GOODS, LETTERS, PRICES, fee_of

START = datetime.datetime(2025, 12, 28)
CHANNELS = ["alipay", "wechat", "epay", "stripe"]
CURRENCY = {"alipay": "CNY", "wechat": "CNY", "epay": "CNY", "stripe": "USD"}
RATE = {"alipay": 6_000, "wechat": 5_400, "epay": 0, "stripe": 29_000}
# A gateway's list bears no refunds of its own.
REFUNDS = {"epay": "alipay"}
# How long an order may wait for its money before it is a break.
WITHIN = {"alipay": "1 day", "wechat": "1 day", "epay": None, "stripe": "1 business day"}
GRACE = datetime.timedelta(minutes=15)
# The State Council's days off in the winter of 2026: New Year and the Spring Festival.
HOLIDAYS = {datetime.datetime(2026, 1, 1) + datetime.timedelta(days=n) for n in range(3)} | {
    datetime.datetime(2026, 2, 15) + datetime.timedelta(days=n) for n in range(9)}
MADE_UP = {datetime.datetime(2026, 1, 4), datetime.datetime(2026, 2, 14), datetime.datetime(2026, 2, 28)}
# A refund's failure stands above its acceptance; a sale waits, may lapse, and may be paid after all.
RANK = {"refunded": 1, "completed": 2, "succeeded": 2, "closed": 3, "expired": 3, "failed": 3, "pending": 4}
MOVED = {"refunded", "completed", "succeeded"}


def works(date):
    return date in MADE_UP or (date.weekday() < 5 and date not in HOLIDAYS)


def due(channel, day):
    """The last day on which an order of `day` may be without its money."""
    if WITHIN[channel] == "1 business day":
        day += 1
        while not works(START + datetime.timedelta(days=day)):
            day += 1
        return day
    return day + 1 if WITHIN[channel] else day - 1


def rank(kind, status):
    return 0 if kind == "refund" and status in ("failed", "closed") else RANK[status]


class Order:
    """An order as the shop keeps it: what changed, and when."""

    def __init__(self, no, channel, goods, fen, created):
        self.no, self.channel, self.goods, self.fen, self.created = no, channel, goods, fen, created
        self.history = [(created, {"status": "pending"})]
        self.shown = None

    def change(self, when, **fields):
        self.history.append((when, fields))

    def at(self, end):
        """The row of an export made at a moment."""
        row = {"no": self.no, "channel": self.channel, "goods": self.goods, "fen": self.fen, "trade": "",
               "created": self.created, "paid": None, "status": "pending", "refund": 0, "refund_no": "",
               "refunded": None}
        for when, fields in self.history:
            if when < end:
                row.update(fields)
        return row


class Quarter:
    def __init__(self, seed, days, orders, decides=True):
        self.rng = random.Random(seed)
        self.seed, self.days, self.decides = seed, days, decides
        self.orders, self.planted, self.decisions = [], [], []
        self.bills = {channel: [[] for _ in range(days)] for channel in CHANNELS}
        self.corrected = {}
        self.serial = 0
        self.prices = self.rng.choice(PRICES)
        # Which bills come late, which day of epay is missing, which bill is issued again.
        self.late = {("wechat", day): day + 3 for day in range(2, days - 4, 20)}
        self.missing = ("epay", 6)
        self.comes_at_the_end = seed % 2 == 0
        self.reissued = {("stripe", day): day + 2 for day in range(1, days - 4, 15)}
        self.plant()
        shares = [0.3 if self.date(day) in HOLIDAYS else 1 for day in range(days)]
        rest = max(0, orders - len(self.orders))
        for day in range(days):
            for _ in range(round(rest * shares[day] / sum(shares))):
                self.paid(self.rng.choices(CHANNELS, [5, 4, 3, 2])[0], self.moment(day))

    # Days, numbers

    def date(self, day):
        return START + datetime.timedelta(days=day)

    def index(self, when):
        return (when - START).days

    def moment(self, day, first=1200, last=84_000):
        """A second of the day, away from midnight."""
        return self.date(day) + datetime.timedelta(seconds=self.rng.randrange(first, last))

    def clock(self, day, hour, minute, second):
        return self.date(day) + datetime.timedelta(hours=hour, minutes=minute, seconds=second)

    def digits(self, count):
        return "".join(self.rng.choice("0123456789") for _ in range(count))

    def number(self):
        """Never twice: a serial number stands in it."""
        self.serial += 1
        return "".join(self.rng.choice(LETTERS) for _ in range(8)) + f"{self.serial:07}"

    def trade(self, channel, when):
        self.serial += 1
        ymd = when.strftime("%Y%m%d")
        return {"alipay": f"{ymd}22001{self.digits(6)}{self.serial:09}",
                "wechat": f"4200002026{ymd}{self.digits(3)}{self.serial:07}",
                "epay": f"{ymd}{self.digits(4)}{self.serial:07}",
                "stripe": f"ch_{self.number()}"}[channel]

    # Rows

    def order(self, channel, created, least=1000):
        goods, fen = self.rng.choice([pair for pair in zip(GOODS, self.prices) if pair[1] >= least])
        order = Order(self.number(), channel, goods, fen, created)
        self.orders.append(order)
        return order

    def payment(self, channel, order, when, fen, goods="", trade=None, fee=None, status="succeeded", bill=None):
        trade = trade or self.trade(channel, when)
        row = {"trade": trade, "order": order, "kind": "sale", "fen": fen, "when": when, "status": status,
               "fee": -fee_of(fen, RATE[channel]) if fee is None else fee, "refund": "", "goods": goods,
               "created": when - datetime.timedelta(seconds=20)}
        self.bills[channel][self.index(when) if bill is None else bill].append(row)
        return row

    def paid(self, channel, when, later=0):
        """An ordinary order and its payment so many seconds later; answers (order, bill row)."""
        order = self.order(channel, when - datetime.timedelta(seconds=self.rng.choice([40, 55, 130])), 1)
        arrival = when + datetime.timedelta(seconds=later)
        row = self.payment(channel, order.no, arrival, order.fen, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        return order, row

    def local_refund(self, order, when, fen, number):
        status = "refunded" if fen == order.fen else "completed"
        order.change(when, status=status, refund=fen, refund_no=number, refunded=when)

    def channel_refund(self, channel, row, when, fen, number, status="succeeded", bill=None):
        refund = dict(row, kind="refund", fen=-fen, when=when, status=status, refund=number,
                      fee=fee_of(fen, RATE[channel]))
        self.bills[channel][self.index(when) if bill is None else bill].append(refund)
        return refund

    # Plants

    def expect(self, name, channel, reference, kind, *states):
        """`states`: (day from which it holds, class, amount of the break or None)."""
        held = [list(state) + [None] * (3 - len(state)) for state in states if self.decides or state[1] != "resolved"]
        self.planted.append({"name": name, "leg": "orders-" + channel, "reference": reference, "kind": kind,
                             "states": held})

    def decide(self, day, decision, channel, reference, kind, entry_class, *further, **fields):
        """Made in the morning, before the files of the day."""
        if not self.decides:
            return
        self.decisions.append({"day": day, "decision": decision, "leg": "orders-" + channel, "reference": reference,
                               "kind": kind, "class": entry_class, "further": list(further), **fields})

    def overdue(self, channel, day):
        """The first day on which an order of `day` without money is a break."""
        return due(channel, day) + 1

    def absent(self, channel, day, amount, until=None):
        """The states of an order, or a refund, whose other side is absent."""
        due = self.overdue(channel, day)
        states = ([(day, "expected")] if due > day else []) + [(due, "missing_right", amount)]
        return [state for state in states if until is None or state[0] < until]

    def plant(self):
        kinds = [self.midnight_late, self.midnight_early, self.pending_order, self.slow_callback,
                 self.refund_weeks_later, self.dropped, self.lost, self.twice, self.other_amount, self.other_fee,
                 self.never_paid, self.order_later, self.wrong_number, self.refund_not_made, self.refund_other_amount,
                 self.refund_unknown, self.gateway_pending, self.refund_pending, self.refund_failed, self.twice_later,
                 self.paid_after_expiry, self.in_parts, self.refunded_twice, self.taken_apart]
        for day in range(self.days):
            for place, kind in enumerate(kinds):
                if (day + place) % 4 == 0:
                    # Bills of these channels and days come at other times: planted by themselves.
                    free = [channel for channel in ("alipay", "wechat", "epay") if all(
                        (channel, day + n) not in self.late and (channel, day + n) != self.missing for n in range(4))]
                    kind(day, free[(day + place) // 4 % len(free)], day // 4 + place // 2)
        for (channel, day), come in self.late.items():
            order, _ = self.paid(channel, self.moment(day))
            self.expect("late_bill", channel, order.no, "sale", *self.absent(channel, day, -order.fen, come),
                        (come, "matched"))
        if self.days > self.missing[1]:
            channel, day = self.missing
            order, _ = self.paid(channel, self.moment(day))
            back = [(self.days - 1, "matched")] if self.comes_at_the_end else []
            self.expect("missing_bill", channel, order.no, "sale",
                        *self.absent(channel, day, -order.fen, self.days - 1), *back)
        for channel, day in self.reissued:
            self.issue_again(channel, day)

    def midnight_late(self, day, channel, _):
        if day + 1 >= self.days:
            return
        order, _ = self.paid(channel, self.clock(day, 23, 59, 50 + self.rng.randrange(8)), 15)
        self.expect("midnight_late", channel, order.no, "sale", (day, "expected"), (day + 1, "matched"))

    def midnight_early(self, day, channel, _):
        """The shop's clock is ahead: the money is of the day before."""
        if day + 1 >= self.days:
            return
        order, when = self.order(channel, self.clock(day + 1, 0, 0, 2)), self.clock(day + 1, 0, 0, 5)
        row = self.payment(channel, order.no, self.clock(day, 23, 59, 58), order.fen, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        self.expect("midnight_early", channel, order.no, "sale", (day, "expected"), (day + 1, "matched"))

    def pending_order(self, day, channel, _):
        if day + 1 >= self.days:
            return
        order, when = self.order(channel, self.clock(day, 23, 40, 0)), self.moment(day + 1)
        row = self.payment(channel, order.no, when, order.fen, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        self.expect("pending_order", channel, order.no, "sale", (day, "ignored"), (day + 1, "matched"))

    def slow_callback(self, day, channel, _):
        """Paid in the channel; the shop learns it the next morning."""
        if day + 1 >= self.days:
            return
        created, when = self.moment(day), self.clock(day + 1, 9, 0, 0)
        order = self.order(channel, created)
        row = self.payment(channel, order.no, created + datetime.timedelta(seconds=45), order.fen, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        self.expect("slow_callback", channel, order.no, "sale", (day, "status_mismatch", order.fen),
                    (day + 1, "matched"))

    def gateway_pending(self, day, _, __):
        """Pending on both sides, then paid on both: the gateway lists its trade twice."""
        if day + 1 >= self.days or self.missing[1] in (day, day + 1):
            return
        order, when = self.order("epay", self.clock(day, 23, 40, 0)), self.moment(day + 1)
        row = self.payment("epay", order.no, self.clock(day, 23, 40, 20), order.fen, order.goods, status="pending")
        self.bills["epay"][day + 1].append(dict(row, when=when, status="succeeded"))
        order.change(when, status="completed", paid=when, trade=row["trade"])
        self.expect("gateway_pending", "epay", order.no, "sale", (day, "ignored"), (day + 1, "matched"))

    def refund_weeks_later(self, day, channel, turn):
        channel = REFUNDS.get(channel, channel)
        later = day + self.days // 3
        if later >= self.days or (channel, later) == self.missing or (channel, later) in self.late:
            return
        order, row = self.paid(channel, self.moment(day))
        part, number, when = order.fen if turn % 2 else order.fen // 2, "RF" + self.number(), self.moment(later)
        if part < 1:
            return
        self.local_refund(order, when, part, number)
        self.channel_refund(channel, row, when + datetime.timedelta(seconds=30), part, number)
        self.expect("refunded_order", channel, order.no, "sale", (day, "matched"))
        self.expect("refund_weeks_later", channel, order.no, "refund", (later, "matched"))

    def refund_not_made(self, day, channel, _):
        order, _ = self.paid(channel, self.moment(day, last=40_000))
        self.local_refund(order, self.moment(day, first=41_000), order.fen, "RN" + self.number())
        self.expect("refund_not_made", channel, order.no, "refund", *self.absent(channel, day, order.fen))

    def refund_other_amount(self, day, channel, _):
        channel = REFUNDS.get(channel, channel)
        order, row, number = *self.sold(day, channel), "RA" + self.number()
        when = self.moment(day, first=41_000)
        self.local_refund(order, when, 300, number)
        self.channel_refund(channel, row, when, 250, number)
        self.expect("refund_other_amount", channel, order.no, "refund", (day, "amount_mismatch", 50))

    def refund_unknown(self, day, channel, turn):
        """Refunded in the channel's console; some shops book it two days later."""
        channel = REFUNDS.get(channel, channel)
        order, row, number = *self.sold(day, channel), "RU" + self.number()
        self.channel_refund(channel, row, self.moment(day, first=41_000), 400, number)
        states = [(day, "missing_left", -400)]
        if turn % 2 and day + 2 < self.days:
            self.local_refund(order, self.clock(day + 2, 9, 30, 0), 400, number)
            states.append((day + 2, "matched"))
        self.expect("refund_unknown", channel, order.no, "refund", *states)

    def refund_pending(self, day, _, __):
        if day + 1 >= self.days or any((("stripe", day) == key or ("stripe", day + 1) == key) for key in self.reissued):
            return
        come = self.comes("stripe", day), self.comes("stripe", day + 1)
        if come[0] != day or come[1] != day + 1:
            return
        order, row, number = *self.sold(day, "stripe"), "RP" + self.number()
        when = self.moment(day, first=41_000)
        self.local_refund(order, when, 500, number)
        pending = self.channel_refund("stripe", row, when, 500, number, status="pending")
        self.bills["stripe"][day + 1].append(dict(pending, when=self.clock(day + 1, 8, 0, 0), status="succeeded"))
        self.expect("refund_pending", "stripe", order.no, "refund", (day, "status_mismatch", 500), (day + 1, "matched"))

    def refund_failed(self, day, _, __):
        """Accepted and matched; two days later the bill says that it did not work."""
        if day + 2 >= self.days or any(("wechat", day + n) in self.late for n in range(3)):
            return
        order, row, number = *self.sold(day, "wechat"), "RB" + self.number()
        when = self.moment(day, first=41_000)
        self.local_refund(order, when, 600, number)
        accepted = self.channel_refund("wechat", row, when, 600, number)
        self.bills["wechat"][day + 2].append(dict(accepted, status="failed"))
        self.expect("refund_failed", "wechat", order.no, "refund", (day, "matched"), (day + 2, "status_mismatch", 600))

    def sold(self, day, channel):
        """An order of at least ten yuan in the forenoon, with its payment."""
        when = self.moment(day, last=40_000)
        order = self.order(channel, when - datetime.timedelta(seconds=50))
        row = self.payment(channel, order.no, when, order.fen, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        return order, row

    def dropped(self, day, channel, turn):
        """掉单: paid, and the shop's order had expired. Some are set right two days later."""
        when = self.moment(day)
        order = self.order(channel, when - datetime.timedelta(seconds=600))
        row = self.payment(channel, order.no, when, order.fen, order.goods)
        order.change(when - datetime.timedelta(seconds=1), status="expired")
        states = [(day, "status_mismatch", order.fen)]
        if turn % 2 and day + 2 < self.days:
            order.change(self.clock(day + 2, 10, 0, 0), status="completed", paid=when, trade=row["trade"])
            states.append((day + 2, "matched"))
        self.expect("dropped", channel, order.no, "sale", *states)

    def lost(self, day, channel, turn):
        """Paid in the shop, not in the channel. Some are written off."""
        when, morning = self.moment(day), self.overdue(channel, day) + 2
        decided = turn % 2 and morning < self.days
        # A second person must agree to write off as much as this.
        order = self.order(channel, when - datetime.timedelta(seconds=50), 12_000 if decided else 1000)
        order.change(when, status="completed", paid=when, trade=self.trade(channel, when))
        states = self.absent(channel, day, -order.fen)
        if decided:
            self.decide(morning, "write_off", channel, order.no, "sale", "missing_right", amount=order.fen)
            states.append((morning, "resolved"))
        self.expect("lost", channel, order.no, "sale", *states)

    def twice(self, day, channel, _):
        order, row = self.sold(day, channel)
        self.payment(channel, order.no, row["when"] + datetime.timedelta(seconds=60), order.fen, order.goods)
        self.expect("twice", channel, order.no, "sale", (day, "duplicate", order.fen))

    def twice_later(self, day, channel, _):
        if day + 2 >= self.days:
            return
        order, _ = self.sold(day, channel)
        self.payment(channel, order.no, self.moment(day + 2), order.fen, order.goods)
        self.expect("twice_later", channel, order.no, "sale", (day, "matched"), (day + 2, "duplicate", order.fen))

    def paid_after_expiry(self, day, channel, _):
        if day + 1 >= self.days:
            return
        order, when = self.order(channel, self.moment(day)), self.moment(day + 1)
        order.change(order.created + datetime.timedelta(seconds=900), status="expired")
        self.payment(channel, order.no, when, order.fen, order.goods)
        self.expect("paid_after_expiry", channel, order.no, "sale", (day, "ignored"),
                    (day + 1, "status_mismatch", order.fen))

    def in_parts(self, day, channel, _):
        """A third today, the rest tomorrow."""
        if day + 1 >= self.days:
            return
        when = self.moment(day)
        order = self.order(channel, when - datetime.timedelta(seconds=50))
        part = order.fen // 3
        row = self.payment(channel, order.no, when, part, order.goods)
        self.payment(channel, order.no, self.moment(day + 1), order.fen - part, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        self.expect("in_parts", channel, order.no, "sale", (day, "amount_mismatch", part - order.fen),
                    (day + 1, "matched"))

    def taken_apart(self, day, channel, turn):
        """Matched; later somebody says that the money is another customer's. Some are large."""
        order, _ = self.sold(day, channel)
        states, morning = [(day, "matched")], self.overdue(channel, day) + 1
        if turn % 2 and morning < self.days:
            self.decide(morning, "unmatch", channel, order.no, "sale", "matched", amount=order.fen)
            if self.decides:
                states.append((morning, "missing_right", -order.fen))
                self.expect("taken_apart_money", channel, order.no, "sale money",
                            (morning, "missing_left", order.fen))
        self.expect("taken_apart", channel, order.no, "sale", *states)

    def refunded_twice(self, day, channel, _):
        """Two parts of an order, three days apart; each is told from the other by its number."""
        channel = REFUNDS.get(channel, channel)
        if day + 3 >= self.days:
            return
        order, row = self.sold(day, channel)
        for when in (self.moment(day, first=41_000), self.moment(day + 3)):
            number = "RT" + self.number()
            self.local_refund(order, when, 150, number)
            self.channel_refund(channel, row, when + datetime.timedelta(seconds=20), 150, number)
        self.expect("refunded_twice", channel, order.no, "refund", (day, "matched"))

    def other_amount(self, day, channel, turn):
        """The channel has another amount. Some differences are accepted."""
        when, off = self.moment(day), self.rng.choice([-1, -200, 100])
        order = self.order(channel, when - datetime.timedelta(seconds=50))
        row = self.payment(channel, order.no, when, order.fen + off, order.goods)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        states = [(day, "amount_mismatch", off)]
        if turn % 2 and day + 2 < self.days:
            self.decide(day + 2, "accept_difference", channel, order.no, "sale", "amount_mismatch", amount=off)
            states.append((day + 2, "resolved"))
        self.expect("other_amount", channel, order.no, "sale", *states)

    def other_fee(self, day, channel, _):
        if not RATE[channel]:
            channel = "alipay"
        when = self.moment(day)
        order = self.order(channel, when - datetime.timedelta(seconds=50))
        fee = -fee_of(order.fen, RATE[channel])
        row = self.payment(channel, order.no, when, order.fen, order.goods, fee=2 * fee)
        order.change(when, status="completed", paid=when, trade=row["trade"])
        self.expect("other_fee", channel, order.no, "sale", (day, "fee_mismatch", fee))

    def never_paid(self, day, channel, turn):
        order = self.order(channel, self.moment(day))
        if turn % 2 and day + 1 < self.days:
            order.change(self.moment(day + 1), status="closed")
        self.expect("never_paid", channel, order.no, "sale", (day, "ignored"))

    def order_later(self, day, channel, _):
        """The money is there; the order comes with the export of two days later."""
        if day + 2 >= self.days:
            return
        order, _ = self.sold(day, channel)
        order.shown = day + 2
        self.expect("order_later", channel, order.no, "sale", (day, "missing_left", order.fen), (day + 2, "matched"))

    def wrong_number(self, day, channel, turn):
        """The payer gave a wrong number. Some are matched by hand."""
        when, number = self.moment(day), "WRONG" + self.number()
        order = self.order(channel, when - datetime.timedelta(seconds=50))
        row = self.payment(channel, number, when, order.fen, order.goods)
        order.change(when, status="completed", paid=when)
        left, right = self.absent(channel, day, -order.fen), [(day, "missing_left", order.fen)]
        morning = self.overdue(channel, day) + 1
        if turn % 2 and morning < self.days:
            self.decide(morning, "force_match", channel, order.no, "sale", "missing_right", number, trade=row["trade"])
            left.append((morning, "resolved"))
            right.append((morning, "resolved"))
        self.expect("wrong_number", channel, order.no, "sale", *left)
        self.expect("wrong_number_money", channel, number, "sale", *right)

    def issue_again(self, channel, day):
        """A bill with mistakes, and two days later the bill that replaces it."""
        come, rows = self.reissued[channel, day], self.bills[channel][day]
        orders = [self.order(channel, self.moment(day)) for _ in range(4)]
        made = []
        for order in orders:
            when = order.created + datetime.timedelta(seconds=50)
            made.append(self.payment(channel, order.no, when, order.fen, order.goods))
            order.change(when, status="completed", paid=when, trade=made[-1]["trade"])
        amount, lacked, broke, withdrawn = made
        extra = self.payment(channel, "STRAY" + self.number(), self.moment(day), 777)
        # What is right stands in the second bill, what is wrong in the first.
        first = [dict(amount, fen=amount["fen"] + 100), broke, withdrawn, extra]
        second = [amount, lacked, dict(broke, fen=broke["fen"] - 100)]
        for row in made + [extra]:
            rows.remove(row)
        self.corrected[channel, day] = (first, second)
        self.expect("reissue_amount", channel, orders[0].no, "sale", (day, "amount_mismatch", 100), (come, "matched"))
        self.expect("reissue_lacked", channel, orders[1].no, "sale", *self.absent(channel, day, -orders[1].fen, come),
                    (come, "matched"))
        self.expect("reissue_broke", channel, orders[2].no, "sale", (day, "matched"), (come, "amount_mismatch", -100))
        late = max(come, self.overdue(channel, day))
        self.expect("reissue_withdrew", channel, orders[3].no, "sale", (day, "matched"),
                    *([(come, "expected")] if come < late else []), (late, "missing_right", -orders[3].fen))
        self.expect("reissue_extra", channel, extra["order"], "sale", (day, "missing_left", 777), (come, "gone"))

    # When files come

    def comes(self, channel, day):
        """The day on which a bill is there, None = never. Stripe rests on holidays."""
        if (channel, day) == self.missing:
            return self.days - 1 if self.comes_at_the_end else None
        if channel == "stripe":
            while self.date(day) in HOLIDAYS and day + 1 < self.days:
                day += 1
            return day
        return self.late.get((channel, day), day)


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6) or sys.argv[5:] not in ([], ["undecided"]):
        sys.exit(__doc__)
    from quarter_files import write
    write(Quarter(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), len(sys.argv) == 5), sys.argv[4])
