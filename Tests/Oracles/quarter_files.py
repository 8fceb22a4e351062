"""The files, the plan and the answers of a quarter of quarter.py. Same arguments, same bytes."""
import datetime
import json
import os

import day_files
from day_files import stamp, yuan
from quarter import CHANNELS, CURRENCY, RATE, WITHIN, works
from quarter_truth import Truth, carried, clearing

# The period that is closed ends with the first late bill, before any bill is missing.
CLOSED = 5
ZONE = datetime.timezone(datetime.timedelta(hours=8))


class Bill:
    """What the writers of day_files ask of a day."""

    def __init__(self, date, channel, rows):
        self.date, self.ymd = date, date.strftime("%Y%m%d")
        setattr(self, channel, rows)


def write(quarter, directory):
    folder = os.path.join(directory, "files")
    os.makedirs(folder, exist_ok=True)
    steps, answers, truth, known = [], [], Truth(), []
    files = {day: [] for day in range(quarter.days)}
    for file in all_files(quarter):
        with open(os.path.join(folder, file["name"]), "wb") as out:
            out.write(file["bytes"])
        files[file["comes"]].append(file)
        known.append(file)
    missing, wrong = absent_bills(quarter), []
    for day in range(quarter.days):
        decisions = [decision for decision in quarter.decisions if decision["day"] == day]
        for decision in decisions:
            truth.decide(decision)
        for file in files[day]:
            truth.take(file)
        truth.close(day)
        steps.append({"day": label(quarter, day), "decisions": [asked(decision) for decision in decisions],
                      "imports": imports(files[day], day), "closes": quarter.decides and day == CLOSED,
                      "at": morning(quarter, day)})
        answers.append({"day": label(quarter, day), "open": listed(truth.open), "carried": carried(truth.open),
                        "missing": [[source, label(quarter, bill)] for source, bill, until in missing
                                    if bill <= day and (until is None or day < until)]})
        wrong += [problem for plant in quarter.planted if (problem := disagrees(plant, day, truth))]
    if wrong:
        raise SystemExit("what was planted is not what the files say:\n" + "\n".join(wrong[:20]))
    save(directory, "definition.yaml", definition(quarter))
    save(directory, "plan.json", dump({
        "seed": quarter.seed, "through": label(quarter, quarter.days - 1), "definition": "definition.yaml",
        "steps": steps, "shuffled": shuffled(quarter, known)}))
    save(directory, "expected.json", dump({
        "days": answers, "clearing": clearing(truth), "currencies": CURRENCY, "files": len(known),
        "planted": [dict(plant, states=[[label(quarter, state[0])] + state[1:] for state in plant["states"]],
                         end=truth.state(place(plant))[0]) for plant in quarter.planted]}))


def label(quarter, day):
    return quarter.date(day).strftime("%Y-%m-%d")


def morning(quarter, day):
    """Instant of the commands of a day: ten o'clock of the next one."""
    return (quarter.date(day + 1) + datetime.timedelta(hours=10)).replace(tzinfo=ZONE).isoformat()


def place(plant):
    return plant["leg"].removeprefix("orders-"), plant["reference"], plant["kind"]


def disagrees(plant, day, truth):
    states = [state for state in plant["states"] if state[0] <= day]
    if not states:
        return None
    found = truth.state(place(plant))
    if found == (states[-1][1], states[-1][2]):
        return None
    return f"{plant['name']} {plant['reference']} day {day}: planted {states[-1][1:]}, found {found}"


def asked(decision):
    fields = {key: value for key, value in decision.items() if key != "day"}
    return dict(fields, currency=CURRENCY[decision["leg"].removeprefix("orders-")])


def listed(items):
    """[leg, class, reference, kind, amount or null, currency], sorted."""
    return sorted(["orders-" + channel, item["class"], reference, kind, item.get("amount"), item["currency"]]
                  for (channel, reference, kind), item in items.items())


def absent_bills(quarter):
    """(source, day, day on which it comes or None) of every bill that is not there on its day."""
    found = []
    for channel in CHANNELS:
        for day in range(quarter.days):
            if quarter.comes(channel, day) != day and (channel != "stripe" or works(quarter.date(day))):
                found.append((channel, day, quarter.comes(channel, day)))
    return found


