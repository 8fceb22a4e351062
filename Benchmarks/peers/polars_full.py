"""The full job in Polars. usage: polars_full.py DIRECTORY OUT.csv [streaming|eager]"""
import json
import sys

import polars as pl

directory, out = sys.argv[1], sys.argv[2]
mode = sys.argv[3] if len(sys.argv) > 3 else "streaming"
engine = "in-memory" if mode == "eager" else "streaming"
cents = (pl.col("amount") * 100).round().cast(pl.Int64)
text = pl.String
o = pl.scan_csv(f"{directory}/orders.csv", schema={
    "order_id": text, "type": text, "user_id": text, "amount": pl.Float64, "currency": text,
    "status": text, "created_at": text, "channel": text, "sku": text,
}).select("order_id", "type", cents.alias("amount"), pl.col("status").alias("order_status"),
          pl.col("created_at").str.to_datetime("%Y-%m-%d %H:%M:%S"))
p = pl.scan_csv(f"{directory}/payments.csv", schema={
    "payment_id": text, "merchant_order_id": text, "type": text, "payer": text, "amount": pl.Float64,
    "fee": pl.Float64, "currency": text, "status": text, "paid_at": text, "channel": text,
}).select("payment_id", pl.col("merchant_order_id").alias("order_id"), "type",
          cents.alias("pay_amount"), pl.col("status").alias("pay_status"),
          pl.col("paid_at").str.to_datetime("%Y-%m-%d %H:%M:%S"))
if mode == "eager":
    o = o.collect().lazy()
p = p.collect(engine=engine).lazy()
key = ["order_id", "type"]
twice = p.filter(pl.col("order_id").is_not_null()).group_by(key).len().filter(pl.col("len") > 1)
later = (p.join(twice, on=key, how="semi").sort("paid_at", "payment_id")
         .filter(pl.int_range(pl.len()).over(key) > 0).select("payment_id", later=pl.lit(True)))
j = o.join(p, on=key, how="full", coalesce=True).join(later, on="payment_id", how="left")
j = j.with_columns(**{"class": pl.when(pl.col("payment_id").is_null()).then(pl.lit("missing_right"))
    .when(pl.col("order_id").is_null()).then(pl.lit("no_key"))
    .when(pl.col("later")).then(pl.lit("duplicate"))
    .when(pl.col("amount").is_null()).then(pl.lit("missing_left"))
    .when(pl.col("amount") != pl.col("pay_amount")).then(pl.lit("amount_mismatch"))
    .when(pl.col("pay_status") != "SUCCESS").then(pl.lit("status_mismatch"))
    .when(pl.col("paid_at") - pl.col("created_at") > pl.duration(hours=24))
    .then(pl.lit("date_mismatch")).otherwise(pl.lit("matched"))})
r = j.filter(pl.col("class") != "matched").select(
    "class", "order_id", "type", "payment_id", pl.col("amount").alias("order_amount"), "pay_amount",
    (pl.col("pay_amount") - pl.col("amount")).alias("difference"), "order_status", "pay_status",
    "created_at", "paid_at")
df = r.collect(engine=engine)
df.write_csv(out)
print(json.dumps(dict(sorted(df.group_by("class").len().iter_rows()))))
