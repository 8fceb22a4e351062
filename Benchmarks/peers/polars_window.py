#!/usr/bin/env python3
"""The payment's order by payer and amount within a day, by Polars' join_asof, both sides in memory.

usage: polars_window.py DIRECTORY ROUNDS   – a line of JSON per round"""
import json
import resource
import sys
import time
import warnings

import polars as pl

warnings.simplefilter("ignore")


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def load(path, columns, when):
    table = pl.read_csv(path, columns=columns, try_parse_dates=True,
                        schema_overrides={"payment_id": pl.String})
    table = table.filter(pl.col("type") == "SALE").sort(when)
    return table.with_columns((pl.col("amount") * 100).round().cast(pl.Int64))


directory, rounds = sys.argv[1], int(sys.argv[2])
orders = load(f"{directory}/orders.csv", ["order_id", "type", "user_id", "amount", "created_at"],
              "created_at")
payments = load(f"{directory}/payments.csv",
                ["payment_id", "merchant_order_id", "type", "payer", "amount", "paid_at"], "paid_at")
for _ in range(rounds):
    wall, used = time.perf_counter(), cpu()
    joined = payments.join_asof(
        orders, left_on="paid_at", right_on="created_at", by_left=["payer", "amount"],
        by_right=["user_id", "amount"], strategy="backward", tolerance="1d")
    wall, used = time.perf_counter() - wall, cpu() - used
    found = joined.filter(pl.col("order_id").is_not_null())
    print(json.dumps({
        "rows": joined.height, "wall": wall, "cpu": used, "answered": found.height,
        "right": found.filter(pl.col("order_id") == pl.col("merchant_order_id")).height,
        "ambiguous": 0, "reused": found.height - found["order_id"].n_unique()}))
