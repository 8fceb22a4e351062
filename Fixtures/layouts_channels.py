"""Payment channels, gateways and chains."""
import hashlib
import json
import urllib.parse

from writers import *

TRADE = ("支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
         "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
         "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注")


def trade_row(number, order, kind, day, amount, received, discount, refund, fee, extra=""):
    return (f"20260601220014{number:014d}\t,{order}\t,{kind}\t,月卡会员,2026-06-01 {day},2026-06-01 {day},\t,\t,\t,\t,"
            f"*某(138****{number:04d})\t,{amount},{received},0.00,0.00,0.00,{discount},0.00,,0.00\t,0.00,{refund}\t,"
            f"{fee},0.00,月卡会员{extra}")


TRADE_ROWS = [
    trade_row(1, "AORDER0001", "交易", "09:00:01", "9.90", "9.90", "0.00", "", "-0.06"),
    trade_row(2, "AORDER0002", "交易", "10:00:01", "100.00", "95.00", "5.00", "", "-0.57"),
    trade_row(2, "AORDER0002", "退款", "11:00:01", "-40.00", "-38.00", "-2.00", "AREFUND01", "0.23"),
    trade_row(3, "AORDER0003", "交易", "23:59:59", "0.01", "0.01", "0.00", "", "0.00"),
]


def alipay_head(title, kind):
    return [f"#支付宝{title}查询", "#账号：[20880000000000020156]",
            "#起始日期：[2026年06月01日 00:00:00]   终止日期：[2026年06月02日 00:00:00]",
            f"#-----------------------------------------{kind}列表----------------------------------------"]


def alipay_trade(rows=TRADE_ROWS, sales=("3", "104.91", "5.00"), refunds=("1", "-38.00", "-2.00"), header=TRADE):
    return lines(
        *alipay_head("业务明细", "业务明细"), header, *rows,
        "#-----------------------------------------业务明细列表结束------------------------------------",
        f"#交易合计：{sales[0]}笔，商家实收共{sales[1]}元，商家优惠共{sales[2]}元",
        f"#退款合计：{refunds[0]}笔，商家实收退款共{refunds[1]}元，商家优惠退款共{refunds[2]}元",
        "#导出时间：[2026年06月02日 05:46:49]")


def alipay_summary():
    header = ("门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,"
              "卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）")
    return lines(
        *alipay_head("业务汇总", "业务汇总"), header,
        "\t,\t,3,1,69.91,66.91,0.00,3.00,0.00,-0.40,0.00,66.51",
        "合计,,3,1,69.91,66.91,0.00,3.00,0.00,-0.40,0.00,66.51",
        "#----------------------------------------业务汇总列表结束-------------------------------------",
        "#导出时间：[2026年06月02日 05:46:49]")


FUND = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注"
FUND_MORE = ",业务描述,业务账单来源,业务基础订单号,业务订单号"
FUND_ROWS = [
    ("50000000000001\t", "2026060122001400000000000001\t", "T200P9000000000001\t", "月卡会员", "2026-06-01 09:00:01",
     "*某 (138******01)\t", "9.90", "0.00", "109.90", "支付宝", "在线支付", ""),
    ("50000000000002\t", "2026060122001400000000000001\t", "T200P9000000000001\t", "月卡会员", "2026-06-01 09:00:01",
     "*某 (138******01)\t", "0.00", "-0.06", "109.84", "支付宝", "收费", "服务费"),
    ("50000000000003\t", "2026060122001400000000000002\t", "AORDER0002\t", "年卡会员", "2026-06-01 10:00:01",
     "*某 (138******02)\t", "95.00", "0.00", "204.84", "支付宝", "交易付款", ""),
    ("50000000000004\t", "20260601TX01\t", "\t", "提现", "2026-06-01 23:50:00",
     "*某 (138******00)\t", "0.00", "-100.00", "104.84", "支付宝", "提现", "提现到招商银行(8888)"),
]
FUND_FOOT = ["#-----------------------------------------账务明细列表结束-------------------------------------",
             "#支出合计：2笔，共-100.06元", "#收入合计：2笔，共104.90元", "#导出时间：[2026年06月02日 05:50:01]"]


def alipay_fund12():
    return lines(*alipay_head("账务明细", "账务明细"), FUND, *(",".join(row) for row in FUND_ROWS), *FUND_FOOT)


