"""How fixture bytes are put together: text in an encoding, CSV, zip, gzip, XLSX. Standard library only."""
import gzip
import io
import os
import struct
import zipfile
import zlib

# A zip carries times; the day after the invented day of the fixtures.
ZIP_TIME = (2026, 6, 2, 5, 46, 48)
LIMIT_BYTES = 16 << 10


def write_all(folder, fixtures):
    for name, data in sorted(fixtures.items()):
        assert 0 < len(data) <= LIMIT_BYTES, f"{name}: {len(data)} bytes"
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def lines(*rows, end="\r\n"):
    return "".join(row + end for row in rows)


def table(header, *rows, end="\r\n"):
    """Comma separated, no quoting: fields that need it bring their own."""
    width = len(header.split(","))
    for row in rows:
        assert isinstance(row, str) or len(row) == width, (header, row)
    return lines(header, *(row if isinstance(row, str) else ",".join(row) for row in rows), end=end)


def quoted(header, *rows, end="\r\n"):
    """Every field in quotes, as RFC 4180."""
    def line(fields):
        return ",".join('"' + field.replace('"', '""') + '"' for field in fields)
    return lines(line(header), *(line(row) for row in rows), end=end)


def utf8(text):
    return text.encode("utf-8")


def bom8(text):
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def gbk(text):
    return text.encode("gb18030")


def utf16(text):
    return b"\xff\xfe" + text.encode("utf-16-le")


def utf16be(text):
    return b"\xfe\xff" + text.encode("utf-16-be")


def gz(data):
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", mtime=0) as file:
        file.write(data)
    return buffer.getvalue()


def zipped(members):
    """A zip whose names are GBK without the UTF-8 flag, as Alipay sends them."""
    body, directory = b"", b""
    date = (ZIP_TIME[0] - 1980) << 9 | ZIP_TIME[1] << 5 | ZIP_TIME[2]
    time = ZIP_TIME[3] << 11 | ZIP_TIME[4] << 5 | ZIP_TIME[5] // 2
    for name, data in members:
        raw = name.encode("gb18030")
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        head = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, time, date, zlib.crc32(data), len(packed), len(data), len(raw), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack(
            "<HHHII", 0, 0, 0, 0, len(body)) + raw
        body += b"PK\x03\x04" + head + raw + packed
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def xlsx(sheets):
    """A workbook: {name: rows}. A str cell is a shared string, an int or `Number` a number."""
    shared, index = [], {}

    def cell(column, row, value):
        reference = chr(65 + column // 26 - 1) * (column >= 26) + chr(65 + column % 26) + str(row)
        if isinstance(value, Number):
            style = ' s="1"' if value.date else ""
            return f'<c r="{reference}"{style}><v>{value.text}</v></c>'
        if value not in index:
            index[value] = len(shared)
            shared.append(value)
        return f'<c r="{reference}" t="s"><v>{index[value]}</v></c>'

    parts = []
    for rows in sheets.values():
        body = ""
        for number, row in enumerate(rows, 1):
            cells = "".join(cell(i, number, value) for i, value in enumerate(row) if value != "")
            body += f'<row r="{number}">{cells}</row>'
        parts.append(XML + f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>')
    strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in shared)
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1))
    count = len(sheets)
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, count + 1))
    relations += f'<Relationship Id="rId{count + 1}" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    relations += f'<Relationship Id="rId{count + 2}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{SHEET_ML}.worksheet+xml"/>'
        for i in range(1, count + 1))
    files = [
        ("[Content_Types].xml", XML + f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_ML}.sheet.main+xml"/>{types}'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET_ML}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_ML}.styles+xml"/></Types>'),
        ("_rels/.rels", XML + f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", XML + f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", XML + f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'),
        ("xl/sharedStrings.xml", XML + f'<sst xmlns="{MAIN}" count="{len(shared)}" uniqueCount="{len(shared)}">{strings}</sst>'),
        ("xl/styles.xml", XML + f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
            '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'),
    ]
    files += [(f"xl/worksheets/sheet{i}.xml", part) for i, part in enumerate(parts, 1)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


class Number:
    """A number cell by its exact text; `date` gives it a date-and-time format."""

    def __init__(self, text, date=False):
        self.text, self.date = text, date


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
