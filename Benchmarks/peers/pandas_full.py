"""The full job in pandas (pyarrow reader). usage: pandas_full.py DIRECTORY OUT.csv"""
import json
import sys

import numpy as np
import pandas as pd

directory, out = sys.argv[1], sys.argv[2]
options = {"engine": "pyarrow", "dtype_backend": "pyarrow"}
o = pd.read_csv(f"{directory}/orders.csv", **options,
                usecols=["order_id", "type", "amount", "status", "created_at"])
p = pd.read_csv(f"{directory}/payments.csv", **options,
                usecols=["payment_id", "merchant_order_id", "type", "amount", "status", "paid_at"])
p = p.rename(columns={"merchant_order_id": "order_id", "amount": "pay_amount", "status": "pay_status"})
o = o.rename(columns={"amount": "order_amount", "status": "order_status"})
for frame, column in ((o, "order_amount"), (p, "pay_amount")):
    frame[column] = (frame[column].astype("float64") * 100).round().astype("int64")
o["created_at"] = o["created_at"].astype("datetime64[s]")
p["paid_at"] = p["paid_at"].astype("datetime64[s]")
no_key = p["order_id"].isna() | (p["order_id"] == "")
keyed, loose = p[~no_key].sort_values(["paid_at", "payment_id"]), p[no_key].copy()
keyed["later"] = keyed.duplicated(["order_id", "type"], keep="first")
j = o.merge(keyed, on=["order_id", "type"], how="outer", indicator=True)
side = j["_merge"]
conditions = [side == "left_only", j["later"].fillna(False).astype(bool), side == "right_only",
              j.order_amount != j.pay_amount, j.pay_status != "SUCCESS",
              (j.paid_at - j.created_at) > pd.Timedelta(hours=24)]
names = ["missing_right", "duplicate", "missing_left", "amount_mismatch", "status_mismatch",
         "date_mismatch"]
classes = np.select([np.asarray(pd.Series(c).fillna(False).astype(bool)) for c in conditions], names,
                    "matched")
j["class"] = classes
loose["class"] = "no_key"
df = pd.concat([j[classes != "matched"], loose])
df["difference"] = df.pay_amount - df.order_amount
df[["class", "order_id", "type", "payment_id", "order_amount", "pay_amount", "difference",
    "order_status", "pay_status", "created_at", "paid_at"]].to_csv(out, index=False)
print(json.dumps(dict(sorted(df["class"].value_counts().to_dict().items()))))
