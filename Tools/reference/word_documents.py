#!/usr/bin/env python3
"""Writes the Word documents of Tests/TablesTests/Documents: ordinary ones and hostile ones.

    python3 Tools/reference/word_documents.py Tests/TablesTests/Documents

Needs python-docx, and pandoc for a document of another maker. What python-docx cannot write (runs split within a
figure, tracked changes, cells over two rows, a text box in two forms) is put into its XML by hand, as Word and
LibreOffice write it.
"""
import io
import pathlib
import subprocess
import sys
import zipfile
import zlib

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FOLDER = pathlib.Path(sys.argv[1])
STAMP = (2020, 1, 1, 0, 0, 0)


def rewritten(data, changes=None):
    """The same archive with fixed times, and with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = (changes or {}).get(name, old.read(name))
            new.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def strategy():
    d = docx.Document()
    d.add_heading("Strategy", 1)
    p = d.add_paragraph()
    for piece in ["In 2015-16, 64", "36 reoff", "ended out of 21,", "536 (28", ".9", "%)."]:
        p.add_run(piece).bold = len(piece) % 2 == 0
    d.add_paragraph("")
    d.add_paragraph("211 of 859 (24.6\u00a0%) reoffended.")
    p = d.add_paragraph("It went from 12% ")
    w = nsdecls("w")
    p._p.append(parse_xml(f'<w:del {w} w:id="1" w:author="a"><w:r><w:delText>to 99% </w:delText></w:r></w:del>'))
    p._p.append(parse_xml(f'<w:ins {w} w:id="2" w:author="a"><w:r><w:t>to 15%, </w:t></w:r></w:ins>'))
    p._p.append(parse_xml(f"<w:r {w}><w:t>a rise of 3%.</w:t></w:r>"))
    t = d.add_table(rows=5, cols=4)
    rows = [
        ["Area", "Cohort", "Reoffenders", "Rate"], ["Ashby", "859", "211", "24.6%"], ["Birch", "200", "109", "45.5%"],
        ["Cray", "133", "19", "14.3%"], ["Denby", "1063", "247", "23.2%"],
    ]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            t.cell(r, c).text = text
    t = d.add_table(rows=3, cols=3)
    for r in range(3):
        for c in range(3):
            t.cell(r, c).text = f"{r}{c}"
    t.cell(0, 1).merge(t.cell(0, 2)).text = "wide"
    t.cell(1, 0).merge(t.cell(2, 0)).text = "tall"
    box = f"<w:r {w}><w:t>109 of 200 people (54.4%) are here.</w:t></w:r>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    p = d.add_paragraph()
    p._p.append(
        parse_xml(
            f"<w:r {w} {mc}><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p>{box}</w:p>"
            f"</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>{box}</w:p></w:txbxContent></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    return rewritten(saved(d))


def pandoc():
    text = "# Strategy\n\n6436 reoffended out of 21536 (28.9%).[^1]\n\n[^1]: 109 of 200 people (54.4%).\n\n"
    text += "| Area | Cohort |\n| --- | ---: |\n| Ashby | 859 |\n| Birch | 200 |\n"
    done = subprocess.run(["pandoc", "-f", "markdown", "-t", "docx", "-o", "-"], input=text.encode(), capture_output=True, check=True)
    return rewritten(done.stdout)


def hostile(good):
    main = "word/document.xml"
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{"&" + a + ";" }{("&" + a + ";") * 9}">' for a, b in zip("abcdefgh", "bcdefghi")
    ) + "]><x><p><r><t>&i;</t></r></p></x>"
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><p><r><t>&a;</t></r></p></x>'
    deep = '<?xml version="1.0"?>' + "<p>" * 100_000 + "</p>" * 100_000
    yield "entities", rewritten(good, {main: laughs})
    yield "outside", rewritten(good, {main: outside})
    yield "deep", rewritten(good, {main: deep})
    yield "broken", rewritten(good, {main: "<x><p><r><t>open"})
    yield "large", rewritten(good, {main: b" " * (65 << 20)})
    # The directory says 100 bytes, the stream holds 32 MB.
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(b"0" * (32 << 20)) + packer.flush()
    name = main.encode()
    sizes = len(stream).to_bytes(4, "little") + (100).to_bytes(4, "little")
    fields = bytes(2) + (8).to_bytes(2, "little") + bytes(4) + zlib.crc32(b"0" * 100).to_bytes(4, "little") + sizes
    fields += len(name).to_bytes(2, "little") + bytes(2)
    version = (20).to_bytes(2, "little")
    local = b"PK\x03\x04" + version + fields + name + stream
    directory = b"PK\x01\x02" + version * 2 + fields + bytes(14) + name
    end = b"PK\x05\x06" + bytes(4) + (1).to_bytes(2, "little") * 2
    end += len(directory).to_bytes(4, "little") + len(local).to_bytes(4, "little") + bytes(2)
    out = local + directory + end
    yield "lying", out
    noword = io.BytesIO()
    with zipfile.ZipFile(noword, "w") as z:
        z.writestr(zipfile.ZipInfo("xl/workbook.xml", STAMP), "<x/>")
    yield "workbook", noword.getvalue()


def main():
    good = strategy()
    (FOLDER / "strategy.docx").write_bytes(good)
    (FOLDER / "pandoc.docx").write_bytes(pandoc())
    for name, data in hostile(good):
        (FOLDER / f"{name}.docx").write_bytes(data)


main()