def command(file):
    made = {"file": "files/" + file["name"], "source": file["source"]}
    return dict(made, replaces="files/" + file["replaces"]) if file["replaces"] else made


def imports(files, day):
    made = [command(file) for file in files]
    # The same bytes again change nothing.
    return made + made[:1] if day % 3 == 2 else made


def shuffled(quarter, files):
    """Another order of all files; a corrected bill after the bill that it corrects."""
    order = list(files)
    quarter.rng.shuffle(order)
    done, waiting, made = set(), [], []
    for file in order:
        if file["replaces"] and file["replaces"] not in done:
            waiting.append(file)
            continue
        made.append(file)
        done.add(file["name"])
        for other in [other for other in waiting if other["replaces"] == file["name"]]:
            made.append(other)
    return [command(file) for file in made]


# Files

def all_files(quarter):
    for day in range(quarter.days):
        yield exported(quarter, day)
        if day % 5 == 4:
            # An export that was forgotten: what it says is known, or was true two days ago.
            old = exported(quarter, day - 2)
            name = old["name"].replace("orders-", "orders-forgotten-")
            yield dict(old, name=name, comes=day, bytes=old["bytes"] + b"\n")
    for channel in CHANNELS:
        for come in range(quarter.days):
            days = [day for day in range(quarter.days) if quarter.comes(channel, day) == come]
            # A bill that is late stands beside the bill of its day.
            groups = [days] if channel == "stripe" else [[day] for day in days]
            for group in groups:
                if group:
                    yield from bills(quarter, channel, group, come)


def bills(quarter, channel, days, come):
    rows = [row for day in days for row in quarter.bills[channel][day]]
    again = quarter.corrected.get((channel, days[0])) if len(days) == 1 else None
    first = bill(quarter, channel, days[-1], rows + (again[0] if again else []), "", come)
    yield first
    if again:
        second = bill(quarter, channel, days[-1], rows + again[1], "-corrected", quarter.reissued[channel, days[0]])
        yield dict(second, replaces=first["name"])


def bill(quarter, channel, day, rows, suffix, come):
    rows = sorted(rows, key=lambda row: (row["when"], row["trade"], row["kind"]))
    date = quarter.date(day)
    data, ending = {"alipay": alipay, "wechat": wechat, "epay": epay, "stripe": stripe}[channel](date, rows)
    entries = [{"side": "right", "channel": channel, "kind": row["kind"], "own": row["trade"],
                "refund": row["refund"], "status": row["status"], "fen": row["fen"], "fee": row["fee"],
                "when": row["when"], "order": row["order"], "trade": row["trade"]} for row in rows]
    return {"name": f"{channel}-{date:%Y%m%d}{suffix}.{ending}", "source": channel, "bytes": data,
            "entries": entries, "comes": come, "replaces": None}


def exported(quarter, day):
    """The export of a night: what changed in the day; every third night, of the day before too."""
    end, since = quarter.date(day + 1), quarter.date(day - 1 if day % 3 == 1 else day)
    if not hasattr(quarter, "changes"):
        quarter.changes = {}
        for order in quarter.orders:
            for when, _ in order.history:
                quarter.changes.setdefault(quarter.index(when), []).append(order)
            if order.shown is not None:
                quarter.changes.setdefault(order.shown, []).append(order)
    found = {}
    for other in range(quarter.index(since), day + 1):
        for order in quarter.changes.get(other, []):
            if order.shown is None or order.shown <= day:
                found[order.no] = order
    rows = sorted((order.at(end) for order in found.values()), key=lambda row: (row["created"], row["no"]))
    lines = ["order_no,channel,created_at,paid_at,goods,amount,currency,status,channel_trade_no,refund_amount,"
             "refund_no,refunded_at"]
    entries = []
    for row in rows:
        lines.append(",".join([
            row["no"], row["channel"], stamp(row["created"]), stamp(row["paid"]), row["goods"], yuan(row["fen"]),
            CURRENCY[row["channel"]], row["status"], row["trade"], yuan(row["refund"]), row["refund_no"],
            stamp(row["refunded"])]))
        entry = {"side": "left", "channel": row["channel"], "kind": "sale", "own": row["no"], "refund": "",
                 "status": row["status"], "fen": row["fen"], "fee": 0, "when": row["paid"] or row["created"],
                 "order": row["no"], "trade": row["trade"]}
        entries.append(entry)
        if row["refund"]:
            entries.append(dict(entry, kind="refund", refund=row["refund_no"], fen=-row["refund"],
                                when=row["refunded"]))
    return {"name": f"orders-{quarter.date(day):%Y%m%d}.csv", "source": "orders", "comes": day, "replaces": None,
            "bytes": ("\n".join(lines) + "\n").encode(), "entries": entries}


