"""The files of a day of day.py, in the layouts the channels really send. Same day, same bytes."""
import datetime
import gzip
import json
import os
import struct
import urllib.parse
import zlib

from day import ACCOUNT, USDT, WALLET, percent, yuan

TRADE = ("支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,"
         "支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注")
SUMMARY = "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）"
FUND = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注,业务描述,业务账单来源,业务基础订单号,业务订单号"
HEAD = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额"
BACK = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
TAIL = "商品名称,商户数据包,手续费,费率,订单金额"
TOTALS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
FLOW = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"


def stamp(time):
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else ""


def fee5(fen):
    return yuan(fen) + "000"


def rule(text, width=40):
    return "#" + "-" * (width + 1) + text + "-" * width


def write(day, directory):
    os.makedirs(directory, exist_ok=True)

    def save(name, data):
        with open(os.path.join(directory, name), "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)

    save(f"local_orders_{day.ymd}.csv", orders(day))
    save(f"alipay_trade_{day.ymd}.csv.zip", archive(day, [("业务明细", trade(day)), ("业务明细(汇总)", summary(day))]))
    bill, closing = fund(day)
    save(f"alipay_signcustomer_{day.ymd}.csv.zip", archive(day, [("账务明细", bill)]))
    flow, flow_closing = fund_flow(day)
    for name, text in [("ALL", wechat_all(day)), ("SUCCESS", wechat_success(day)), ("REFUND", wechat_refund(day)),
                       ("fundflow_BASIC", flow)]:
        save(f"wechat_{name}_{day.ymd}.csv.gz", gzip.compress(text.encode(), mtime=0))
    if day.epay:
        save_epay(day, save)
    if day.epusdt:
        save_epusdt(day, save)
    save("expected.json", json.dumps(expected(day, closing, flow_closing), ensure_ascii=False, indent=1))


def save_epay(day, save):
    save("epay_orders_act=orders.json", epay(day))
    save("epay_notify_get.txt", "".join("/notify?" + "&".join(
        f"{k}={urllib.parse.quote(v, safe='')}" for k, v in row.items()) + "\n" for row in day.notified))


def save_epusdt(day, save):
    save(f"epusdt_orders_{day.ymd}.csv", epusdt(day))
    save("epusdt_callbacks.jsonl", "".join(callback(row) for row in day.callbacks))
    save(f"trongrid_trc20_{day.ymd}.json", trongrid(day))


def orders(day):
    rows = sorted(day.orders, key=lambda row: (row["created"], row["order_no"]))
    lines = ["order_no,channel,created_at,paid_at,goods,amount,status,channel_trade_no,refund_amount,refund_no,delivered"]
    lines += [",".join([row["order_no"], row["channel"], stamp(row["created"]), stamp(row["paid"]), row["goods"],
                        yuan(row["fen"]), row["status"], row["trade"], yuan(row["refund"]), row["refund_no"],
                        str(row["delivered"])]) for row in rows]
    return "\n".join(lines) + "\n"


def archive(day, members):
    """A zip as Alipay makes it: names in GBK with the UTF-8 flag clear."""
    return zip_bytes([(f"{ACCOUNT}_{day.ymd}_{name}.csv".encode("gbk"), text.encode("gb18030"))
                      for name, text in members])


def zip_bytes(members):
    body, directory = b"", b""
    for name, data in members:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0x2E00, 0x5CC2, zlib.crc32(data), len(packed), len(data),
                             len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack(
            "<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + common + name + packed
    return body + directory + b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)


def heading(day, kind, table):
    end = day.date + datetime.timedelta(days=1)
    return [f"#支付宝{kind}查询", f"#账号：[{ACCOUNT}]",
            "#起始日期：[%s 00:00:00]   终止日期：[%s 00:00:00]" % tuple(
                d.strftime("%Y年%m月%d日") for d in (day.date, end)), rule(table)]


def exported(day, time):
    return "#导出时间：[%s %s]" % ((day.date + datetime.timedelta(days=1)).strftime("%Y年%m月%d日"), time)


def trade(day):
    rows = sorted(day.alipay, key=lambda row: row["done"])
    lines = heading(day, "业务明细", "业务明细列表") + [TRADE]
    for index, row in enumerate(rows):
        lines.append(",".join([
            row["trade"] + "\t", row["order"] + "\t", row["kind"] + "\t", row["goods"], stamp(row["created"]),
            stamp(row["done"]), "\t", "\t", "\t", "\t", f"*某(138****{1000 + index})\t", yuan(row["fen"]),
            yuan(row["fen"]), "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00\t", "0.00", row["refund"] + "\t",
            yuan(row["fee"]), "0.00", row["goods"]]))
    paid = [row["fen"] for row in rows if row["kind"] == "交易"]
    back = [row["fen"] for row in rows if row["kind"] == "退款"]
    lines += [rule("业务明细列表结束", 36), f"#交易合计：{len(paid)}笔，商家实收共{yuan(sum(paid))}元，商家优惠共0.00元",
              f"#退款合计：{len(back)}笔，商家实收退款共{yuan(sum(back))}元，商家优惠退款共0.00元", exported(day, "05:46:49")]
    return "\r\n".join(lines) + "\r\n"


def summary(day):
    paid = sum(row["kind"] == "交易" for row in day.alipay)
    received, fee = sum(row["fen"] for row in day.alipay), sum(row["fee"] for row in day.alipay)
    figures = (f"{paid},{len(day.alipay) - paid},{yuan(received)},{yuan(received)},0.00,0.00,0.00,{yuan(fee)},0.00,"
               f"{yuan(received + fee)}")
    lines = heading(day, "业务汇总", "业务汇总列表") + [SUMMARY]
    lines += [f"\t,\t,{figures}"] if day.alipay else []
    lines += [f"合计,,{figures}", rule("业务汇总列表结束", 36), exported(day, "05:46:49")]
    return "\r\n".join(lines) + "\r\n"


def fund(day):
    events = []
    for row in day.alipay:
        back = row["kind"] == "退款"
        events.append((row["done"], 0, row, row["fen"], "交易退款" if back else "在线支付", row["refund"],
                       "0020001|交易退款-交易退款" if back else "0010001|交易收款-交易收款"))
        if row["fee"]:
            words = ("退费", "服务费退还", "0040001|服务费退还") if back else ("收费", "服务费", "0030001|服务费-服务费")
            events.append((row["done"] + datetime.timedelta(seconds=1), 1, row, row["fee"], words[0],
                           f"{words[1]}[{row['trade']}]", words[2]))
    events.sort(key=lambda event: event[:2] + (event[2]["trade"],))
    balance, lines = 100_000, heading(day, "账务明细", "账务明细列表") + [FUND]
    income, spent = [], []
    for number, (when, _, row, fen, kind, memo, code) in enumerate(events):
        balance += fen
        (income if fen > 0 else spent).append(fen)
        lines.append(",".join([
            f"{30000000000000 + number}\t", row["trade"] + "\t", row["order"] + "\t", row["goods"], stamp(when),
            "*某 (138******00)\t", yuan(max(fen, 0)), yuan(min(fen, 0)), yuan(balance), "支付宝", kind, memo, code,
            "", "", ""]))
    if balance > 60_000:
        balance -= 50_000
        spent.append(-50_000)
        lines.append(",".join([
            "99766251421585\t", day.ymd + "TX0001\t", "\t", "提现", stamp(day.date + datetime.timedelta(
                seconds=86_395)), "*某 (138******00)\t", "0.00", "-500.00", yuan(balance), "支付宝", "提现",
            "提现到招商银行(8888)", "0050001|提现-提现", "", "", ""]))
    lines += [rule("账务明细列表结束", 36), f"#支出合计：{len(spent)}笔，共{yuan(sum(spent))}元",
              f"#收入合计：{len(income)}笔，共{yuan(sum(income))}元", exported(day, "05:50:01")]
    return "\r\n".join(lines) + "\r\n", balance


def tick(fields):
    return ",".join("`" + field for field in fields)


def wechat_rows(day):
    return sorted(day.wechat, key=lambda row: (row["done"], bool(row["refund"])))


def wechat_head(row):
    return [stamp(row["done"]), "wx0000000000000001", "1900000001", "0", "", row["trade"], row["order"], row["user"],
            "NATIVE", "REFUND" if row["refund"] else "SUCCESS", "OTHERS", "CNY", yuan(row["settled"]),
            yuan(0 if row["refund"] else row["coupon"])]


def wechat_back(row, status):
    if not row["refund"]:
        return ["0", "0", "0.00", "0.00", "", ""]
    return [row["refund_id"], row["refund"], yuan(row["paid_back"]), "0.00", "ORIGINAL", status]


def wechat_tail(row):
    return [row["goods"], "", fee5(row["fee"]), percent(row["rate"]), yuan(row["fen"])]


def totals(rows):
    def total(key):
        return sum(row[key] for row in rows)
    return tick([str(len(rows)), yuan(total("settled")), yuan(total("paid_back")), "0.00", fee5(total("fee")),
                 yuan(total("fen")), yuan(total("asked"))])


def wechat_all(day):
    rows = wechat_rows(day)
    lines = [f"{HEAD},{BACK},{TAIL},申请退款金额,费率备注"]
    lines += [tick(wechat_head(row) + wechat_back(row, "PROCESSING") + wechat_tail(row) + [yuan(row["asked"]), ""])
              for row in rows]
    return "\r\n".join(lines + [TOTALS, totals(rows)]) + "\r\n"


def wechat_success(day):
    rows = [row for row in wechat_rows(day) if not row["refund"]]
    lines = [f"{HEAD},{TAIL},费率备注"] + [tick(wechat_head(row) + wechat_tail(row) + [""]) for row in rows]
    figures = tick([str(len(rows)), yuan(sum(r["settled"] for r in rows)), fee5(sum(r["fee"] for r in rows)),
                    yuan(sum(r["fen"] for r in rows))])
    return "\r\n".join(lines + ["总交易单数,应结订单总金额,手续费总金额,订单总金额", figures]) + "\r\n"


def wechat_refund(day):
    rows = [row for row in wechat_rows(day) if row["refund"]]
    lines = [f"{HEAD},退款申请时间,退款成功时间,{BACK},{TAIL},申请退款金额,费率备注"]
    for row in rows:
        done = row["done"] + datetime.timedelta(seconds=33)
        lines.append(tick(wechat_head(row) + [stamp(row["done"]), stamp(done)] + wechat_back(row, "SUCCESS")
                          + wechat_tail(row) + [yuan(row["asked"]), ""]))
    return "\r\n".join(lines + [TOTALS, totals(rows)]) + "\r\n"


def fund_flow(day):
    balance, lines, moved = 200_000, [FLOW], []
    for row in wechat_rows(day):
        refund = row["refund"]
        net = row["settled"] - row["paid_back"]
        steps = [("退款" if refund else "交易", net, 0)]
        if row["fee"]:
            steps.append(("退还交易手续费" if refund else "扣除交易手续费", -row["fee"], 1))
        for kind, fen, second in steps:
            balance += fen
            moved.append(fen)
            number = row["refund_id"] if refund else row["trade"]
            lines.append(tick([
                stamp(row["done"] + datetime.timedelta(seconds=second)), number,
                f"1900000001{day.ymd}{len(moved):015}", kind, kind, "收入" if fen > 0 else "支出", yuan(abs(fen)),
                yuan(balance), "system", f"结算总金额{yuan(abs(net))}元;含手续费{yuan(abs(row['fee']))}元",
                refund or row["trade"]]))
    income, spent = [m for m in moved if m > 0], [-m for m in moved if m <= 0]
    figures = tick([str(len(moved)), str(len(income)), yuan(sum(income)), str(len(spent)), yuan(sum(spent))])
    return "\r\n".join(lines + ["资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额", figures]) + "\r\n", balance


def epay(day):
    rows = [{"trade_no": row["trade"], "out_trade_no": row["order"], "type": row["type"], "pid": "1001",
             "addtime": stamp(row["done"] - datetime.timedelta(seconds=50)),
             "endtime": stamp(row["done"]) if row["status"] else None, "name": row["goods"],
             "money": yuan(row["fen"]), "status": row["status"]} for row in day.epay]
    return json.dumps({"code": 1, "msg": "查询订单成功！", "count": len(rows), "data": rows}, ensure_ascii=False, indent=1)


def epusdt(day):
    lines = ["trade_id,order_id,amount,actual_amount,token,status,created_at"]
    lines += [",".join([row["trade"], row["order"], yuan(row["fen"]), yuan(row["cents"]), WALLET, str(row["status"]),
                        stamp(row["created"])]) for row in day.epusdt]
    return "\n".join(lines) + "\n"


def callback(row):
    """Numbers stand as the gateway prints them, so that the signature holds over their text."""
    parts = [f'"{k}": {v}' if k in ("amount", "actual_amount", "status") else f'"{k}": "{v}"' for k, v in row.items()]
    return "{" + ", ".join(parts) + "}\n"


def trongrid(day):
    rows = sorted(day.transfers, key=lambda row: row["when"], reverse=True)
    # The stamps are civil time of China; the chain counts from 1970 in UTC.
    epoch = datetime.datetime(1970, 1, 1, 8)
    data = [{"transaction_id": row["tx"], "token_info": {
        "symbol": "USDT", "address": row["contract"], "decimals": 6, "name": "Tether USD"},
        "block_timestamp": int((row["when"] - epoch).total_seconds()) * 1000,
        "from": f"TSyntheticPayer{index:019}", "to": WALLET, "type": "Transfer", "value": str(row["micro"])}
        for index, row in enumerate(rows)]
    return json.dumps({"data": data, "success": True, "meta": {"at": 1780329600000, "page_size": len(data)}},
                      ensure_ascii=False, indent=1)


def expected(day, closing, flow_closing):
    def total(rows, key):
        return sum(row[key] for row in rows)
    return {
        "day": day.date.strftime("%Y-%m-%d"), "tz": "Asia/Shanghai",
        "counts": {"local_orders": len(day.orders), "alipay_rows": len(day.alipay), "wechat_rows": len(day.wechat),
                   "epay_orders": len(day.epay), "trongrid": len(day.transfers)},
        "totals": {"alipay_received": yuan(total(day.alipay, "fen")), "alipay_fee": yuan(total(day.alipay, "fee")),
                   "alipay_closing": yuan(closing), "wechat_orders": yuan(total(day.wechat, "fen")),
                   "wechat_refund": yuan(total(day.wechat, "paid_back")), "wechat_fee": fee5(total(day.wechat, "fee")),
                   "wechat_closing": yuan(flow_closing)},
        "findings": day.findings}
