"""Banks. A .xls cannot be written by the standard library: those layouts are written as XLSX, which the
same dialects read."""
from writers import *


def padded(value, width=20):
    """ICBC pads inside the quotes and adds a TAB."""
    return '"' + value.ljust(width) + '\t"'


def icbc_debit(detail=False):
    header = ("交易日期,摘要," + ("交易详情," if detail else "") + "交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,"
              "记账金额(收入),记账金额(支出),记账币种,余额,对方户名" + (",对方账户" if detail else ""))
    def row(day, text, income, spent, balance, name):
        fields = [day + "     \t", padded(text)] + ([padded("网上支付")] if detail else []) + [
            padded("某店"), padded("CHN"), "钞        \t", padded("-"), padded("-"), "-              \t", padded(income), padded(spent),
            "人民币         \t", padded(balance), padded(name)] + ([padded("6222****0001")] if detail else [])
        return ",".join(fields) + ","
    blank = "," * (7 if not detail else 8)
    return lines("明细查询文件下载", "", '卡号: 6222****9876,"卡别名: 日常卡"', "", '子账户序号: 00000,子账户类别: 活期,"子账户别名: "', "",
                 header, row("2026-06-02", "他行汇入", "1,234.56", "", "2,221.16", "李某"),
                 row("2026-06-01", "消费", "", "13.40", "986.60", "某支付公司"), " ",
                 f"人民币合计{blank}," + padded("1,234.56") + "," + padded("13.40") + ",", "", end="\n")


def icbc_credit():
    header = "交易日期,记账日期,摘要,交易场所,交易国家或地区简称,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名"
    def row(day, text, income, spent, balance):
        return ",".join([day + "     \t", day + "     \t", padded(text), padded("某店"), padded("CHN"), padded(income), padded(spent),
                         "人民币              \t", padded(income), padded(spent), "人民币              \t", padded(balance), padded("")]) + ","
    return lines("明细查询文件下载", "", '卡号: 6250****5678,"卡别名: "', "", "子账户类别:", "", header,
                 row("2026-06-02", "消费", "", "18.00", "-3,728.62"), row("2026-06-01", "还款", "4,621.01", "", "-3,710.62"), " ",
                 "合计金额,,,,," + padded("4,621.01") + "," + padded("18.00") + ",\t," + padded("4,621.01") + "," + padded("18.00") + ",",
                 "", end="\n")


def sheet(*rows):
    return xlsx({"Sheet1": [list(row) for row in rows]})