def alipay_fund16():
    rows = [",".join(row) + ",0010001|交易收款-交易收款,,," for row in FUND_ROWS]
    return lines(*alipay_head("账务明细", "账务明细"), FUND + FUND_MORE, *rows, *FUND_FOOT)


def alipay_fund_old():
    """2012: 支出 without a sign, header without （+元）, newest row first."""
    rows = [",".join(row).replace("-0.06", "0.06").replace("-100.00", "100.00") for row in reversed(FUND_ROWS)]
    header = FUND.replace("（+元）", "").replace("（-元）", "")
    foot = [line.replace("-100.06", "100.06") for line in FUND_FOOT]
    return lines(*alipay_head("账务明细", "账务明细"), header, *rows, *foot)


def alipay_fund_summary():
    return lines(
        *alipay_head("账务汇总", "账务汇总"), "类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）",
        "在线支付,1,9.90,0,0.00,9.90", "交易付款,1,95.00,0,0.00,95.00", "收费,0,0.00,1,-0.06,-0.06",
        "提现,0,0.00,1,-100.00,-100.00", "合计,2,104.90,2,-100.06,4.84",
        "#-----------------------------------------账务汇总列表结束-------------------------------------")


PERSONAL = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注"
PERSONAL_ROWS = [
    ("2026-06-01 09:00:00", "日用百货", "小店", "xd***@example.com", "商品", "支出", "20.00", "余额", "等待确认收货", "P01\t", "M01\t", ""),
    ("2026-06-01 10:00:00", "转账红包", "张某", "/", "转账", "收入", "28.50", "余额", "交易成功", "P02\t", "\t", ""),
    ("2026-06-01 11:00:00", "退款", "小店", "/", "退款-商品", "不计收支", "16.03", "银行卡", "退款成功", "P03\t", "M03\t", ""),
    ("2026-06-01 12:00:00", "日用百货", "小店", "/", "商品", "不计收支", "82.00", "", "交易关闭", "P04\t", "M04\t", ""),
    ("2026-06-01 13:00:00", "账户存取", "银行", "/", "提现-实时提现", "不计收支", "300.00", "银行卡", "提现成功", "P05\t", "\t", ""),
    ("2026-06-01 14:00:00", "投资理财", "基金", "/", "转入余额宝", "不计收支", "99.34", "余额", "交易成功", "P06\t", "\t", ""),
]


def alipay_personal(order=None):
    names = PERSONAL.split(",")
    order = order or names
    head = ["-" * 80, "导出信息：", "姓名：某某", "支付宝账户：someone@example.com",
            "起始时间：[2026-06-01 00:00:00]    终止时间：[2026-06-01 23:59:59]", "导出交易类型：[全部]",
            "共6笔记录", "收入：1笔 28.50元", "支出：1笔 20.00元", "不计收支：4笔 497.37元", "", "特别提示：",
            "1.本明细仅供个人对账使用。", "",
            "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------"]
    rows = []
    for row in PERSONAL_ROWS:
        by_name = dict(zip(names, row))
        rows.append("".join(by_name[name].ljust(12) + "," for name in order))
    return lines(*head, "".join(name.ljust(12) + "," for name in order), *rows, end="\n")


OLD_PERSONAL = "收/支,交易对方,对方账号,商品说明,收/付款方式,金额,交易状态,交易分类,交易订单号,商家订单号,交易时间".split(",")

WX = ("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
      "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
      "订单金额,申请退款金额,费率备注").split(",")


def wx(time, number, order, state, due, total, fee, refund=("0", "0", "0.00", "", ""), asked="0.00", goods="月卡会员"):
    back, own, money, kind, status = refund
    coupon = f"{float(total) - float(due):.2f}" if state == "SUCCESS" else "0.00"
    values = [f"2026-06-01 {time}", "wx0000000000000002", "1900000002", "0", "", f"4200002026060100000000000{number}", order,
              "oUser0001", "NATIVE", state, "OTHERS", "CNY", due, coupon, back, own, money, "0.00", kind, status, goods, "",
              fee, "0.60%", total, asked, ""]
    return dict(zip(WX, values))


