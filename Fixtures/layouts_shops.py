"""Marketplaces, shops' order tables and the generic lists."""
from writers import *

DOUYIN = ("动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,商品ID,订单类型,订单实付应结,"
          "运费实付,实际平台补贴_运费,实际平台补贴,以旧换新抵扣,政府补贴平台垫资,实际达人补贴,实际抖音支付补贴,实际抖音月付营销补贴,银行补贴,订单退款,"
          "平台服务费,佣金,服务商佣金,渠道分成,招商服务费,站外推广费,其他分成,是否免佣,免佣金额,备注")


def douyin():
    def row(n, way, amount, due, subsidy, refund, fee, commission, scene):
        return (f"2026-06-01 07:5{n}:38,'T{n},{way},{amount},聚合账户,{scene},,'69300000000000000{n},'69300000000000000{n},,"
                f"2026-05-25 10:00:00,'3500001,普通订单,{due},0,0,{subsidy},0,0,0,0,0,0,{refund},{fee},{commission},0,0,0,0,0,否,0,备注")
    return table(DOUYIN, row(1, "入账", "29.28", "28.90", "0.81", "0", "-0.43", "0", "货款结算入账"),
                 row(2, "入账", "1.03", "28.90", "0", "-27.78", "-0.09", "0", "货款结算入账"),
                 row(3, "出账", "-28.90", "0", "0", "-28.90", "0", "0", "结算后退款"), row(4, "出账", "-2.00", "0", "0", "0", "0", "-2.00", "佣金"))


def douyin_short():
    return lines("结算时间,订单号,子订单号,结算金额,结算账户,结算单类型,有结算前退款,下单时间,收入合计,支出合计,平台服务费,达人佣金",
                 "结算完成的时间,主订单,子订单,收入减支出,入账账户,类型,是否,下单的时间,收入之和,支出之和,费,费",
                 "2026-06-01 08:00:00,'693001,'693001,28.47,聚合账户,已结算,否,2026-05-25 10:00:00,28.90,-0.43,-0.43,0",
                 "2026-06-01 09:00:00,'693002,'693002,-28.90,聚合账户,结算后退款-非原路退回,否,2026-05-25 10:00:00,0,-28.90,0,0")


def douyin_orders():
    header = ("主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,收件人,收件人手机号,详细地址,订单提交时间,商家备注,"
              "订单完成时间,订单状态,售后状态,取消原因,发货时间,平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额").split(",")
    row = lambda n, sub, amount, state, sent: [
        f"\t6917926768823{n}", f"\t6917926768823{sub}", "月卡会员", "", "1", "C1", amount, "0", "某**", "138****0000", "某地",
        "2026-06-01 10:00:00", "", "", state, "-", "", sent, "0", "0", "0"]
    return quoted(header, row("643751", "643751", "28.90", "已完成", "2026-06-01 11:00:00"), row("643752", "643753", "9.90", "待支付", ""),
                  row("643752", "643754", "1,009.90", "已关闭", ""))


def pdd_fund():
    header = "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述"
    rows = ["260601-100000000000001,2026-06-01 10:30:43,61.80,0,交易收入,-,0010002|交易收入-订单收入",
            "260601-100000000000001,2026-06-01 11:30:43,0,-0.37,技术服务费,-,0030002|技术服务费-基础技术服务费",
            "260601-100000000000002,2026-06-01 13:30:43,0,-29.90,交易退款,-,0020002|交易退款-订单退款",
            ",2026-06-01 14:30:43,0,-20.00,提现,-,提现", ",2026-06-01 14:30:43,0,-20.00,提现,-,提现"]
    return lines("拼多多店铺账务明细查询", "", "起始时间：2026-06-01 00:00:00  终止时间：2026-06-01 23:59:59", "----------交易记录明细列表---------",
                 header, *rows, "#支出合计：4笔，共-70.27元", "#收入合计：1笔，共61.80元", "#总计：5笔，共-8.47元", "#导出时间：2026-06-02 09:00:00")


def pdd_orders():
    header = ("商品,订单号,订单状态,商品总价(元),店铺优惠折扣(元),平台优惠折扣(元),用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,"
              "商品id,商品规格,商家编码-规格维度,售后状态,订单成交时间")
    return table(header, "月卡会员,260601-100000000000001,已收货,61.80,0,0,61.80,61.80,1,2026-06-01 11:00:00,2026-06-01 12:00:00,1,,,无售后,2026-06-01 10:30:00",
                 "月卡会员,260601-100000000000002,待付款,29.90,0,0,29.90,29.90,1,,,1,,,无售后,2026-06-01 12:30:00",
                 "总计,总计,,91.70,0,0,91.70,91.70,2,,,,,,,")


