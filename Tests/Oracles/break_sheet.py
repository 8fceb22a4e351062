#!/usr/bin/env python3
"""Hands a list of breaks to a spreadsheet program and takes it back.

    break_sheet.py PROGRAM SCRATCH

The other side is openpyxl: what it reads, edits and writes is no file of ours any more. Where it is
not installed nothing is checked, and that is said. Ends with 1 where the book is not what was typed.
"""
import json
import os
import shutil
import sys

from book_driver import Book, Failure

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OWN = os.path.join(ROOT, ".build", "books", "bin", "python")
try:
    import openpyxl
except ImportError:
    openpyxl = None
    if os.access(OWN, os.X_OK) and os.path.realpath(sys.executable) != os.path.realpath(OWN) \
            and "BREAK_SHEET" not in os.environ:
        os.execve(OWN, [OWN, "-B", *sys.argv], dict(os.environ, BREAK_SHEET="again"))

AT = "2026-06-02T10:00:00+08:00"
ORDERS = ["order_id,amount,currency,status,created_at,channel"] + [
    f"A{n},{n}.50,CNY,paid,2026-06-01 12:0{n}:00,alipay" for n in range(1, 8)]
PAYMENTS = ["transaction_id,order_id,amount,currency,status,paid_at",
            "T1,A1,1.50,CNY,paid,2026-06-01 12:01:30", "T9,=1+1,9.00,CNY,paid,2026-06-01 12:09:00"]


def wrong(*words):
    print(*words)
    sys.exit(1)


def made(program, scratch):
    shutil.rmtree(scratch, ignore_errors=True)
    os.makedirs(scratch)
    for name, lines in (("orders.csv", ORDERS), ("payments.csv", PAYMENTS)):
        with open(os.path.join(scratch, name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    book = Book(program, os.path.join(scratch, "book"))
    book.run(["init", book.folder, "--zone", "Asia/Shanghai", "--at", AT])
    book.run(book.arguments("import", *(os.path.join(scratch, name) for name in ("orders.csv", "payments.csv")), at=AT))
    book.run(book.runs("2026-06-01", AT), (0, 1, 2))
    return book


def edited(path, edits):
    """Types {(reference, column): text} into the first sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    place = {name: index + 1 for index, name in enumerate(names)}
    for row in range(2, sheet.max_row + 1):
        reference = sheet.cell(row, place["reference"]).value
        for (own, column), text in edits.items():
            if own == reference:
                sheet.cell(row, place[column]).value = text
    book.save(path)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def main(program, scratch):
    book = made(program, scratch)
    path = os.path.join(scratch, "breaks.xlsx")
    book.run(book.arguments("breaks", "--xlsx", path, at=AT))
    rows = edited(path, {
        ("A2", "owner"): "zhao", ("A2", "labels"): "vip, urgent", ("A2", "comment"): "called, 電話 = busy",
        ("A3", "decision"): "write-off", ("A3", "reason"): "never paid",
        ("A4", "decision"): "expected-until 2026-06-09", ("A4", "reason"): "they will pay",
        # A spreadsheet program makes a number of what is typed.
        ("=1+1", "decision"): "adjustment misc", ("=1+1", "reason"): "a tip",
        ("=1+1", "decision_amount"): 4.5})
    if not any("=1+1" in row for row in rows):
        wrong("a reference was taken for a formula")
    done = json.loads(book.run(book.arguments("breaks-import", path, "--as", "wang", "--json", at=AT)))
    if not done["applied"] or done["changed"] != 4 or len(done["decisions"]) != 3 or done["notes"] != 4:
        wrong("taken back:", done)
    found = {row["reference"]: row for row in book.breaks("all")}
    wanted = {"A2": "new", "A3": "resolved", "A4": "expected", "=1+1": "new"}
    for reference, state in wanted.items():
        if found[reference]["state"] != state:
            wrong(reference, found[reference]["state"], state)
    if (found["A2"]["owner"], found["A2"]["labels"], found["A2"]["comments"]) != ("zhao", ["urgent", "vip"], 1):
        wrong("A2", found["A2"])
    # Once more: every row with something in it is of another time, and nothing is done twice.
    code, output, _ = book.output(book.arguments("breaks-import", path, "--as", "wang", "--json", at=AT))
    again = json.loads(output)
    if code != 65 or again["applied"] or {fault["reason"] for fault in again["faults"]} != {"changed_since"}:
        wrong("again:", code, again)
    # An amount that is typed over, beside a row that is sound.
    book.run(book.arguments("breaks", "--xlsx", path, at=AT))
    edited(path, {("A5", "amount"): -5, ("A6", "owner"): "li"})
    code, output, _ = book.output(book.arguments("breaks-import", path, "--partial", "--json", at=AT))
    part = json.loads(output)
    if code != 65 or not part["applied"] or part["changed"] != 1 or part["faults"][0]["column"] != "amount":
        wrong("in part:", code, part)
    book.run(book.arguments("verify"))
    print("the sheet came back as it was filled in")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if openpyxl is None:
        print("skipped: openpyxl is not installed")
        sys.exit(0)
    try:
        main(*sys.argv[1:])
    except Failure as failure:
        wrong(failure)