WX_ROWS = [
    wx("09:00:01", "001", "WORDER0001", "SUCCESS", "9.90", "9.90", "0.06000"),
    wx("10:00:01", "002", "WORDER0002", "SUCCESS", "88.00", "98.00", "0.53000"),
    wx("11:00:01", "002", "WORDER0002", "REFUND", "0.00", "0.00", "-0.17000",
       ("50300000000000000000000000001", "WREFUND001", "28.00", "ORIGINAL", "PROCESSING"), "28.00"),
    wx("12:00:01", "003", "WORDER0003", "SUCCESS", "10.00", "10.00", "0.06000", goods="点卡`特价` 100点"),
]
SUCCESS = [name for name in WX if "退款" not in name]


def ticked(names, rows):
    return [",".join("`" + row[name] for name in names) for row in rows]


def wechat(names, rows, foot, sums, end="\r\n"):
    return lines(",".join(names), *ticked(names, rows), ",".join(foot), ",".join("`" + s for s in sums), end=end)


ALL_FOOT = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额".split(",")


def wechat_refund():
    names = WX[:14] + ["退款申请时间", "退款成功时间"] + WX[14:]
    row = dict(WX_ROWS[2], 退款申请时间="2026-06-01 11:00:01", 退款成功时间="2026-06-01 11:00:33", 退款状态="SUCCESS")
    return wechat(names, [row], ALL_FOOT, ["1", "0.00", "28.00", "0.00", "-0.17000", "0.00", "28.00"])


def wechat_v2(success=False):
    new = {"特约商户号": "子商户号", "应结订单金额": "总金额", "代金券金额": "企业红包金额", "充值券退款金额": "企业红包退款金额"}
    keep = [name for name in WX if name not in ("订单金额", "申请退款金额", "费率备注")]
    rows = [dict(row) for row in WX_ROWS]
    foot = "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额".split(",")
    sums = ["4", "107.90", "28.00", "0.00", "0.48000"]
    if success:
        keep = [name for name in keep if "退款" not in name]
        rows = [row for row in rows if row["交易状态"] == "SUCCESS"]
        foot, sums = ["总交易单数", "总交易额", "手续费总金额"], ["3", "107.90", "0.65000"]
    rows = [{new.get(name, name): value for name, value in row.items()} for row in rows]
    return wechat([new.get(name, name) for name in keep], rows, foot, sums)


def wechat_fund():
    header = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
    rows = [("2026-06-01 09:00:01", "4200002026060100000000000001", "19000000022026060100000001", "交易", "交易", "收入", "9.90",
             "209.90", "system", "结算总金额9.90元", "4200002026060100000000000001"),
            ("2026-06-01 09:00:02", "4200002026060100000000000001", "19000000022026060100000002", "扣除交易手续费", "扣除交易手续费",
             "支出", "0.06", "209.84", "system", "含手续费0.06元", "4200002026060100000000000001"),
            ("2026-06-01 11:00:01", "50300000000000000000000000001", "19000000022026060100000003", "退款", "退款", "支出", "28.00",
             "181.84", "system", "缺货", "WREFUND001"),
            ("2026-06-01 23:00:01", "20260601TX02", "19000000022026060100000004", "提现", "提现", "支出", "100.00", "81.84", "system",
             "提现", "TX02")]
    return lines(header, *(",".join("`" + value for value in row) for row in rows),
                 "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额", "`4.0,`1.0,`9.90,`3.0,`128.06")


WXP = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注".split(",")
WXP_ROWS = [
    ["2026-06-01 09:00:00", "商户消费", "某店", "总共消费:28.16", "支出", "¥28.16", "零钱", "支付成功", "100001\t", "200001\t", "/"],
    ["2026-06-01 10:00:00", "二维码收款", "用户A", "收款方备注:二维码收款", "收入", "¥23.00", "/", "已收钱", "100002\t", "/\t", "/"],
    ["2026-06-01 11:00:00", "零钱提现", "某银行", "/", "/", "¥100.10", "某银行", "提现已到账", "100003\t", "/\t", "服务费¥0.10"],
    ["2026-06-01 12:00:00", "转入零钱通-来自零钱", "/", "/", "/", "¥1.23", "零钱", "支付成功", "100004\t", "100005\t", "/"],
    ["2026-06-01 13:00:00", "某店-退款", "某店", "/", "收入", "¥8.16", "/", "已全额退款", "100006\t", "200001\t", "/"],
]
WXP_HEAD = ["微信支付账单明细", "微信昵称：[某某]", "起始时间：[2026-06-01 00:00:00] 终止时间：[2026-06-01 23:59:59]", "导出类型：[全部]",
            "导出时间：[2026-06-02 16:05:22]", "", "共5笔记录", "收入：2笔 31.16元", "支出：1笔 28.16元", "中性交易：2笔 101.33元", "注：",
            "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易", "2. 本明细仅供个人对账使用", "",
            "----------------------微信支付账单明细列表--------------------"]