JD = ("订单编号,单据编号,单据类型,商品编号,商户订单号,商品名称,结算状态,费用发生时间,费用计费时间,费用结算时间,费用项,金额,币种,商家应收/应付,"
      "钱包结算备注,店铺号,京东门店编号,品牌门店编号,门店名称,备注,收支方向,商品数量,对账日期")


def jd(wallet=False):
    names = JD.split(",")
    def row(order, item, amount, way, time):
        values = {"订单编号": order, "单据编号": "B" + order, "单据类型": "订单", "商户订单号": "M" + order, "商品名称": "月卡会员",
                  "结算状态": "已结算", "费用发生时间": time, "费用计费时间": time, "费用结算时间": time, "费用项": item, "金额": amount,
                  "币种": "CNY", "商家应收/应付": way, "店铺号": "10001", "收支方向": way, "商品数量": "1", "对账日期": "2026-06-02",
                  "账单日期": "2026-06-02"}
        return [values.get(name, "") for name in names]
    if wallet:
        names = [name for name in names if name not in ("结算状态", "商品数量", "对账日期")] + ["账单日期", "商品数量"]
    day = "2026-06-01 10:00:00"
    return names, [row("1101", "货款", "100.00", "收入", day), row("1101", "佣金", "-5.00", "支出", day),
                   row("1102", "货款", "-30.00", "支出", day), row("1102", "佣金", "1.50", "收入", day)]


def jd_wallet():
    names, rows = jd(wallet=True)
    place = names.index("费用结算时间")
    for row in rows:
        # 2026-06-01 10:00:00 counted in days since 1899-12-30.
        row[place] = Number("46174.416666666664", date=True)
        row[names.index("金额")] = Number(row[names.index("金额")])
    fund = "商户号,账户代码,账户名称,日期,商户订单号,账户余额(元),收入金额(元),支出金额(元),交易备注,账单日期".split(",")
    line = ["110001", "2832000000001", "某某的账户", "2026-06-01", "20260601013136110068203001751774", Number("840.33"),
            Number("1266.52"), Number("396.88"), "2026年05月31日京东支付货款", "2026-06-02"]
    settlement = {"结算表": [names] + rows}
    return xlsx(settlement | {"资金表": [fund, line]}), xlsx({"资金表": [fund, line]})


def jd_2026():
    header = ("订单编号,父单号,订单状态,订单下单时间,订单完成时间,商品编号,商品名称,商品单价,商品数量,结算时间,商户订单号,资金动账备注,费用名称,费用分类,"
              "应结金额,结算单类型,结算单号,结算主体")
    row = lambda order, name, amount: (f"{order},0,完成,2026-05-30 10:00:00,2026-06-01 10:00:00,1,月卡会员,100.00,1,2026-06-01 12:00:00,"
                                       f"M{order},,{name},费用,{amount},订单,S0001,某公司")
    return table(header, row("1101", "货款", "100.00"), row("1101", "佣金", "-5.00"), row("1102", "货款", "-30.00"))


def jd_orders():
    header = ("订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,"
              "联系电话,运费金额,付款确认时间,货号,订单完成时间,订单来源,订单渠道")
    return table(header, "1101,9001,月卡会员,1,在线支付,2026-06-01 09:59:00,100.00,100.00,95.00,0,100.00,完成,POP,jd_a,某**,某地,138****0000,0,"
                 "2026-06-01 10:00:00,C1,2026-06-01 12:00:00,APP,京东", "1103,9001,月卡会员,1,在线支付,2026-06-01 11:59:00,28.00,28.00,0,0,28.00,"
                 "等待付款,POP,jd_b,某**,某地,138****0000,0,,C1,,APP,京东")


