"""What must be open after each day, worked out from the files' rows alone.

A plain reading of docs/reconciliation.md, slow and short: rows by order number and kind, in the
version that stands; what is planted is not known here.
"""
import collections
import datetime

from quarter import CHANNELS, CURRENCY, GRACE, MOVED, RATE, START, due, rank
from day import fee_of


# The money of an order that was taken apart from it is told of by itself.
MONEY = " money"


def identity(entry):
    return entry["side"], entry["channel"], entry["kind"], entry["own"], entry["refund"]


def content(entry):
    return tuple(entry[key] for key in ("status", "fen", "fee", "when", "order", "trade"))


class Truth:
    """The set of rows after each import, and what is open in it."""

    def __init__(self):
        self.standing = {}
        self.by_key = collections.defaultdict(dict)
        self.files = {}
        self.decided = {}
        self.apart = set()
        self.dirty = set()
        self.open = {}
        self.matched = {}

    def take(self, file):
        """Takes a file: {name, entries, replaces}."""
        self.files[file["name"]] = {identity(entry) for entry in file["entries"]}
        for entry in file["entries"]:
            key, known = identity(entry), self.standing.get(identity(entry))
            if known is None or (content(known) != content(entry) and rank(
                    entry["kind"], entry["status"]) <= rank(known["kind"], known["status"])):
                self.put(key, entry)
        if file["replaces"]:
            for key in self.files[file["replaces"]] - self.files[file["name"]]:
                entry = self.standing.pop(key)
                place = entry["channel"], entry["order"], entry["kind"]
                del self.by_key[place][key]
                self.dirty.add(place)

    def put(self, key, entry):
        place = entry["channel"], entry["order"], entry["kind"]
        known = self.standing.get(key)
        if known:
            old = known["channel"], known["order"], known["kind"]
            del self.by_key[old][key]
            self.dirty.add(old)
        self.standing[key] = entry
        self.by_key[place][key] = entry
        self.dirty.add(place)

    def decide(self, decision):
        channel = decision["leg"].removeprefix("orders-")
        if decision["decision"] == "unmatch":
            place = channel, decision["reference"], decision["kind"]
            assert place in self.matched, decision
            self.apart.add(place)
            self.dirty.add(place)
            return
        for reference in [decision["reference"]] + decision["further"]:
            place = channel, reference, decision["kind"]
            item = self.open.pop(place)
            assert item["class"] == decision["class"] or reference in decision["further"], (decision, item)
            self.decided[place] = decision

    def close(self, day):
        """What is open at the end of a day: {(channel, order, kind): item}."""
        end = START + datetime.timedelta(days=day + 1)
        for place in sorted(self.dirty | set(self.open)):
            if place[2].endswith(MONEY):
                continue
            self.open.pop(place, None)
            self.matched.pop(place, None)
            if place in self.decided:
                continue
            rows = [entry for entry in self.by_key[place].values()]
            assert all(entry["when"] < end for entry in rows), place
            if place in self.apart:
                # Each side by itself, for good.
                for side, own in (("left", place), ("right", place[:2] + (place[2] + MONEY,))):
                    self.open[own] = judge(place, [entry for entry in rows if entry["side"] == side], day, end)
                continue
            item = judge(place, rows, day, end)
            if item is None:
                self.matched[place] = rows
            elif item:
                self.open[place] = item
        self.dirty = set()

    def state(self, place):
        if place in self.decided:
            return "resolved", None
        if place in self.open:
            return self.open[place]["class"], self.open[place].get("amount")
        rows = list(self.by_key[place].values()) if place in self.by_key else []
        return ("matched" if place in self.matched else "ignored" if rows else "gone"), None


def judge(place, rows, day, end):
    """None = matched, {} = nothing open, else the open item."""
    channel, reference, kind = place
    order = lambda entry: (entry["when"], entry["own"])
    lefts = sorted((entry for entry in rows if entry["side"] == "left"), key=order)
    rights = sorted((entry for entry in rows if entry["side"] == "right"), key=order)
    if kind == "refund" and len(lefts) + len(rights) > 2:
        # Each is told from the others by its number.
        numbers = sorted({entry["refund"] for entry in rows})
        found = [judge(place, [entry for entry in rows if entry["refund"] == number], day, end) for number in numbers]
        assert not any(found), place
        return None
    assert len(lefts) <= 1 and len(rights) <= 2, place

    def moved(entries):
        return sum(entry["fen"] for entry in entries if entry["status"] in MOVED)

    def item(name, amount=None, left=(), right=()):
        # The statement's terms count what an entry says, paid or not.
        found = {"class": name, "currency": CURRENCY[channel],
                 "left": [len(left), sum(entry["fen"] for entry in left)],
                 "right": [len(right), sum(entry["fen"] for entry in right)]}
        if amount is not None:
            found["amount"] = amount
        return found

    if lefts and rights:
        left, right = lefts[0], rights[0]
        if len(rights) == 2:
            if moved(rights) == left["fen"] and left["fen"] not in (right["fen"], rights[1]["fen"]):
                return None
            assert left["fen"] == right["fen"] == rights[1]["fen"]
            return item("duplicate", rights[1]["fen"], right=rights[1:])
        paid = moved([left]), moved([right])
        if not any(paid):
            return {}
        if paid[1] and left["fen"] != right["fen"]:
            return item("amount_mismatch", right["fen"] - left["fen"], [left], [right])
        if paid[0] != paid[1]:
            return item("status_mismatch", paid[1] - paid[0], [left], [right])
        asked = -fee_of(right["fen"], RATE[channel])
        if kind == "sale" and RATE[channel] and asked != right["fee"]:
            return item("fee_mismatch", right["fee"] - asked, [left], [right])
        return None
    alone = (lefts or rights or [None])[0]
    if alone is None or not moved([alone]):
        return {}
    sides = {"left": lefts, "right": rights}
    since = (alone["when"] - START).days
    waits = lefts and due(channel, since) >= day
    if alone["when"] >= end - GRACE or waits:
        return item("expected", **sides)
    return item("missing_right", -alone["fen"], **sides) if lefts else item("missing_left", alone["fen"], **sides)


def carried(items):
    """Count and amount by leg, side and currency."""
    sums = collections.defaultdict(lambda: [0, 0])
    for (channel, _, _), item in items.items():
        for side in ("left", "right"):
            if item[side][0]:
                total = sums[f"orders-{channel} {side} {item['currency']}"]
                total[0] += item[side][0]
                total[1] += item[side][1]
    return dict(sorted(sums.items()))


def clearing(truth):
    """Per channel what was matched or decided of its money: received, paid back, fees; in fen."""
    sums = {channel: {"received": 0, "refunded": 0, "fees": 0} for channel in CHANNELS}
    for place, rows in truth.by_key.items():
        rights = sorted((entry for entry in rows.values() if entry["side"] == "right"),
                        key=lambda entry: (entry["when"], entry["own"]))
        if truth.state(place)[0] == "duplicate":
            rights = rights[:1]
        elif truth.state(place)[0] not in ("matched", "resolved"):
            continue
        channel, _, kind = place
        for entry in rights:
            sums[channel]["received" if kind == "sale" else "refunded"] += entry["fen"]
            sums[channel]["fees"] += entry["fee"]
    return sums