def wechat_personal_csv():
    rows = [",".join(WXP_ROWS[0][:1] + [f'"{cell}"' if not cell.endswith("\t") else f'"{cell[:-1]}"\t' for cell in WXP_ROWS[0][1:]])]
    rows += [",".join(row) for row in WXP_ROWS[1:]]
    return lines(*(line + "," * 10 for line in WXP_HEAD), ",".join(WXP), *rows, end="\n")


def wechat_personal_xlsx():
    rows = [[line] for line in WXP_HEAD] + [WXP]
    for row in WXP_ROWS:
        rows.append(row[:5] + [Number(row[5].lstrip("¥"))] + row[6:])
    return xlsx({"Sheet1": rows})


ZM_WIDTHS = [3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
             32, 13, 13, 12, 2, 1, 32, 98]
ZME_WIDTHS = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135]


def fixed(widths, values):
    fields = [values.get(i, "").encode("gb18030").ljust(width) for i, width in enumerate(widths, 1)]
    assert [len(field) for field in fields] == widths, values
    return b" ".join(fields)


def zm_row(number, code, time, amount, fee, net, memo=""):
    """`fee` and `net` as the merchant sees them: positive is C."""
    letter = lambda value: ("D" if value < 0 else "C") + f"{abs(value):012d}"
    return fixed(ZM_WIDTHS, {
        1: code, 2: "48020000", 3: "00040000", 4: f"{number:06d}", 5: time, 6: "622280*********0001", 7: f"{amount:012d}",
        8: "4900", 9: "07", 10: f"2026{time}{number:07d}", 11: "05", 12: f"UORDER{number:04d}", 13: "01", 16: letter(fee),
        17: letter(net), 18: "0201", 20: "01", 22: "000201", 28: "898000000000001", 30: "0" * 15, 32: "0" * 13, 33: letter(net),
        34: "01080209", 35: memo, 36: "0" * 12, 37: "0" * 12, 38: "0" * 11, 40: "7"})


def unionpay_zm(end=b"\n"):
    return b"".join(row + end for row in [
        zm_row(1, "S22", "0531230201", 2500000, -24, 2499976, "账户充值"), zm_row(2, "S22", "0601120000", 990, -24, 966),
        zm_row(2, "S30", "0601130000", 990, 24, -966), zm_row(3, "S22", "0601225959", 12345678901, -24, 12345678877)])


def unionpay_zme():
    row = fixed(ZME_WIDTHS, {
        1: "E74", 2: "48020000", 3: "00040000", 4: "000009", 5: "0601150000", 6: "622280*********0001", 7: "000000000990", 8: "4900",
        9: "07", 10: "01", 11: "000002", 12: "0601120000", 13: "4557", 14: "0" * 12, 15: "D000000000000", 16: "D000000000990",
        17: "898000000000001"})
    return row + b"\n"


ACQUIRER = ("清算日期,交易时间,受理商户ID,受理商户多应用,结算商户编号,结算商户多应用类型,交易终端号,交易金额,商户手续费,收单收益,品牌费,"
            "交易类型,卡号,发卡机构,卡种,收单机构bit32,终端流水号bit11,银联系统跟踪号,参考号bit37,授权号,原终端流水号bit11,"
            "原银联系统跟踪号bit11,原bit37,mcc号,订单号")


def acquirer():
    row = lambda day, time, amount, fee, code, ref, order: ",".join(
        [day, time, "", "", "898000000000001", "9", "", amount, fee, "0", "0", code, "404117******0001", "01030001", "", "", "945550",
         "", ref, "", "", "", "", "4900", order])
    return lines(ACQUIRER, row("20260601", "0601120000", "19000", "34.2", "000000", "726237945550", "UORDER0001"),
                 row("20260601", "0601120808", "5440", "9.79", "000000", "808860715014", ""),
                 row("20260601", "0601130000", "5440", "9.79", "200000", "808860715015", ""), end="\n")


