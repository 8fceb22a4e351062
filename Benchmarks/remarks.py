#!/usr/bin/env python3
"""Trains the classifier of remarks on made-up ones, and says how right it is on others.

usage: remarks.py --work DIRECTORY [--write FILE] [--check]
Needs numpy. Training remarks come from templates and a seed; the judges are remarks of another seed and
Benchmarks/remarks/held-out.tsv, which was written by hand before the templates. --write keeps the weights
(Sources/BuiltinFiles/files/remarks/weights.txt); --check fails where those in the repository fall below FLOORS."""
import argparse
import pathlib
import random
import subprocess
import sys

import numpy

import driver

HERE = pathlib.Path(__file__).resolve().parent
FILES = HERE.parent / "Sources/BuiltinFiles/files/remarks"
TYPES = ["payment", "refund", "fee", "payout", "transfer", "chargeback", "interest", "other"]
# Of hand-written remarks: how many of those with an answer must be right, and how many must have one.
FLOORS = {"precision": .90, "answered": .70}
UNIT, SURE, SEEN, LEAST = 64, 64, 8, 3
TRAINING, JUDGED = (1, 12_000), (2, 4_000)

SURNAMES = "王李张刘陈杨黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国文斌辉鹏飞浩宇欣怡子轩梓涵雨桐"
LATIN = "james mary robert linda david wei jing lei chen smith jones brown garcia wang zhang miller davis".split()
GOODS = ("话费 流量 游戏点卡 会员 年卡 月卡 季卡 礼品卡 充值卡 激活码 账号 皮肤 道具 软件授权 课程 电子书 视频会员 音乐会员 "
         "衣服 鞋子 水果 外卖 门票 酒店 机票 咖啡 快餐 日用品 化妆品 手机壳 数据线 图书 停车").split()
ITEMS = ("gift card,game key,subscription,membership,top up,software licence,e-book,ticket,hotel,goods,coffee,"
         "groceries,online course,phone credit,hosting,domain").split(",")
BANKS = "工商银行 建设银行 农业银行 中国银行 招商银行 交通银行 浦发银行 民生银行".split()
CHANNELS = "微信支付 支付宝 财付通 银联 京东支付 抖音支付 美团 拼多多 淘宝 通联支付 网联".split()
GATEWAYS = "Stripe PayPal Adyen Square Shopify Worldpay Klarna Amazon eBay".split()

