#!/usr/bin/env python3
"""Statement files of any length for the reading bench: the rows of Fixtures, seeded and scaled.

    formats.py ROWS FOLDER [SEED]
"""
import csv
import gzip
import os
import random
import sys

TRADE = ("支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
         "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
         "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注")
WECHAT = ("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
          "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
          "订单金额,申请退款金额,费率备注")
WECHAT_FOOT = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
ZM_WIDTHS = [3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1,
             15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98]
GOODS = ["月卡会员", "季卡会员", "点卡100点", "游戏皮肤礼包", "年费会员"]


def yuan(fen):
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def second(row, rows):
    at = (row - 1) * 86_400 // rows
    return f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"


def price(rng):
    return rng.choice([100, 990, 1500, 3000, 6800]) if rng.random() < 0.5 else rng.randrange(1, 200_000)


def alipay(path, rows, rng):
    """The trade bill, GB18030: one row in twenty pays back the row before it."""
    counts, received, discounts = [0, 0], [0, 0], [0, 0]
    with open(path, "w", encoding="gb18030", newline="") as out:
        out.write("#支付宝业务明细查询\r\n#账号：[20880000000000020156]\r\n"
                  "#起始日期：[2026年06月01日 00:00:00]   终止日期：[2026年06月02日 00:00:00]\r\n"
                  "#-----------------------------------------业务明细列表----------------------------------------\r\n"
                  + TRADE + "\r\n")
        amount = off = 0
        for row in range(1, rows + 1):
            refund = row % 20 == 0
            number = row - 1 if refund else row
            if refund:
                amount, off = -amount, -off
            else:
                amount = price(rng)
                off = amount // 20 if rng.random() < 0.1 else 0
            fee = -(amount - off) * 6 // 1000
            which = int(refund)
            counts[which] += 1
            received[which] += amount - off
            discounts[which] += off
            at, goods = second(row, rows), GOODS[number % len(GOODS)]
            out.write(f"20260601220014{number:014d}\t,AORDER{number:010d}\t,{'退款' if refund else '交易'},{goods},"
                      f"2026-06-01 {at},2026-06-01 {at},\t,\t,\t,\t,*某(138****{number % 10_000:04d})\t,{yuan(amount)},"
                      f"{yuan(amount - off)},0.00,0.00,0.00,{yuan(off)},0.00,,0.00\t,0.00,"
                      f"{f'AREFUND{number:010d}' if refund else ''}\t,{yuan(fee)},0.00,{goods}\r\n")
        out.write("#-----------------------------------------业务明细列表结束------------------------------------\r\n"
                  f"#交易合计：{counts[0]}笔，商家实收共{yuan(received[0])}元，商家优惠共{yuan(discounts[0])}元\r\n"
                  f"#退款合计：{counts[1]}笔，商家实收退款共{yuan(received[1])}元，商家优惠退款共{yuan(discounts[1])}元\r\n"
                  "#导出时间：[2026年06月02日 05:46:49]\r\n")


def wechat(path, rows, rng):
    """The bill of all transactions as WeChat hands it out: UTF-8, a backtick before every field, gzip."""
    total = fees = 0
    with gzip.GzipFile(path, "wb", compresslevel=6, mtime=0) as raw:
        raw.write((WECHAT + "\r\n").encode())
        for row in range(1, rows + 1):
            amount = price(rng)
            fee = (amount * 6 + 5) // 10
            total += amount
            fees += fee
            values = [f"2026-06-01 {second(row, rows)}", "wx0000000000000002", "1900000002", "0", "",
                      f"42000020260601{row:014d}", f"WORDER{row:010d}", f"oUser{row % 50_000:06d}", "NATIVE", "SUCCESS",
                      "OTHERS", "CNY", yuan(amount), "0.00", "0", "0", "0.00", "0.00", "", "", GOODS[row % len(GOODS)], "",
                      f"{fee // 100_000}.{fee % 100_000:05d}", "0.60%", yuan(amount), "0.00", ""]
            raw.write((",".join("`" + value for value in values) + "\r\n").encode())
        sums = [str(rows), yuan(total), "0.00", "0.00", f"{fees // 100_000}.{fees % 100_000:05d}", yuan(total), "0.00"]
        raw.write((WECHAT_FOOT + "\r\n" + ",".join("`" + value for value in sums) + "\r\n").encode())


def unionpay(path, rows, rng):
    """ZM, fixed width: the columns in bytes, a blank between them."""
    with open(path, "wb") as out:
        for row in range(1, rows + 1):
            amount = price(rng)
            net = amount - 24
            at = "0601" + second(row, rows).replace(":", "")
            letter = ("C" if net >= 0 else "D") + f"{abs(net):012d}"
            values = {1: "S22", 2: "48020000", 3: "00040000", 4: f"{row % 1_000_000:06d}", 5: at, 6: "622280*********0001",
                      7: f"{amount:012d}", 8: "4900", 9: "07", 10: f"2026{at}{row % 10_000_000:07d}", 11: "05",
                      12: f"U{row:010d}", 13: "01", 16: "D000000000024", 17: letter, 18: "0201", 20: "01", 22: "000201",
                      28: "898000000000001", 30: "0" * 15, 32: "0" * 13, 33: letter, 34: "01080209", 36: "0" * 12,
                      37: "0" * 12, 38: "0" * 11, 40: "7"}
            fields = [values.get(i, "").ljust(width) for i, width in enumerate(ZM_WIDTHS, 1)]
            out.write((" ".join(fields) + "\n").encode("ascii"))


def orders(rows, rng):
    yield ["order_id", "type", "user_id", "amount", "currency", "status", "created_at", "channel", "goods"]
    for row in range(1, rows + 1):
        goods = GOODS[row % len(GOODS)] + (', 含"赠品"' if row % 7 == 0 else "")
        yield [f"ORD20260601{row:010d}", "SALE", f"u{row % 50_000:09d}", yuan(price(rng)), "CNY", "PAID",
               f"2026-06-01 {second(row, rows)}", "alipay" if row % 3 else "wechat", goods]


def plain(path, rows, rng):
    with open(path, "w", encoding="utf-8", newline="") as out:
        for row in orders(rows, rng):
            out.write(",".join(value.replace(",", " ").replace('"', "") for value in row) + "\n")


def quoted(path, rows, rng):
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(orders(rows, rng))


def workbook(path, rows, rng):
    import xlsxwriter  # of the bench's environment; only this format needs it

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("orders")
    for number, row in enumerate(orders(rows, rng)):
        for column, value in enumerate(row):
            if number and column == 3:
                sheet.write_number(number, column, float(value))
            else:
                sheet.write_string(number, column, value)
    book.close()


FILES = {"plain.csv": plain, "quoted.csv": quoted, "alipay.csv": alipay, "wechat.csv.gz": wechat,
         "INN26060188ZM_898000000000001": unionpay, "orders.xlsx": workbook}


def main():
    rows, folder = int(sys.argv[1]), sys.argv[2]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    for name, write in FILES.items():
        # A workbook ends at 1,048,576 rows.
        count = min(rows, 1_000_000) if name.endswith(".xlsx") else rows
        write(os.path.join(folder, name), count, random.Random(f"{seed}/{name}"))


if __name__ == "__main__":
    main()