KEY = "fixture-key"


def epay_signed(values):
    text = "&".join(f"{k}={values[k]}" for k in sorted(values) if values[k])
    return dict(values, sign=hashlib.md5((text + KEY).encode()).hexdigest(), sign_type="MD5")


def epay_notify():
    out = []
    for number, kind, money in ((1, "wxpay", "9.90"), (2, "alipay", "28.00")):
        values = epay_signed({"pid": "1001", "trade_no": f"20260601100000{number:07d}", "out_trade_no": f"EORDER{number:04d}",
                              "type": kind, "name": "月卡会员", "money": money, "trade_status": "TRADE_SUCCESS"})
        out.append("/notify?" + urllib.parse.urlencode(values))
    log = f'203.0.113.9 - - [01/Jun/2026:10:00:03 +0800] "GET {out[0]} HTTP/1.1" 200 7 "-" "epay"'
    return lines(*out, log, end="\n")


def epay_orders():
    rows = [{"trade_no": f"20260601100000{n:07d}", "out_trade_no": f"EORDER{n:04d}", "type": kind, "pid": "1001",
             "addtime": f"2026-06-01 1{n}:00:00", "endtime": end, "name": "月卡会员", "money": money, "status": state}
            for n, kind, end, money, state in ((1, "wxpay", "2026-06-01 11:00:40", "9.90", 1),
                                               (2, "alipay", "2026-06-01 12:00:40", "28.00", 1), (3, "wxpay", None, "45.50", 0))]
    return json.dumps({"code": 1, "msg": "查询订单成功！", "count": 3, "data": rows}, ensure_ascii=False, indent=1)


TX = ["%064x" % (7919 * n) for n in range(1, 9)]
WALLET, PAYER = "TFixtureReceiveAddress000000000001", "TFixturePayerAddress0000000000001"
EPUSDT = [("202606011200000001", "KORDER0001", "9.90", "1.38", "2", "2026-06-01 11:59:10"),
          ("202606011300000002", "KORDER0002", "28.00", "3.9", "2", "2026-06-01 12:59:10"),
          ("202606011400000003", "KORDER0003", "45.50", "6.32", "3", "2026-06-01 13:59:10")]


def epusdt_csv():
    return table("trade_id,order_id,amount,actual_amount,token,status,created_at",
                 *((a, b, c, d, WALLET, e, f) for a, b, c, d, e, f in EPUSDT), end="\n")


def epusdt_json():
    rows = [{"trade_id": a, "order_id": b, "amount": float(c), "actual_amount": float(d), "token": WALLET, "status": int(e),
             "created_at": f, "expiration_time": f.replace("59:10", "59:59"), "block_transaction_id": TX[i]}
            for i, (a, b, c, d, e, f) in enumerate(EPUSDT)]
    return json.dumps({"status_code": 200, "data": rows}, indent=1)


def epusdt_callbacks():
    out = []
    for i, (a, b, c, d, e, f) in enumerate(EPUSDT[:2]):
        shortest = lambda text: text.rstrip("0").rstrip(".")
        values = {"trade_id": a, "order_id": b, "amount": shortest(c), "actual_amount": shortest(d), "token": WALLET,
                  "block_transaction_id": TX[i], "status": e}
        text = "&".join(f"{k}={values[k]}" for k in sorted(values))
        sign = hashlib.md5((text + KEY).encode()).hexdigest()
        out.append('{"trade_id": "%s", "order_id": "%s", "amount": %s, "actual_amount": %s, "token": "%s", '
                   '"block_transaction_id": "%s", "status": %s, "signature": "%s"}'
                   % (a, b, values["amount"], values["actual_amount"], WALLET, TX[i], e, sign))
    return lines(*out, end="\n")


def tokenpay():
    rows = [{"Id": "TP0001", "OutOrderId": "KORDER0009", "ActualAmount": "9.90", "Amount": "1.38", "Currency": "USDT",
             "ToAddress": WALLET, "FromAddress": PAYER, "BlockTransactionId": TX[5], "PayTime": "2026-06-01 12:00:00", "Status": 1,
             "Signature": "0123456789abcdef0123456789abcdef"}]
    return lines(*(json.dumps(row) for row in rows), end="\n")