TEMPLATES = {
    "payment": """购买{goods} 订单号{ref}|{goods}充值 {ref}|{channel}扫码付款 {goods}|货款 {name}|{name} 付货款|订单{ref} {goods}|支付{goods}费用
        商户消费 {channel}|二维码收款 {name}|扫二维码付款|买{goods}|{goods}续费|客户付款 订单编号 {ref}|收款 {goods}|商品订单 {ref}|{goods} x{n}|购物
        消费 {goods} 门店|收到{name}货款|合同款 {ref}|预付款 {goods}|尾款 {ref}|定金 {goods}|学费|培训费 {name}|付款-{ref}|订单支付 {ref}|交易号{ref}
        {channel}-{goods}|付{goods}钱|order {ref} {item}|payment for {item}|payment order no {ref}|{item} purchase {ref}|sale {ref}|invoice {ref}
        customer payment {ref}|POS purchase {item}|card payment {item}|{gateway} order {ref}|paid for {item}|checkout {ref}|{item} subscription
        purchase at {item} store|your order {ref}|charge for order {ref} {item}|payment received from {latin}|inv {ref}""",
    "refund": """退款 {ref}|订单{ref}退款|{goods}退款|退货退款 {goods}|原路退回 {channel}|退回 {ref}|部分退款 {goods}|全额退款|{channel}退款 {ref}
        交易退款 {goods}|退款给{name}|取消订单退款|仅退款 {goods}|多付退回|撤销交易退款|退还{goods}费|售后退款 {ref}|买家退款|退票 {goods}|refund {ref}
        refund for {item}|partial refund order {ref}|refunded {item}|{gateway} refund {ref}|returned {item}|return of goods {ref}|money back {ref}
        reversal of payment refund|order cancelled refund {ref}|customer refund {latin}|credit for returned {item}|退余款 {name}|退押金""",
    "fee": """手续费|{channel}手续费 {ref}|平台服务费|技术服务费 {ref}|交易手续费|提现手续费 {ref}|转账手续费|短信费|账户管理费|年费 {bank}|软件服务费
        佣金 {ref}|佣金扣除|{channel}佣金|代扣服务费|工本费|汇款手续费|通道费|费率扣费|推广费 {channel}|保险费 平台|processing fee|{gateway} fee {ref}
        {gateway} fees|service fee {ref}|commission {ref}|commission|monthly fee|account maintenance fee|transfer fee|bank charges|wire fee
        transaction fee {ref}|platform fee|card fees|charge for services bank|statement fee|conversion fee|scheme fee|annual fee|单笔收费 {bank}""",
    "payout": """{channel}结算款|{channel}结算 {ref}|商户结算 批次{ref}|T1结算 {channel}|清算款 {channel}|资金结算 批次号{ref}|商户资金结算到账|{channel}打款
        货款结算 {channel}|结算打款 {ref}|日结 {channel}|{channel}科技有限公司 结算|清算资金 {ref}|商户号{ref} 结算款|提现到账 {channel}|店铺提现 {channel}
        平台结算 {ref}|周结款|结算入账 {channel}|{channel}支付网络技术有限公司|账单结算 {ref}|{gateway} payout|{gateway} payout {ref}|payout {ref}
        settlement {ref}|{gateway} settlement|merchant settlement batch {ref}|daily payout|batch settlement {ref}|{gateway} transfer settlement
        weekly settlement|merchant deposit {gateway}|payout to bank {gateway}|net settlement {ref}|{gateway} deposit|{gateway} inc payments payout""",
    "transfer": """转账|转账 {name}|转账给{name}|{bank}转账|余额转出|转入余额|提现到银行卡|零钱提现|账户互转|内部转账|行内转账 {name}|跨行转账 {name}|资金归集|资金调拨
        往来款 {name}|往来|借款 {name}|还款 {name}|信用卡还款 {bank}|备用金|本行转入|手机转账|网银转账 {name}|汇款 {name}|转存|上划资金|下拨
        余额宝转出|transfer|transfer to {latin}|transfer from {latin}|internal transfer {ref}|own account transfer|bank transfer|fund transfer
        online transfer {latin}|transfer to savings|transfer between accounts|wire transfer {latin}|loan repayment|cash withdrawal|top up balance account""",
    "chargeback": """拒付 {ref}|拒付扣款|银行拒付 {ref}|信用卡拒付|争议扣款 {ref}|交易争议 {ref}|持卡人争议|调单扣款|盗刷拒付|拒付退单 {ref}|投诉扣款 {ref}|纠纷扣款
        否认交易 {ref}|赔付 {ref}|chargeback|chargeback {ref}|{gateway} chargeback {ref}|dispute {ref}|payment dispute|{gateway} dispute {ref}
        dispute withdrawal|disputed charge {ref}|visa chargeback|fraud chargeback|card dispute {ref}|chargeback case {ref}|retrieval request {ref}
        chargeback reversal lost|dispute funds withdrawn""",
    "interest": """利息|结息|存款结息|活期利息|利息收入|季度结息|存款利息 {bank}|收益|余额宝收益|理财收益|货币基金收益|付息|定期利息|利息入账|结息 {bank}
        interest|interest credit|interest paid|credit interest|savings interest|interest earned|deposit interest|interest payment {bank}|quarterly interest
        gross interest|interest income|收益发放 {goods}基金""",
    "other": """工资|代发工资|{name} 工资|奖金|社保|公积金|缴税|税款|增值税|个税|房租|租金 {name}|水费|电费|燃气费|物业费|补贴|分红|投资款|注册资金|报销 {name}|红包
        捐款|保证金|慈善捐赠|政府补助|差旅报销|办公费|salary|payroll|wages {latin}|tax|tax payment|vat|rent|office rent|electricity|water bill
        insurance premium|dividend|donation|grant|expense reimbursement {latin}|pension|social security|income tax|bonus {latin}|utilities""",
}


def reference(rng):
    kind = rng.randrange(5)
    digits = "".join(rng.choice("0123456789") for _ in range(rng.randrange(5, 20)))
    if kind == 0:
        return digits
    if kind == 1:
        return f"{rng.choice(['A', 'DD', 'PAY', 'T', 'INV-', 'ORD', 'ch_', 'po_', 're_'])}{digits}"
    if kind == 2:
        return f"2026{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}{digits[:8]}"
    return digits[:8]


