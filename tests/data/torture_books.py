"""Torture files that are workbooks, marked-up tables or archives, the small bombs among them."""

# ruff: noqa: E501
from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from xml.sax.saxutils import escape

from torture_texts import HEAD, PLAIN, ROWS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET_NS = "urn:schemas-microsoft-com:office:spreadsheet"


def archive(members: dict[str, bytes | str], packed: bool = False) -> bytes:
    """A zip archive without times; stored unless `packed`, so that its bytes are always the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            made.writestr(info, data, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return buffer.getvalue()


def book(sheets: dict[str, str], shared: str = "") -> bytes:
    """An XLSX workbook of the sheets' row elements; style 1 is a date, style 2 a percentage."""
    names = list(sheets)
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>'
            for at, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" Type="{REL}/worksheet" Target="worksheets/sheet{at}.xml"/>'
            for at in range(1, len(names) + 1)
        )
        + f'<Relationship Id="s1" Type="{REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="s2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="22"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": shared or f'{XML}<sst xmlns="{MAIN}"/>',
    }
    for at, rows in enumerate(sheets.values(), 1):
        sheet = f'{XML}<worksheet xmlns="{MAIN}">{rows}</worksheet>'
        members[f"xl/worksheets/sheet{at}.xml"] = sheet
    return archive(members)