def trongrid():
    genuine, fake = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TFixtureFakeUsdtContract00000000001"
    def transfer(n, symbol, contract, value, sender=PAYER, receiver=WALLET, kind="Transfer"):
        return {"transaction_id": TX[n], "token_info": {"symbol": symbol, "address": contract, "decimals": 6, "name": symbol},
                "block_timestamp": 1780286400000 + n * 1000, "from": sender, "to": receiver, "type": kind, "value": value}
    data = [transfer(0, "USDT", genuine, "1380000"), transfer(0, "USDT", genuine, "1380000"),
            transfer(1, "USDT", genuine, "3900000"), transfer(2, "USDT", genuine, "5000001", WALLET, PAYER),
            transfer(3, "USDT", fake, "13890000"), transfer(4, "TRXB", fake, "77"),
            transfer(5, "USDT", genuine, "1", kind="Approval")]
    return json.dumps({"data": data, "success": True, "meta": {"at": 1780286500000, "page_size": 7}}, indent=1)


OWN, OTHER = "0x" + "22" * 20, "0x" + "11" * 20
USDT, USDC = "0xdac17f958d2ee523a2206206994597c13d831ec7", "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"


def etherscan_erc20():
    header = ["Txhash", "Blockno", "UnixTimestamp", "DateTime (UTC)", "From", "To", "TokenValue", "USDValueDayOfTx",
              "ContractAddress", "TokenName", "TokenSymbol"]
    row = lambda n, a, b, value, contract, symbol: [
        "0x" + TX[n], str(22600000 + n), str(1780272000 + n), "2026-06-01 00:00:0%d" % n, a, b, value, "N/A", contract, symbol, symbol]
    return quoted(header, row(0, OTHER, OWN, "1,234.56", USDT, "USDT"), row(1, OTHER, OWN, "98.000001", USDC, "USDC"),
                  row(2, OWN, OTHER, "0.5", USDT, "USDT"), row(3, OTHER, OWN, "98", "0x" + "99" * 20, "USDT"),
                  row(4, OTHER, OWN, "7.123456789012345678", "0x" + "88" * 20, "PEPE"))


def etherscan_native():
    header = ["Txhash", "Blockno", "UnixTimestamp", "DateTime (UTC)", "From", "To", "ContractAddress", "Value_IN(ETH)",
              "Value_OUT(ETH)", "CurrentValue @ $2345.67/Eth", "TxnFee(ETH)", "TxnFee(USD)", "Historical $Price/Eth", "Status",
              "ErrCode", "Method"]
    row = lambda n, a, b, into, out, fee, status="", error="": [
        "0x" + TX[n], str(22600000 + n), str(1780272000 + n), "2026-06-01 00:00:0%d" % n, a, b, "", into, out, "1", fee, "1", "2345.6",
        status, error, "Transfer"]
    return quoted(header, row(0, OTHER, OWN, "0.123456789012345678", "0", "0.00021"), row(1, OWN, OTHER, "0", "0.05", "0.000315"),
                  row(2, OWN, OTHER, "0", "0.01", "0.000315", "Error(0)", "Reverted"), row(3, OWN, OTHER, "0", "0", "0.0002"))


def oklink():
    header = "交易哈希,区块高度,本地时间(UTC+8),UTC时间,发送方,发送方ENS,接收方,接收方ENS,数量,代币符号,代币地址"
    row = lambda n, a, b, value, symbol, contract: (
        f"0x{TX[n][-8:]}****{TX[n][-8:]},2375970{n},2026/06/01 13:46:1{n},2026/06/01 05:46:1{n},{a},,{b},,{value},{symbol},{contract},")
    return lines(header, row(0, OTHER, OWN, "353.7515", "USDT", "0xdac1****831ec7"), row(1, OWN, OTHER, "408.5", "USDC", USDC),
                 row(2, OWN, OTHER, "99.75", "USDT", "0xff7bd3e85bcb9ea2a4b1f2bcaeb5c2cbd81b9f44"),
                 row(3, OTHER, OWN, "1.5", "0xb74a****f0428d", "0xdaee****71b2e1"), end="\n")