def alipay(date, rows):
    bill = Bill(date, "alipay", [dict(row, done=row["when"], kind="退款" if row["kind"] == "refund" else "交易")
                                 for row in rows])
    if date.day % 2:
        return day_files.trade(bill).encode("gb18030"), "csv"
    return day_files.archive(bill, [("业务明细", day_files.trade(bill)),
                                    ("业务明细(汇总)", day_files.summary(bill))]), "zip"


def wechat(date, rows):
    made = []
    for row in rows:
        back, fen = row["kind"] == "refund", row["fen"]
        made.append(dict(
            row, done=row["when"], fen=max(fen, 0), coupon=0, settled=max(fen, 0), asked=max(-fen, 0),
            paid_back=max(-fen, 0), fee=-row["fee"], rate=RATE["wechat"], user="oUser" + row["trade"][-7:],
            refund_id="5030071342" + row["refund"][-7:] if back else "0",
            state={"succeeded": "PROCESSING", "failed": "CHANGE"}[row["status"]]))
    lines = [f"{day_files.HEAD},{day_files.BACK},{day_files.TAIL},申请退款金额,费率备注"]
    lines += [day_files.tick(day_files.wechat_head(row) + day_files.wechat_back(row, row["state"])
                             + day_files.wechat_tail(row) + [yuan(row["asked"]), ""]) for row in made]
    return ("\r\n".join(lines + [day_files.TOTALS, day_files.totals(made)]) + "\r\n").encode(), "csv"


def epay(date, rows):
    assert all(row["kind"] == "sale" for row in rows)
    made = [dict(row, done=row["when"], type="alipay", status=int(row["status"] == "succeeded")) for row in rows]
    return day_files.epay(Bill(date, "epay", made)).encode(), "json"


def stripe(date, rows):
    lines = ["payment_id,merchant_order_id,type,amount,fee,currency,status,paid_at,channel,refund_no"]
    lines += [",".join([
        row["trade"], row["order"], "REFUND" if row["kind"] == "refund" else "SALE", yuan(abs(row["fen"])),
        yuan(abs(row["fee"])), CURRENCY["stripe"], row["status"], stamp(row["when"]), "stripe", row["refund"]])
        for row in rows]
    return ("\n".join(lines) + "\n").encode(), "csv"


def definition(quarter):
    ends = f"{{from: {label(quarter, 0)}, to: {label(quarter, quarter.days - 1)}}}"
    lines = ["name: quarter", "version: 1", "merchant: main", "timeZone: Asia/Shanghai", "calendar: cn",
             f"period: {ends}", 'cutOff: "00:00"', "grace: 15 min", "", "sources:"]
    for source in ["orders"] + CHANNELS:
        cadence = "business_days" if source == "stripe" else "daily"
        lines += [f'  - {{name: {source}, files: ["files/{source}-*"], cadence: {cadence}}}']
    lines += ["", "legs:"]
    for channel in CHANNELS:
        lines += [f"  - name: orders-{channel}", f"    left: {{sources: [orders], channels: [{channel}]}}",
                  f"    right: {{sources: [{channel}]}}"]
        lines += [f"    expectedWithin: {WITHIN[channel]}"] if WITHIN[channel] else []
        lines += ["    passes:", "      - exact: {key: [order]}"]
    lines += ["", "feeSchedules:"]
    lines += [f"  - {{channel: {channel}, rate: {rate / 10_000:g}%, rounding: half_up}}"
              for channel, rate in RATE.items() if rate]
    return "\n".join(lines) + "\n"


def dump(value):
    """One line per element of a list of lists: a file that can be read and compared."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def save(directory, name, text):
    with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
        file.write(text)
