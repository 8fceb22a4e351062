#!/usr/bin/env python3
"""Counts the rows and adds up the columns of statement files straight from their bytes.

    column_sums.py FILE…

It shares no code with the program it tests, and knows no dialect: a table begins at the first line
that looks like a header, every column is added up whose values begin with a number. Writes JSON:
{file: {member: {"rows": n, "sums": {column: exact decimal}} | null}}, null where this machine has no
library for the file. openpyxl and xlrd are used where they can be imported.
"""
import csv
import decimal
import gzip
import io
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree
import zipfile

decimal.getcontext().prec = 60
MONEY_WORD = re.compile(
    r"金额|实收|收入|支出|余额|手续费|成交额|存入|数量|发生额|amount|money|price|value|paid", re.I)
NUMBER = re.compile(r"^[¥￥$]?\s*(?:CNY|USD)?\s*([+-]?)[¥￥$]?((?:\d[\d,]*)?(?:\.\d+)?(?:E-\d+)?)(?![\dxX*])")
TOTAL = re.compile(r"^(合计|总计|人民币合计|合计金额)")
ZM = [3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1,
      15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98]
ZME = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135]
# Field number (from 1) → name.
ZM_AMOUNTS = {7: "交易金额", 16: "商户手续费", 17: "结算金额", 33: "清算净额"}
ZME_AMOUNTS = {7: "交易金额", 15: "商户手续费", 16: "清算净额"}