def huobi():
    return lines('"时间","交易类型","交易对","方向","价格","数量","成交额","手续费"',
                 "2026-06-01 09:56:20,币币交易,BTC/USDT,卖出,49850.00,0.000108,5.38380000,0.01076760USDT,",
                 "2026-06-01 10:36:17,币币交易,ETH/USDT,买入,1200.00,0.0100,12.00000000,0.00002000ETH,", end="\n")


def fixtures():
    detail = alipay_trade()
    member = "20880000000000020156_20260601_"
    sums = ["4", "107.90", "28.00", "0.00", "0.48000", "117.90", "28.00"]
    both = [("业务明细", alipay_trade()), ("业务明细(汇总)", alipay_summary())]
    isv = TRADE + ",实收净额（元）,商户识别号,交易方式,花呗分期数"
    success = [row for row in WX_ROWS if row["交易状态"] == "SUCCESS"]
    return {
        "alipay-trade/day.csv": gbk(detail),
        "alipay-trade/day.zip": zipped([(f"{member}{name}.csv", gbk(text)) for name, text in both]),
        "alipay-trade/empty.csv": gbk(alipay_trade([], ("0", "0.00", "0.00"), ("0", "0.00", "0.00"))),
        "alipay-trade-isv/details.csv": gbk(table(isv, *(row + ",1.00,,," for row in TRADE_ROWS))),
        "alipay-trade-summary/day.csv": gbk(alipay_summary()),
        "alipay-fund/day12.csv": gbk(alipay_fund12()),
        "alipay-fund/day16.csv": bom8(alipay_fund16()),
        "alipay-fund/old.csv": gbk(alipay_fund_old()),
        "alipay-fund/day.zip": zipped([(member + "账务明细.csv", gbk(alipay_fund16())),
                                       (member + "账务明细(汇总).csv", gbk(alipay_fund_summary()))]),
        "alipay-fund-summary/day.csv": gbk(alipay_fund_summary()),
        "alipay-personal/current.csv": gbk(alipay_personal()),
        "alipay-personal/2021.csv": gbk(alipay_personal(OLD_PERSONAL)),
        "wechat-all/day.csv": utf8(wechat(WX, WX_ROWS, ALL_FOOT, sums)),
        "wechat-all/day.csv.gz": gz(utf8(wechat(WX, WX_ROWS, ALL_FOOT, sums, end="\n"))),
        "wechat-success/day.csv": utf8(wechat(SUCCESS, success, ["总交易单数", "应结订单总金额", "手续费总金额", "订单总金额"],
                                              ["3", "107.90", "0.65000", "117.90"])),
        "wechat-refund/day.csv": utf8(wechat_refund()),
        "wechat-v2/day.csv": utf8(wechat_v2()),
        "wechat-v2-success/day.csv": utf8(wechat_v2(success=True)),
        "wechat-fund/day.csv": utf8(wechat_fund()),
        "wechat-personal/month.csv": bom8(wechat_personal_csv()),
        "wechat-personal/month.xlsx": wechat_personal_xlsx(),
        "unionpay-zm/INN26060188ZM_898000000000001": unionpay_zm(),
        "unionpay-zm/INN26060188ZM_898000000000002": unionpay_zm(b"\r\n"),
        "unionpay-zme/INN26060188ZME_898000000000001": unionpay_zme(),
        "unionpay-acquirer/day.csv": utf8(acquirer()),
        "epay-orders/orders.json": utf8(epay_orders()),
        "epay-notify/notify.log": utf8(epay_notify()),
        "epusdt-orders/orders.csv": utf8(epusdt_csv()),
        "epusdt-orders-json/orders.json": utf8(epusdt_json()),
        "epusdt-callbacks/callbacks.jsonl": utf8(epusdt_callbacks()),
        "tokenpay-callbacks/callbacks.jsonl": utf8(tokenpay()),
        "trongrid-trc20/transfers.json": utf8(trongrid()),
        "etherscan-erc20/export.csv": utf8(etherscan_erc20()),
        "etherscan-native/export.csv": utf8(etherscan_native()),
        "oklink/export.csv": utf8(oklink()),
        "huobi/trades.csv": bom8(huobi()),
    }
