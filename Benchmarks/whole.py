#!/usr/bin/env python3
"""The program with all its passes on gen.py's files, truth known: pairs by order number, pairs without one, and bank
credits that merge up to three settlement batches.

usage: whole.py --matchbook PATH --work DIRECTORY [--rows 100000] [--seeds 31 32 33]
Needs numpy and polars for the generator. Prints precision, recall and F1 of every class, and what became of the credits.
Fails where a class with keys is below KEYED, pairs without below BARE, or any credit is matched to other batches."""
import argparse
import csv
import datetime
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
KEYED, BARE = .999, .98
# How the program's words for a pair of one order stand for those of the generator.
CLASSES = {"matched": "clean", "amount_mismatch": "amount_mismatch", "missing_right": "missing_payment",
           "missing_left": "missing_order", "duplicate": "duplicate", "date_mismatch": "late",
           "status_mismatch": "status_mismatch"}
# With the batch numbers of the settlement, and as if it had none.
BANKS = {"batches": "batch, batches", "no batch numbers": "day, days, run, any"}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def prepare(data, size, seed):
    if not (data / "counts.json").exists():
        subprocess.run([sys.executable, str(HERE / "gen.py"), str(size), str(data), "--seed", str(seed)],
                       check=True, stdout=subprocess.DEVNULL)
    # What a bank says: an amount and a day.
    with open(data / "credits.csv", "w") as file:
        file.write("credit_id,amount,credited_on\n")
        for row in rows(data / "bank.csv"):
            day = datetime.date(2026, 1, 1) + datetime.timedelta(int(row["day"]))
            file.write(f"{row['credit_id']},{row['amount']},{day}\n")
    for path in (HERE / "whole").iterdir():
        shutil.copy(path, data / path.name)


def reconcile(program, definition, out):
    shutil.rmtree(out, ignore_errors=True)
    answer = subprocess.run([program, "reconcile", str(definition), "--out", str(out), "--quiet"],
                            stdout=subprocess.DEVNULL)
    # 1 says that there are breaks.
    if answer.returncode not in (0, 1):
        sys.exit(f"{definition}: exit code {answer.returncode}")
    # Large results leave the tables of all matches to whoever asks for them.
    if not all((out / name).exists() for name in ("matches.csv", "entries.csv")):
        subprocess.run([program, "export", str(out), "--quiet"], check=True, stdout=subprocess.DEVNULL)


def true_classes(data):
    """class → what it holds: orders with their kind, or pairs where no number says which."""
    truth = {name: set() for name in [*CLASSES.values(), "no_order_id"]}
    paid = set()
    for row in rows(data / "truth.csv"):
        order, kind = row["true_oid"], row["type"]
        label = {"refund": "clean", "duplicate_extra": "duplicate"}.get(row["label"], row["label"])
        if label == "no_order_id":
            truth[label].add((order, row["payment_id"]))
        elif row["label"] == "duplicate":
            truth["clean"].add((order, kind))
        else:
            truth[label].add((order, kind))
        paid.add((order, kind))
    for row in rows(data / "orders.csv"):
        if (row["order_id"], row["type"]) not in paid:
            truth["missing_payment"].add((row["order_id"], row["type"]))
    return truth


def found_classes(out):
    """The same of a result; pairs without a number are those of the scored pass, matched and proposed."""
    found = {name: set() for name in [*CLASSES.values(), "no_order_id", "confirmed"]}
    def kind(row):
        return "REFUND" if (row["left_amount"] or row["right_amount"]).startswith("-") else "SALE"
    for row in rows(out / "matches.csv"):
        if row["pass"] == "scored":
            pair = (row["left_reference"], row["right_reference"])
            found["no_order_id"].add(pair)
            if row["class"] == "matched":
                found["confirmed"].add(pair)
        elif row["class"] == "matched":
            found["clean"].add((row["left_reference"], kind(row)))
    for row in rows(out / "breaks.csv"):
        if row["finding"].startswith("scored"):
            found["no_order_id"].add((row["left_reference"], row["right_reference"]))
        elif row["class"] in CLASSES:
            found[CLASSES[row["class"]]].add((row["reference"], kind(row)))
    return found


def measures(found, true):
    right = len(found & true)
    precision, recall = right / max(1, len(found)), right / max(1, len(true))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def credits(data, out):
    """What became of each credit: right, wrong, and open by its finding."""
    batches = {row["entry_id"]: row["batch"] for row in batch_entries(data, out)}
    true = {row["credit_id"]: set(row["true_batches"].split("+")) for row in rows(data / "bank.csv")}
    names = {row["entry_id"]: row["bank_reference"] for row in rows(out / "entries.csv") if row["source"] == "bank"}
    whole, members = {}, {}
    for entry, batch in batches.items():
        whole.setdefault(batch, set()).add(entry)
    for row in rows(out / "match_members.csv"):
        members.setdefault(row["match_id"], []).append(row["entry_id"])
    counts = {"right": 0, "wrong": 0}
    done = set()
    for row in rows(out / "matches.csv"):
        entries = members[row["match_id"]]
        credit, = [names[entry] for entry in entries if entry in names]
        own = set(entry for entry in entries if entry in batches)
        wanted = set().union(*(whole[batch] for batch in true[credit]))
        counts["right" if own == wanted else "wrong"] += 1
        done.add(credit)
    for row in rows(out / "breaks.csv"):
        if row["right_reference"] in true and row["right_reference"] not in done:
            counts[row["finding"]] = counts.get(row["finding"], 0) + 1
            done.add(row["right_reference"])
    counts["of several batches"] = sum(len(own) > 1 for own in true.values())
    return len(true), counts


def batch_entries(data, out):
    lines = {row["payment_id"]: row["batch"] for row in rows(data / "settlement_lines.csv")}
    for row in rows(out / "entries.csv"):
        if row["source"] == "settlement":
            yield {"entry_id": row["entry_id"], "batch": lines[row["channel_reference"]]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matchbook", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[31, 32, 33])
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "whole"
    work.mkdir(parents=True, exist_ok=True)
    program = str(pathlib.Path(arguments.matchbook).resolve())
    print("| seed | class | true | found | precision | recall | F1 |\n|---|---|--:|--:|--:|--:|--:|")
    faults, banks = [], []
    for seed in arguments.seeds:
        data, out = work / f"{arguments.rows}-{seed}", work / "out"
        prepare(data, arguments.rows, seed)
        reconcile(program, data / "pairs.yaml", out)
        truth, found = true_classes(data), found_classes(out)
        truth["confirmed"] = truth["no_order_id"]
        for name, own in found.items():
            precision, recall, f1 = measures(own, truth[name])
            print(f"| {seed} | {name} | {len(truth[name]):,} | {len(own):,} | {precision:.4f} | {recall:.4f} | {f1:.4f} |",
                  flush=True)
            if name != "confirmed" and f1 < (BARE if name == "no_order_id" else KEYED):
                faults.append(f"seed {seed}: F1 of {name} is {f1:.4f}")
        for name, structures in BANKS.items():
            text = (HERE / "whole/bank.yaml").read_text().replace("STRUCTURES", structures)
            (data / "bank.yaml").write_text(text)
            reconcile(program, data / "bank.yaml", out)
            total, counts = credits(data, out)
            banks.append(f"| {seed} | {name} | {total:,} | {', '.join(f'{k} {v:,}' for k, v in counts.items())} |")
            if counts["wrong"]:
                faults.append(f"seed {seed}: {counts['wrong']} credits matched to other batches ({name})")
    print("\n| seed | settlement | credits | became |\n|---|---|--:|---|")
    print("\n".join(banks), flush=True)
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