def jd_personal():
    return lines("导出信息：", "京东账号名：jd_example", "申请时间：2026-06-02 11:32:42", "日期区间：2026-06-01 至 2026-06-01", "导出交易类型：全部",
                 "共：4笔记录", "收入：0笔，0.00元", "", "特别提示", "1.本明细仅供个人对账使用。", "",
                 "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注",
                 "2026-06-01 17:16:02\t,京东物流,京东外部商户,10.20,钱包余额,交易成功,支出,收发快递,JDX1\t,1000\t, ,",
                 "2026-06-01 13:27:56\t,京东平台商户,商品 等多件,131.77(已退款89.84),银行卡,交易成功,支出,服饰,1002\t,1001\t, ,",
                 "2026-06-01 13:28:32\t,京东平台商户,退款-商品,89.84,银行卡,退款成功,不计收支,网购,1002\t,1001\t, ,",
                 "2026-06-01 14:00:00\t,京东平台商户,商品,468.32(已全额退款),银行卡,交易成功,不计收支,运动,1003\t,1004\t, ,", end="\n")


def meituan():
    head = ["美团交易账单明细", "美团用户名：[SJT000000001]", "起始时间：[2026-06-01] 终止时间：[2026-06-30]", "导出交易类型：[全部]",
            "导出时间：[2026-07-01 17:43:31]", '""', "共：3笔记录", "支出：2笔 69.31元", "收入：1笔 20.00元", "不计收支：0笔 0.00元", '""',
            "特别提示：", "1. 本明细仅供个人对账使用", '""', "【美团交易账单明细列表】"]
    return lines(*head, "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注",
                 '2026-06-01 20:35:13,2026-06-01 20:35:25,支付,某店 订单详情,支出,美团月付,¥22.30,¥21.17,"25022811100401670006\t","0_2204\t",/',
                 '2026-06-02 07:04:17,2026-06-02 07:04:18,退款,蛋挞6只,收入,银行卡,¥20.00,¥20.00,"2502270181541103443\t","4981G\t",/',
                 '2026-06-03 07:04:17,2026-06-03 07:04:18,还款,月付还款,支出,银行卡,¥48.14,¥48.14,"25021211100401670003\t","2502\t",/')


TAOBAO = ("订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,"
          "收货人姓名,收货地址,运送方式,联系电话,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,"
          "订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单").split(",")


def taobao():
    row = lambda order, amount, state, paid: [
        f'="{order}"', "买家", "", amount, "0.00", "0", amount, "0", amount if paid else "0.00", "0", state, "", "某**", "某地", "快递", "",
        "'138****0000", "2026-06-01 09:00:00", paid, "月卡会员", "1", "", "", "", "1", "0", "某店", "", "0", "0", "", "手机订单"]
    return quoted(TAOBAO, row("9000000000001", "9.90", "交易成功", "2026-06-01 09:00:01"), row("9000000000002", "28.00", "等待买家付款", ""),
                  row("9000000000003", "98.00", "买家已付款,等待卖家发货", "2026-06-01 10:00:01"))


def generic_orders():
    return table("order_no,channel,created_at,paid_at,goods,amount,status,channel_trade_no,refund_amount,refund_no,delivered",
                 "G0001,alipay,2026-06-01 08:59:00,2026-06-01 09:00:00,月卡会员,9.90,completed,T0001,0.00,,1",
                 "G0002,wechat,2026-06-01 09:59:00,2026-06-01 10:00:00,年卡会员,98.00,refunded,T0002,28.00,R0002,1",
                 "G0003,alipay,2026-06-01 10:59:00,,季卡会员,28.00,expired,,0.00,,0", end="\n")


