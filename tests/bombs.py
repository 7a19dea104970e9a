"""Workbooks made to cost much: small files, each of one kind of work."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

Parts = dict[str, bytes]
Bomb = Callable[[Parts, Random], None]

GROUPS = "xl/worksheets/sheet2.xml"
STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def parts_of(path: Path) -> Parts:
    """Return the parts of a workbook by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts: Mapping[str, bytes], path: Path) -> Path:
    """Write a workbook of some parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return path


def put(part: str, before: bytes, what: bytes) -> Callable[[Parts], None]:
    """Return what puts some XML into a part."""

    def change(parts: Parts) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, what + before, 1)

    return change


def styles(parts: Parts, dice: Random) -> None:
    """Put in very many styles."""
    put(STYLES, b"</cellXfs>", b'<xf numFmtId="0"/>' * dice.randint(100_000, 2_000_000))(parts)


def formats(parts: Parts, dice: Random) -> None:
    """Put in formats that are slow to tell from days."""
    code = dice.choice([b"[", b"&quot;", b"[h", b"[$-"]) * dice.randint(10_000, 100_000)
    raw = b'<numFmt numFmtId="999" formatCode="%s"/>' % code
    parts[STYLES] = parts[STYLES].replace(b"<fonts", b"<numFmts>" + raw + b"</numFmts><fonts", 1)
    put(STYLES, b"</cellXfs>", b'<xf numFmtId="999"/>')(parts)


def merged(parts: Parts, dice: Random) -> None:
    """Put in merged cells that an expression goes through again and again."""
    cells = dice.choice([b"<mergeCell ", b'<mergeCell ref="A1:A2"/>', b"<mergeCell x='1'/>"])
    raw = b"<mergeCells>" + cells * dice.randint(10_000, 50_000) + b"</mergeCells>"
    put(GROUPS, b"</worksheet>", raw)(parts)


def far(parts: Parts, dice: Random) -> None:
    """Put in cells far out that hold 0, nothing, or a blank."""
    column = dice.choice(["XFD", "ALM", "ALL"])
    cell = dice.choice(["<v>0</v>", "", "<v></v>"])
    last = dice.randint(9_000, 50_000)
    rows = (f'<row r="{n}"><c r="{column}{n}">{cell}</c></row>' for n in range(50, last))
    put(GROUPS, b"</sheetData>", "".join(rows).encode())(parts)


def cells(parts: Parts, dice: Random) -> None:
    """Put in very many cells, filled or not."""
    cell = dice.choice([b"<c/>", b"<c><v>1</v></c>", b'<c t="inlineStr"><is><t>a</t></is></c>'])
    row = b"<row>" + cell * dice.randint(1, 900) + b"</row>"
    put(GROUPS, b"</sheetData>", row * (dice.randint(20_000_000, 90_000_000) // len(row)))(parts)


def rows(parts: Parts, dice: Random) -> None:
    """Put in rows far below the others, on very many sheets."""
    sheet = b'<worksheet %s><sheetData><row r="%d"/></sheetData></worksheet>'
    for number in range(100, dice.randint(150, 400)):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet % (NAMESPACE.encode(), 1_048_576)
        _show(parts, number, f"sheet{number}.xml")


def repeated(parts: Parts, dice: Random) -> None:
    """Put in one sheet shown very many times."""
    rows = b"<row><c><v>1</v></c></row>" * 200_000
    put(GROUPS, b"</sheetData>", rows)(parts)
    way = dice.choice(["sheet2.xml", "../worksheets/sheet2.xml"])
    for number in range(100, dice.randint(200, 300)):
        _show(parts, number, way)


def _show(parts: Parts, number: int, target: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        f'<Relationship Id="b{number}" Type="{kind}/worksheet" Target="worksheets/{target}"/>'
    )
    put(RELATIONS, b"</Relationships>", relation.encode())(parts)
    sheet = f'<sheet name="s{number}" sheetId="{number}" r:id="b{number}" xmlns:r="{kind}"/>'
    put(BOOK, b"</sheets>", sheet.encode())(parts)


def formulas(parts: Parts, dice: Random) -> None:
    """Put in a long formula that very many cells share."""
    formula = b'<row r="60"><c r="A60"><f t="shared" si="0" ref="A60:A99">%s</f></c></row>'
    raw = formula % b"+".join([b"A1"] * dice.randint(1_000, 2_500))
    cell = '<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>'
    raw += "".join(cell % (n, n) for n in range(61, dice.randint(9_000, 60_000))).encode()
    put(GROUPS, b"</sheetData>", raw)(parts)


def rules(parts: Parts, dice: Random) -> None:
    """Put in very many rules beside the cells."""
    rule = dice.choice(
        [
            b"<conditionalFormatting><cfRule type='expression'/></conditionalFormatting>",
            b'<dataValidations><dataValidation sqref="A1"/></dataValidations>',
            b'<hyperlinks><hyperlink ref="A1"/></hyperlinks>',
            b'<cols><col min="1" max="2"/></cols>',
            b"<x/>",
        ]
    )
    put(GROUPS, b"</worksheet>", rule * dice.randint(100_000, 1_000_000))(parts)


def headers(parts: Parts, dice: Random) -> None:
    """Put in a header that an expression goes through again and again."""
    text = dice.choice([b"&amp;L", b"&amp;La&amp;C", b"&amp;C&amp;R"]) * dice.randint(1_000, 50_000)
    raw = b"<headerFooter><oddHeader>" + text + b"</oddHeader></headerFooter>"
    put(GROUPS, b"</worksheet>", raw)(parts)


def texts(parts: Parts, dice: Random) -> None:
    """Put in very many shared texts."""
    text = dice.choice([b"<si/>", b"<si><t>a</t></si>", b"<si><r><t>a</t></r></si>"])
    count = dice.randint(1_000_000, 8_000_000)
    parts["xl/more.dat"] = b"<sst %s>" % NAMESPACE.encode() + text * count + b"</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/more.dat" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Override", part.encode() + b"<Override", 1
    )


def names(parts: Parts, dice: Random) -> None:
    """Put in very many names of cells."""
    name = b'<definedName name="n%d">A1</definedName>'
    raw = b"".join(name % n for n in range(dice.randint(100_000, 400_000)))
    put(BOOK, b"</workbook>", b"<definedNames>" + raw + b"</definedNames>")(parts)


def entities(parts: Parts, dice: Random) -> None:
    """Put in a document type, behind a comment or in a part of another name."""
    part = dice.choice([GROUPS, STYLES, BOOK])
    head = b"<!--" + b"x" * dice.choice([0, 5_000, 200_000]) + b"-->"
    kind = b'<!DOCTYPE x [<!ENTITY a "%s">' % (b"a" * 1_000)
    for n in range(8):
        kind += b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10)
    body = parts[part].partition(b"?>")[2]
    parts[part] = b'<?xml version="1.0"?>' + head + kind + b"]>" + body
    if dice.random() < 0.5 and part != BOOK:
        short = part.removeprefix("xl/")
        renamed = short.replace(".xml", ".dat")
        parts[f"xl/{renamed}"] = parts.pop(part)
        parts[RELATIONS] = parts[RELATIONS].replace(short.encode(), renamed.encode())
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            short.encode(), renamed.encode()
        )


BOMBS: dict[str, Bomb] = {
    bomb.__name__: bomb
    for bomb in (
        *(styles, formats, merged, far, cells, rows, repeated),
        *(formulas, rules, headers, texts, names, entities),
    )
}
"""What makes a bomb of the parts of a sound workbook, by kind."""