def decode(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def clean(field):
    field = field.strip(" \t\r\u00a0\u3000\ufeff")
    if field[:1] in ("`", "'"):
        field = field[1:]
    return field.strip(" \t\r\u00a0\u3000\ufeff")


def number(field):
    """The number a field begins with, None where it begins with none."""
    match = NUMBER.match(field)
    if not match or not match.group(2):
        return None
    return decimal.Decimal(match.group(1) + match.group(2).replace(",", ""))


def plain(value):
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def sums_of(rows):
    """Rows are mappings of column to cleaned text."""
    sums, broken = {}, set()
    for row in rows:
        for name, field in row.items():
            if field in ("", "-", "--", "/", None):
                sums.setdefault(name, decimal.Decimal(0))
                continue
            value = number(field)
            if value is None:
                broken.add(name)
            else:
                sums[name] = sums.get(name, decimal.Decimal(0)) + value
    return {name: plain(value) for name, value in sums.items() if name and name not in broken}


def is_header(fields):
    named = [field for field in fields if field]
    return (len(named) >= 3 and any(MONEY_WORD.search(field) for field in named)
            and not any(re.match(r"^[-+¥]?\d", field) for field in named)
            and not any("：" in field or ": " in field for field in named))


def table(lines):
    """Lines are lists of raw fields."""
    header, rows, ticked = None, [], False
    for raw in lines:
        fields = [clean(field) for field in raw]
        filled = [field for field in fields if field]
        if header is None:
            if is_header(fields):
                header = [re.sub(r"\s+$", "", field) for field in fields]
            continue
        if not filled or fields[0].startswith("#") or TOTAL.match(filled[0]) and filled[0] != "总金额":
            continue
        if len(filled) == 1 and len(header) > 2:
            continue
        starts = raw[0].startswith("`")
        if rows and ticked and not starts:
            break
        ticked = starts
        amounts = [f for name, f in zip(header, fields) if MONEY_WORD.search(name) and f]
        if amounts and all(number(field) is None and len(field) > 2 for field in amounts):
            continue
        rows.append(dict(zip(header, fields)))
    return None if header is None else {"rows": len(rows), "sums": sums_of(rows)}


def delimited(text):
    text = text.replace("\r\n", "\n")
    separator = "\t" if text.split("\n", 1)[0].count("\t") > 2 else ","
    quote = {"quoting": csv.QUOTE_NONE} if "\n`" in text else {}
    # A lone quote inside a name must not swallow the lines that follow.
    lines = []
    for line in text.split("\n"):
        lines.append(next(csv.reader([line], delimiter=separator, **quote), []))
    return table(line for line in lines if line)


def fixed(data, widths, amounts):
    rows = 0
    sums = {name: 0 for name in amounts.values()}
    for line in data.replace(b"\r\n", b"\n").split(b"\n"):
        if not line:
            continue
        rows += 1
        offset = 0
        for index, width in enumerate(widths, 1):
            if index in amounts:
                field = line[offset:offset + width].decode("ascii")
                sign = -1 if field.startswith("D") else 1
                sums[amounts[index]] += sign * int(field.strip("CD "))
            offset += width + 1
    return {"rows": rows, "sums": {name: str(value) for name, value in sums.items()}}


def flat(record, prefix=""):
    out = {}
    for key, value in record.items():
        if isinstance(value, dict):
            out.update(flat(value, prefix + key + "."))
        else:
            out[prefix + key] = "" if value is None else str(value)
    return out


def records(all_records):
    rows = [flat(record) for record in all_records]
    return {"rows": len(rows), "sums": sums_of(rows)}


def queries(text):
    rows = []
    for line in text.split("\n"):
        match = re.search(r"\?(\S+)", line)
        if match:
            rows.append(dict(urllib.parse.parse_qsl(match.group(1).split('"')[0], keep_blank_values=True)))
    return {"rows": len(rows), "sums": sums_of(rows)}


def cell_text(value):
    if value is None:
        return ""
    if isinstance(value, float):
        value = decimal.Decimal(repr(value))
        return plain(value) if value != value.to_integral() else str(int(value))
    return str(value)


def workbook(data):
    try:
        import openpyxl
    except ImportError:
        return workbook_by_hand(data)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    out = {}
    for sheet in book:
        rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        if any(any(row) for row in rows):
            out[sheet.title] = table(rows)
    return out


def workbook_by_hand(data):
    """Shared strings and plain values are all that sums need."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    tree = lambda name: xml.etree.ElementTree.fromstring(archive.read(name))
    tag = lambda node: node.tag.rsplit("}", 1)[-1]
    words = []
    if "xl/sharedStrings.xml" in archive.namelist():
        words = ["".join(t.text or "" for t in item.iter() if tag(t) == "t") for item in tree("xl/sharedStrings.xml")]
    paths = {node.get("Id"): node.get("Target") for node in tree("xl/_rels/workbook.xml.rels")}
    out = {}
    for sheet in (node for node in tree("xl/workbook.xml").iter() if tag(node) == "sheet"):
        link = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        rows = []
        for row in (node for node in tree("xl/" + paths[link].removeprefix("/xl/")).iter() if tag(node) == "row"):
            fields = []
            for cell in row:
                column = 0
                for letter in re.match("[A-Z]+", cell.get("r")).group():
                    column = column * 26 + ord(letter) - 64
                fields += [""] * (column - len(fields))
                text = "".join(part.text or "" for part in cell.iter() if tag(part) in ("v", "t"))
                fields[column - 1] = words[int(text)] if cell.get("t") == "s" and text else text
            rows.append(fields)
        if any(any(row) for row in rows):
            out[sheet.get("name")] = table(rows)
    return out


def legacy(data):
    try:
        import xlrd
    except ImportError:
        return None
    book = xlrd.open_workbook(file_contents=data)
    return {sheet.name: table([[cell_text(cell) for cell in sheet.row_values(i)] for i in range(sheet.nrows)])
            for sheet in book.sheets()}


def one(data):
    if re.match(rb"^[A-Z]\d\d [\d ]{11} [\d ]{11} \d{6} \d{10} ", data):
        width = len(data.split(b"\n", 1)[0].rstrip(b"\r"))
        return fixed(data, ZM, ZM_AMOUNTS) if width == 607 else fixed(data, ZME, ZME_AMOUNTS)
    text = decode(data)
    if text.lstrip().startswith("{"):
        try:
            return records(json.loads(text, parse_float=str, parse_int=str)["data"])
        except (json.JSONDecodeError, KeyError):
            lines = [line for line in text.split("\n") if line.strip()]
            return records(json.loads(line, parse_float=str, parse_int=str) for line in lines)
    if re.search(r"^[^\n,]*\?\w+=", text):
        return queries(text)
    return delimited(text)


def members(data):
    if data[:4] == b"PK\x03\x04":
        archive = zipfile.ZipFile(io.BytesIO(data))
        if "xl/workbook.xml" in archive.namelist():
            return workbook(data)
        # Names without the UTF-8 flag come out of Python as CP437; their bytes are GBK.
        return {info.filename if info.flag_bits & 0x800 else info.filename.encode("cp437").decode("gb18030"):
                one(archive.read(info)) for info in archive.infolist()}
    if data[:2] == b"\x1f\x8b":
        return {"": one(gzip.decompress(data))}
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return legacy(data)
    return {"": one(data)}


def main():
    import warnings
    warnings.simplefilter("ignore")
    out = {}
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            out[path] = members(file.read())
    json.dump(out, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