def row(number: int, *cells: str) -> str:
    """A row element; a cell is text, `n:` and a number, or a whole element."""
    made = []
    for place, cell in enumerate(cells):
        where = f"{chr(65 + place)}{number}"
        if cell.startswith("<"):
            made.append(cell.replace("<c", f'<c r="{where}"', 1))
        elif cell.startswith("n:"):
            made.append(f'<c r="{where}"><v>{cell[2:]}</v></c>')
        elif cell:
            text = escape(cell)
            made.append(f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>')
    return f'<row r="{number}">{"".join(made)}</row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


TABLE = data(row(1, *HEAD), *(row(at, *cells) for at, cells in enumerate(ROWS, 2)))
KINDS = data(
    row(1, "order", "sku", "qty", "date", "rate", "gift", "note"),
    row(2, "n:1001", "00123", "n:2", '<c s="1"><v>46024.5</v></c>', '<c s="2"><v>0.25</v></c>',
        '<c t="b"><v>1</v></c>', '<c t="e"><v>#N/A</v></c>'),
    row(3, "n:1001", "n:4006381333931", "n:1.5", '<c s="1"><v>46025</v></c>', "",
        '<c t="b"><v>0</v></c>', "last"),
)  # fmt: skip
LOW = data(
    row(2, "Report of the shop"), row(5, *HEAD), *(row(at, *c) for at, c in enumerate(ROWS, 6))
)
FAR = data(row(1, "order", "product"), '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{ENTITIES}]>'

ODS = (
    f'{XML}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Sales">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def ods(*rows: list[str]) -> bytes:
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>"
            for cell in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'{XML}<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    )
    return archive(
        {"mimetype": kind, "content.xml": ODS.format(rows=lines), "META-INF/manifest.xml": manifest}
    )


PAGE = """<html><head><meta charset="windows-1252"><style>td {color: red}</style></head><body>
<table><tr><td>Shop</td></tr></table>
<TABLE border=1>
<tr><th>order<th>product</th><th>qty</th></tr>
<tr><td>1</td><td><b>Caf\xe9</b> &amp; Cr&egrave;me</td><td>2</td></tr>
<tr><td>1</td><td>two<br>lines</td><td>1&nbsp;</td></tr>
<tr><td colspan="2">Total</td><td>3</td></tr>
<script>document.write("<tr><td>9</td></tr>")</script>
</TABLE></body></html>"""
NESTED = """<table><tr><td><table>
<tr><th>order</th><th>product</th></tr><tr><td rowspan=2>1</td><td>tea</td></tr><tr><td>milk</td></tr>
</table></td></tr></table>"""
SHEET = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n{doctype}'
    f'<Workbook xmlns="{SHEET_NS}" xmlns:ss="{SHEET_NS}">'
    '<Worksheet ss:Name="Empty"><Table/></Worksheet><Worksheet ss:Name="Orders"><Table>'
    '<Row><Cell><Data ss:Type="String">order</Data></Cell><Cell><Data ss:Type="String">product</Data>'
    '</Cell><Cell><Data ss:Type="String">qty</Data></Cell></Row>'
    '<Row ss:Index="3"><Cell><Data ss:Type="Number">1</Data></Cell><Cell ss:Index="3">'
    '<Data ss:Type="Number">2</Data></Cell></Row>'
    '<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">{tea}</Data></Cell>'
    '<Cell><Data ss:Type="Number">3</Data></Cell></Row></Table></Worksheet></Workbook>'
)
LOCKED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(504)
    + "EncryptedPackage".encode("utf-16-le")
    + bytes(900)
)
KINDS_ROWS = [
    ["1001", "00123", "2", "2026-01-02 12:00:00", "0.25", "TRUE", ""],
    ["1001", "4006381333931", "1.5", "2026-01-03", "", "FALSE", "last"],
]

CASES = [
    ("plain.xlsx", book({"Orders": TABLE}), HEAD, ROWS),
    ("kinds-of-cells.xlsx", book({"Orders": KINDS}),
     ["order", "sku", "qty", "date", "rate", "gift", "note"], KINDS_ROWS),
    ("header-further-down.xlsx", book({"Empty": data(), "Orders": LOW}), HEAD, ROWS),
    ("lying-dimension.xlsx", book({"S":
     TABLE.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')}), HEAD, ROWS),
    ("too-small-dimension.xlsx",
     book({"S": TABLE.replace("<sheetData>", '<dimension ref="A1"/><sheetData>')}), HEAD, ROWS),
    ("workbook-named.csv", book({"Orders": TABLE}), HEAD, ROWS),
    ("text-named.xlsx", PLAIN.encode(), HEAD, ROWS),
    ("text-named.xls", PLAIN.replace(",", "\t").encode("utf-16"), HEAD, ROWS),
    ("plain.ods", ods(HEAD, *ROWS), HEAD, ROWS),
    ("web-page.xls", PAGE.encode("cp1252"), ["order", "product", "qty"],
     [["1", "Café & Crème", "2"], ["1", "two\nlines", "1"], ["Total", "", "3"]]),
    ("nested-tables.html", NESTED.encode(), ["order", "product"], [["1", "tea"], ["", "milk"]]),
    ("sheet-xml.xls", SHEET.format(doctype="", tea="Tea &amp; milk").encode(),
     ["order", "product", "qty"], [["1", "", "2"], ["1", "Tea & milk", "3"]]),
    ("orders.zip", archive({"out/orders.csv": PLAIN, "__MACOSX/out/._orders.csv": "x",
                            "readme.txt": "Hello", "out/.hidden.csv": "x"}), HEAD, ROWS),
    ("workbook.zip", archive({"orders.xlsx": book({"Orders": TABLE})}), HEAD, ROWS),
    ("orders.csv.gz", gzip.compress(PLAIN.encode(), 0, mtime=0), HEAD, ROWS),
    ("packed-named.csv", gzip.compress(PLAIN.encode(), 0, mtime=0), HEAD, ROWS),
    ("orders.csv.xz", lzma.compress(PLAIN.encode(), preset=0), HEAD, ROWS),
    ("two-tables.zip", archive({"a.csv": PLAIN, "b.csv": PLAIN}), "a.csv, b.csv"),
    ("zip-in-zip.zip", archive({"inner.zip": archive({"a.csv": PLAIN})}), "holds another archive"),
    ("zip-in-gz.csv.gz", gzip.compress(archive({"a.csv": PLAIN}), 0, mtime=0), "holds another archive"),
    ("far-cell.xlsx", book({"Orders": FAR}), "too large or damaged"),
    ("entities.xlsx", book({"S": data('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')},
     f'{XML}{LAUGHS}<sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'), "damaged or not a workbook"),
    ("entities.xls", SHEET.format(doctype=LAUGHS, tea="&l9;").encode(), "damaged or not a workbook"),
    ("locked.xlsx", LOCKED, "locked with a password"),
    ("cut.xlsx", book({"Orders": TABLE})[:1500], "damaged"),
    ("cut.csv.gz", gzip.compress(PLAIN.encode() * 9, 0, mtime=0)[:-20], "damaged or cut short"),
    ("far-index.xls", SHEET.format(doctype="", tea="x")
     .replace('<Cell ss:Index="3">', '<Cell ss:Index="99999">').encode(), "too large or damaged"),
]  # fmt: skip