def remark(rng, kind):
    options = [one.strip() for one in TEMPLATES[kind].replace("\n", "|").split("|") if one.strip()]
    text = rng.choice(options).format(
        goods=rng.choice(GOODS), item=rng.choice(ITEMS), ref=reference(rng), n=rng.randrange(1, 9),
        name=rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.randrange(1, 3))),
        latin=f"{rng.choice(LATIN)} {rng.choice(LATIN)}", bank=rng.choice(BANKS), channel=rng.choice(CHANNELS),
        gateway=rng.choice(GATEWAYS))
    if rng.random() < .25:
        text += rng.choice([" 备注:无", " " + reference(rng), f" 2026-0{rng.randrange(1, 10)}-11", " 附言", f" {rng.randrange(1, 900)}.00元",
                            " " + rng.choice(SURNAMES) + rng.choice(GIVEN), " thank you", " march", f" {rng.choice(BANKS)}"])
    if rng.random() < .15:
        text = rng.choice(["网银 ", "附言:", "备注 ", "手机银行 ", "ref ", "REF:", "摘要:"]) + text
    return text.upper() if rng.random() < .1 else text


def made(seed, count):
    rng = random.Random(seed)
    return [(kind, remark(rng, kind)) for kind in (rng.choice(TYPES) for _ in range(count))]


def held_out():
    lines = (HERE / "remarks/held-out.tsv").read_text().splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def features(program, work, rows):
    (work / "remarks.txt").write_text("\n".join(text for _, text in rows) + "\n")
    text = subprocess.run([program, "features", FILES / "rules.yaml", work / "remarks.txt"], check=True,
                          capture_output=True, text=True).stdout
    return [line.split("\t") for line in text.splitlines()]


def train(found, kinds):
    """Multinomial logistic regression with a quadratic penalty, by gradient steps: whole weights out."""
    counts = {}
    for row in found:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    place = {name: index for index, name in enumerate(names)}
    matrix = numpy.zeros((len(found), len(names) + 1))
    matrix[:, -1] = 1
    for row, own in enumerate(found):
        matrix[row, [place[name] for name in own if name in place]] = 1
    wanted = numpy.eye(len(TYPES))[[TYPES.index(kind) for kind in kinds]]
    weights = numpy.zeros((len(names) + 1, len(TYPES)))
    speed = numpy.zeros_like(weights)
    for _ in range(400):
        sums = matrix @ weights
        shares = numpy.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = matrix.T @ (shares - wanted) / len(found) + 2e-4 * weights
        speed = .9 * speed - 2.0 * slope
        weights += speed
    whole = numpy.rint(weights * UNIT).astype(int)
    lines = ["# Written by Benchmarks/remarks.py: feature, weight of each type in 64ths.",
             "# " + " ".join(TYPES), f"<sure>\t{SURE}", "<bias>\t" + " ".join(map(str, whole[-1]))]
    for name, row in zip(names, whole):
        if abs(row).max() >= LEAST:
            lines.append(f"{name}\t" + " ".join(map(str, row)))
    return "\n".join(lines) + "\n"


def judge(program, work, weights, rows):
    (work / "remarks.txt").write_text("\n".join(text for _, text in rows) + "\n")
    text = subprocess.run([program, "read", FILES / "rules.yaml", weights, work / "remarks.txt"], check=True,
                          capture_output=True, text=True).stdout
    said = [line.split("\t")[0] for line in text.splitlines()]
    assert len(said) == len(rows)
    return said


def table(name, rows, said):
    answered = [(kind, one) for (kind, _), one in zip(rows, said) if one != "-"]
    right = sum(kind == one for kind, one in answered)
    figures = {"precision": right / max(1, len(answered)), "answered": len(answered) / len(rows)}
    print(f"\n| {name}: {len(rows)} | said | right | of it |\n|---|--:|--:|--:|")
    for kind in TYPES:
        own = [one for (true, _), one in zip(rows, said) if true == kind]
        print(f"| {kind} | {sum(one != '-' for one in own)} | {own.count(kind)} | {len(own)} |")
    print(f"| all | {len(answered)} | {right} | {figures['precision']:.4f} right of "
          f"{figures['answered']:.4f} said |", flush=True)
    return figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True)
    parser.add_argument("--write")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = driver.build(work, "remarks")
    weights = FILES / "weights.txt"
    if arguments.write:
        rows = made(*TRAINING)
        weights = pathlib.Path(arguments.write)
        weights.write_text(train(features(program, work, rows), [kind for kind, _ in rows]))
    table("of another seed", rows := made(*JUDGED), judge(program, work, weights, rows))
    rows = held_out()
    said = judge(program, work, weights, rows)
    figures = table("by hand", rows, said)
    for (kind, text), one in zip(rows, said):
        if one not in (kind, "-"):
            print(f"{kind} said {one}: {text}", file=sys.stderr)
    faults = [f"{name} is {figures[name]:.4f}, expected at least {least}"
              for name, least in FLOORS.items() if figures[name] < least]
    if arguments.check and faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