def fixtures():
    cmb = lines("记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要",
                '2026-06-01,CNY,"1,234.00","1,271.66",代发,某中心,约定提取', '2026-06-01,CNY,"-1,000.00",271.66,转账汇款,张某,转账',
                "2026-06-02,CNY,-3.00,268.66,一网通支付,某电力,供电", end="\n")
    cmb_credit = lines("招商银行信用卡对账单（个人消费卡账户 2026年01月）（补）", "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额",
                       ",12/29,某生活还款,-1.23,1234,-1.23", "01/02,01/03,电影票,56.78,1234,56.78",
                       "01/03,01/04,饭票退款,-3.90,1234,-3.90(CN)", '01/05,01/07,某运营商,"8,000.00",1234,"8,000.00(CN)"', end="\n")
    ccb = sheet(["China Construction Bank"], ["开户机构：", "某支行"], ["币　　种：", "人民币"], ["账　　号：", "6217*********0001"], [],
                [name.ljust(14) for name in "记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点".split(",")],
                ["20260601", "20260601", "18:53:19", Number("67"), Number("0"), Number("933"), "人民币", "消费", "2088*****0156", "某公司", "支付宝"],
                ["20260602", "20260602", "19:12:59", Number("0"), Number("16.78"), Number("949.78"), "人民币", "退款", "2088*****0156", "某公司", "支付宝"],
                ["以上数据仅供参考|具体内容请以柜台为准"])
    boc_header = "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号"
    boc = lines("中国银行交易流水明细单", boc_header,
                '2026-06-02,17:57:17,人民币,-71.89,"3,240.28",无卡支付,银企对接,-------------------,----------,张某,6226******5669,-------------------,3167',
                '2026-06-01,12:24:20,人民币,-326.00,"3,312.17",网上快捷支付,银企对接,-------------------,支付宝-李某,支付宝-李某,Z2,-------------------,3167',
                end="\n")
    boc_credit = lines("中国银行信用卡账单", "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种",
                       "2026-06-01,2026-06-02,1234,某店消费,,88.00,人民币", "2026-06-03,2026-06-03,1234,还款,100.00,,人民币",
                       "2026-06-04,2026-06-05,1234,SHOP,,12.34,美元", end="\n")
    bocom = lines("序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要",
                  "1,2026-06-01,00:00:00,存款利息,贷 Cr,1.23,101.23,1323,应付利息,批处理,", "2,2026-06-01,13:15:12,还款,借 Dr,3.21,98.02,6666,某某,其他,",
                  end="\n")
    bocom_credit = lines("交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额", "2026/06/01,2026/06/02,消费 某店,CNY 123.18,CNY 123.18",
                         "2026/06/02,2026/06/03,退货 某店,CNY13.50,CNY13.50", "2026/06/03,2026/06/03,信用卡还款,CNY 109.68,CNY 109.68", end="\n")
    abc = lines("交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言",
                "20260601,123456,转存,+10000.00,11000.00,某人,369396693,超级网银,转账", "20260602,132324,财付通,-10.00,10990.00,某支付,369333999,电子商务,UA01",
                "20260603,,正常还款,-990.00,10000.00,1234,111222333", "20260604,,结息,+0.01,10000.01,--,0000000000,,个人活期结息", end="\n")
    cgb = lines("交易日期,入账日期,交易摘要,交易金额,交易货币,入账金额,入账货币", "2026/06/01,2026/06/02,（消费）某店,20.00,人民币,20.00,人民币",
                "2026/06/02,2026/06/03,（退款）某店,-5.00,人民币,-5.00,人民币", "2026/06/03,2026/06/03,（还款）自动还款,-15.00,人民币,-15.00,人民币", end="\n")
    citic = sheet(["本期账单明细(人民币)"], "交易日期,入账日期,交易描述,卡末四位,交易币种,结算币种,交易金额,结算金额".split(","),
                  ["2026-06-01", "2026-06-02", "支付宝－某店", Number("6688"), "人民币", "人民币", "5.90", "5.90"],
                  ["2026-06-03", "2026-06-03", "财付通还款", Number("6688"), "人民币", "人民币", "-1.21", "-1.21"])
    spdb = sheet(["浦发银行账户明细"], "顺序号,交易日期,交易类型,存入金额,取出金额,余额,交易对手名称,交易对手账号,附言".split(","),
                 ["1", "2026/06/01  14:06:51", "转账", Number("100"), "", Number("1100"), "某公司", "6217****0001", "货款"],
                 ["2", "2026/06/02  09:00:00", "支付", "", Number("0.5"), Number("1099.5"), "某店", "6217****0002", ""])
    hsbc = lines("Date,Description,Billing amount,Billing currency,Balance,Balance currency",
                 '02/06/2026,SHOP                 HC123,"-1.00"\t,HKD,"3,612.17"\t,HKD', '01/06/2026,SALARY,"12,500.00"\t,CNY,"12500.00"\t,CNY',
                 '01/06/2026,INTEREST CREDIT,"5.45"\t,HKD,"3,613.17"\t,HKD ', end="\n")
    corporate = lines("账号：6222****0001", "记账日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,交易流水号",
                      '2026-06-01,,"1,000.00","11,000.00",支付宝（中国）网络技术有限公司,2155****,提现,B0001',
                      '2026-06-02,25.50,,"10,974.50",某供应商,6228****,货款,B0002', '合计,25.50,"1,000.00",,,,,')
    return {
        "bank-icbc-debit/v1.csv": utf8(icbc_debit()),
        "bank-icbc-debit/v2.csv": gbk(icbc_debit(detail=True)),
        "bank-icbc-credit/month.csv": utf8(icbc_credit()),
        "bank-cmb-debit/month.csv": utf8(cmb),
        "bank-cmb-debit/month.utf16.csv": utf16(cmb),
        "bank-cmb-debit/month.utf16be.csv": utf16be(cmb),
        "bank-cmb-credit/month.csv": utf8(cmb_credit),
        "bank-ccb-debit/month.xlsx": ccb,
        "bank-boc-debit/month.csv": bom8(boc),
        "bank-boc-credit/month.csv": gbk(boc_credit),
        "bank-bocom-debit/month.csv": utf8(bocom),
        "bank-bocom-credit/month.csv": utf8(bocom_credit),
        "bank-abc-debit/month.csv": gbk(abc),
        "bank-cgb-credit/month.csv": utf8(cgb),
        "bank-citic-credit/month.xlsx": citic,
        "bank-spdb-debit/month.xlsx": spdb,
        "bank-hsbc-hk/month.csv": utf8(hsbc),
        "bank-corporate/month.csv": gbk(corporate),
    }
