"""Reads one statement file the way its fastest reader in Python does: rows with order number, amount in
minor units and time as a number. Prints rows and the sum of amounts.

usage: read_formats.py FORMAT READER PATH"""
import gzip
import io
import json
import sys

import polars as pl

FORMAT, READER, PATH = sys.argv[1:]
TIME = "%Y-%m-%d %H:%M:%S"


def cents(name):
    return (pl.col(name).str.strip_chars("\t` ").cast(pl.Decimal(18, 5)) * 100).cast(pl.Int64)


def finish(frame, order, amount, time, form=TIME):
    typed = frame.select(
        pl.col(order).str.strip_chars("\t` ").alias("order"), cents(amount).alias("amount"),
        pl.col(time).str.strip_chars("\t` ").str.to_datetime(form).alias("time"))
    done(typed.height, int(typed["amount"].sum()))


def done(rows, total):
    print(json.dumps({"rows": rows, "sum": total}))


def as_text(source, **options):
    return pl.read_csv(source, infer_schema=False, **options)


def orders():
    finish(as_text(PATH), "order_id", "amount", "created_at")


def orders_pandas():
    import pandas

    frame = pandas.read_csv(PATH, dtype=str)
    amount = (frame["amount"].astype("float64") * 100).round().astype("int64")
    pandas.to_datetime(frame["created_at"], format=TIME)
    done(len(frame), int(amount.sum()))


def table_of(text, first, last):
    """The lines from the one that starts with `first` up to the one that starts with `last`."""
    start = text.index(first)
    end = text.index(last, start)
    return text[start:end]


def alipay():
    with open(PATH, "rb") as file:
        text = file.read().decode("gb18030")
    table = table_of(text, "支付宝交易号", "#---")
    finish(as_text(io.BytesIO(table.encode()), quote_char=None), "商户订单号", "订单金额（元）", "完成时间")


def alipay_pandas():
    import pandas

    frame = pandas.read_csv(PATH, encoding="gb18030", skiprows=4, skipfooter=0, dtype=str, comment="#")
    amount = (frame["订单金额（元）"].astype("float64") * 100).round().astype("int64")
    pandas.to_datetime(frame["完成时间"].str.strip(), format=TIME)
    done(len(frame), int(amount.sum()))


def wechat():
    with gzip.open(PATH) as file:
        data = file.read()
    table = data[:data.index("总交易单数".encode())]
    finish(as_text(io.BytesIO(table), quote_char=None), "商户订单号", "应结订单金额", "交易时间")


def unionpay():
    with open(PATH, "rb") as file:
        lines = as_text(file.read(), has_header=False, separator="\x01", quote_char=None, new_columns=["line"])
    at = lines.select(
        pl.col("line").str.slice(112, 32).str.strip_chars().alias("order"),
        pl.col("line").str.slice(66, 12).cast(pl.Int64).alias("amount"),
        ("2026" + pl.col("line").str.slice(35, 10)).str.to_datetime("%Y%m%d%H%M%S").alias("time"))
    done(at.height, int(at["amount"].sum()))


def workbook():
    import fastexcel

    sheet = fastexcel.read_excel(PATH).load_sheet(0, dtypes="string")
    frame = pl.DataFrame(sheet)
    amount = (frame["amount"].cast(pl.Float64) * 100).round().cast(pl.Int64)
    frame["created_at"].str.to_datetime(TIME)
    done(frame.height, int(amount.sum()))


def workbook_openpyxl():
    import openpyxl

    rows = total = 0
    for row in openpyxl.load_workbook(PATH, read_only=True).active.iter_rows(min_row=2, values_only=True):
        rows += 1
        total += round(row[3] * 100)
    done(rows, total)


READERS = {
    ("plain", "polars"): orders, ("plain", "pandas"): orders_pandas,
    ("quoted", "polars"): orders, ("quoted", "pandas"): orders_pandas,
    ("alipay", "polars"): alipay, ("alipay", "pandas"): alipay_pandas,
    ("wechat", "polars"): wechat, ("unionpay", "polars"): unionpay,
    ("xlsx", "fastexcel"): workbook, ("xlsx", "openpyxl"): workbook_openpyxl,
}
if __name__ == "__main__":
    READERS[FORMAT, READER]()