def fixtures():
    names, rows = jd()
    chinese = table("订单编号;金额;下单时间;支付时间;状态;支付方式".replace(";", "\t"), end="\n")
    chinese += lines("G0101\t1,009.90\t2026/6/1 9:00\t2026/6/1 9:01\t已支付\t支付宝", "G0102\t28.00\t2026/6/1 10:00\t2026/6/1 10:01\t已退款\t微信", end="\n")
    bench = table("order_id,type,user_id,amount,currency,status,created_at,channel,sku",
                  "ORD1,SALE,u1,9.90,CNY,PAID,2026-06-01 09:00:00,alipay,sku_1", "ORD1,REFUND,u1,-4.95,CNY,REFUNDED,2026-06-01 10:00:00,alipay,sku_1", end="\n")
    payments = table("payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel",
                     "P1,ORD1,SALE,u1,9.90,0.06,CNY,SUCCESS,2026-06-01 09:00:40,alipay", "P2,ORD1,REFUND,u1,-4.95,0.00,CNY,SUCCESS,2026-06-01 10:00:40,alipay",
                     "P3,,SALE,u2,1.00,0.01,CNY,FAILED,2026-06-01 11:00:40,wechat", end="\n")
    acg = table("id,owner,trade_no,amount,commodity_id,pay_id,create_time,pay_time,status,secret,delivery_status,contact",
                "1,0,1234567890123456789,9.90,3,2,2026-06-01 08:59:00,2026-06-01 09:00:00,1,CARD-0001,1,a@example.com",
                "2,0,1234567890123456790,9.90,3,2,2026-06-01 09:59:00,2026-06-01 10:00:00,1,很抱歉库存不足，请联系客服,1,b@example.com",
                "3,0,1234567890123456791,9.90,3,2,2026-06-01 10:59:00,,0,,0,c@example.com", end="\n")
    dujiaoka = table("id,order_sn,goods_id,coupon_id,title,type,goods_price,buy_amount,coupon_discount_price,wholesale_discount_price,total_price,"
                     "actual_price,search_pwd,email,info,pay_id,buy_ip,trade_no,status,coupon_ret_back,created_at,updated_at,deleted_at",
                     "1,ABCDEFGH00000001,3,0,月卡会员 x 1,1,9.90,1,0.00,0.00,9.90,9.90,,a@example.com,CARD-0001,2,203.0.113.9,T0001,4,0,2026-06-01 08:59:00,2026-06-01 09:00:00,",
                     "2,ABCDEFGH00000002,3,0,月卡会员 x 1,1,9.90,1,0.00,0.00,9.90,9.90,,b@example.com,,2,203.0.113.9,,-1,0,2026-06-01 09:59:00,2026-06-01 10:05:00,",
                     "3,ABCDEFGH00000003,3,0,月卡会员 x 1,1,9.90,1,0.00,0.00,9.90,9.90,,c@example.com,,2,203.0.113.9,T0003,4,0,2026-06-01 10:59:00,2026-06-01 11:00:00,",
                     end="\n")
    zfaka = table("id,orderid,userid,email,productname,pid,price,number,money,paymoney,status,addtime,paytime,tradeid,paymethod,kami",
                  "1,zlkb202606010001,0,a@example.com,月卡会员,3,9.90,1,9.90,9.90,2,1780275600,1780275640,T0001,zfbf2f,CARD-0001",
                  "2,zlkb202606010002,0,b@example.com,月卡会员,3,9.90,1,9.90,10.00,1,1780279200,1780279240,T0002,wxf2f,",
                  "3,zlkb202606010003,0,c@example.com,月卡会员,3,9.90,1,9.90,0.00,0,1780282800,0,,wxf2f,", end="\n")
    cards = table("id,user_id,order_no,product_id,product_name,count,contact,cost,price,discount,paid,fee,system_fee,income,pay_id,pay_trade_no,status,paid_at,created_at,updated_at",
                  "1,1,20260601C00000001,3,月卡会员,1,a@example.com,500,990,0,990,6,0,984,2,T0001,2,2026-06-01 09:00:00,2026-06-01 08:59:00,2026-06-01 09:00:01",
                  "2,1,20260601C00000002,3,月卡会员,1,b@example.com,500,990,0,990,6,0,984,2,T0002,4,2026-06-01 10:00:00,2026-06-01 09:59:00,2026-06-01 12:00:00",
                  "3,1,20260601C00000003,3,月卡会员,1,c@example.com,500,990,0,0,0,0,0,2,,0,,2026-06-01 10:59:00,2026-06-01 10:59:00", end="\n")
    next_orders = table("id,order_no,user_id,guest_email,status,currency,original_amount,discount_amount,total_amount,refunded_amount,expires_at,paid_at,created_at,updated_at",
                        "1,DJ0001,0,a@example.com,completed,CNY,12.00,2.10,9.90,0.00,2026-06-01 09:14:00,2026-06-01 09:00:00,2026-06-01 08:59:00,2026-06-01 09:01:00",
                        "2,DJ0002,0,b@example.com,partially_refunded,CNY,98.00,0.00,98.00,28.00,2026-06-01 10:14:00,2026-06-01 10:00:00,2026-06-01 09:59:00,2026-06-01 12:00:00",
                        "3,DJ0003,0,c@example.com,canceled,CNY,9.90,0.00,9.90,0.00,2026-06-01 11:14:00,,2026-06-01 10:59:00,2026-06-01 11:14:00", end="\n")
    next_payments = table("id,order_id,channel_id,provider_type,channel_type,interaction_mode,amount,fee_rate,fee_amount,currency,status,provider_ref,gateway_order_no,created_at,paid_at",
                          "1,1,2,epay,alipay,redirect,9.90,0,0,CNY,success,T0001,DJ0001,2026-06-01 08:59:10,2026-06-01 09:00:00",
                          "2,3,2,epay,wechat,redirect,9.90,0,0,CNY,expired,,DJ0003,2026-06-01 10:59:10,", end="\n")
    return {
        "pdd-fund/month.csv": gbk(pdd_fund()),
        "pdd-fund/month.zip": zipped([("店铺账务明细.csv", gbk(pdd_fund()))]),
        "pdd-orders/orders.csv": bom8(pdd_orders()),
        "douyin-settlement/day.csv": bom8(douyin()),
        "douyin-settlement-short/day.csv": bom8(douyin_short()),
        "douyin-orders/orders.csv": bom8(douyin_orders()),
        "jd-settlement/day.csv": utf8(table(",".join(names), *rows)),
        "jd-wallet-settlement/book.xlsx": jd_wallet()[0],
        "jd-wallet-fund/fund.xlsx": jd_wallet()[1],
        "jd-settlement-2026/day.csv": bom8(jd_2026()),
        "jd-orders/orders.csv": gbk(jd_orders()),
        "jd-ads/charges.xlsx": xlsx({"Worksheet": [["流水单号", "账号", "投放日期", "交易类型", "计划ID", "支出"],
                                                   ["1353436079", "商家账户", "2026-06-01", "快车扣费", "--", Number("840.33")]]}),
        "jd-personal/month.csv": bom8(jd_personal()),
        "youzan/month.csv": bom8(table(
            "类型,名称,业务单号,支付流水号,关联单号,交易来源地,账务主体,账户,收入(元),支出(元),余额(元),支付方式,交易对手,渠道,下单时间,入账时间,操作人,附加信息,备注,来源",
            "订单入账,月卡会员,E20260601,Y1,-,中国,某店,店铺余额,9.90,,109.90,微信支付,某**,微信,2026-06-01 08:59:00,2026-06-01 09:00:00,-,-,-,-",
            "提现,提现,E20260602,Y2,-,中国,某店,店铺余额,,100.00,9.90,-,-,-,2026-06-01 10:00:00,2026-06-01 10:00:01,-,-,-,-")),
        "wechat-shop/month.csv": bom8(table(
            "流水单号,记账时间,动帐类型,收支类型,收支金额,账户余额,关联订单号,关联售后单号,关联提现单号,关联保单号,详情",
            "WS1,2026-06-01 09:00:00,订单结算,收入,9.90,109.90,WO1,,,,结算", "WS2,2026-06-01 10:00:00,提现,支出,100.00,9.90,,,WT1,,提现")),
        "cainiao-order/charges.csv": gbk(table("支付时间,费用项,支付金额,支付流水号,交易订单号,运单号", "2026-06-01 09:00:00,快递费,3.50,CN1,TB1,SF1")),
        "cainiao-sale/charges.csv": gbk(table("支付流水号,支出时间,支出金额,费用项", "CN2,2026-06-01 09:00:00,12.00,仓储费")),
        "cainiao-sku/charges.csv": gbk(table("支付流水号,支付时间,支付金额,增值服务单号,关联单据号,增值服务类型,服务商,提交时间,状态,商品编码,商品名称,计划操作数量,实际操作数量",
                                             "CN3,2026-06-01 09:00:00,1.20,ZZ1,TB1,贴标,某仓,2026-05-31 09:00:00,已完成,S1,月卡会员,1,1")),
        "meituan-personal/month.csv": bom8(meituan()),
        "taobao-orders/orders.csv": gbk(taobao()),
        "dujiaoka-orders/orders.csv": utf8(dujiaoka),
        "acg-faka-orders/orders.csv": utf8(acg),
        "zfaka-orders/orders.csv": utf8(zfaka),
        "card-system-orders/orders.csv": utf8(cards),
        "dujiao-next-orders/orders.csv": utf8(next_orders),
        "dujiao-next-payments/payments.csv": utf8(next_payments),
        "generic-orders/day.csv": utf8(generic_orders()),
        "generic-orders/day.xlsx": xlsx({"订单": [line.split(",") for line in generic_orders().split("\n")[:-1]]}),
        "generic-orders/chinese.tsv": gbk(chinese),
        "generic-orders/bench.csv": utf8(bench),
        "generic-payments/payments.csv": utf8(payments),
    }
