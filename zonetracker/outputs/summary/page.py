"""The summary as one HTML page that needs nothing else, on screen and on paper by the rules for official papers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from zonetracker.outputs.summary.blocks import (
    Annex,
    AnnexLine,
    AnnexRow,
    Block,
    Heading,
    Note,
    Paragraph,
    Signature,
    Summary,
    SummaryTable,
)
from zonetracker.support.i18n import tr

_STYLE = """
@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; }
@page annex { size: A4 landscape; margin: 20mm 15mm; }
* { box-sizing: border-box; }
html { background: #e9ebef; }
body { margin: 0 auto; max-width: 210mm; padding: 37mm 26mm 35mm 28mm; background: #fff; color: #000;
  font: 16pt/28pt "仿宋_GB2312", "FangSong_GB2312", "仿宋", FangSong, STFangsong,
    "宋体", SimSun, "Noto Serif CJK SC", serif;
  text-align: justify; overflow-wrap: anywhere; }
h1 { margin: 0 0 28pt; text-align: center; text-wrap: balance;
  font: 22pt/28pt "方正小标宋简体", "方正小标宋_GBK", "华文中宋", STZhongsong,
    "宋体", SimSun, "Noto Serif CJK SC", serif; }
h2, h3, p { margin: 0; text-indent: 2em; }
h2 { font: 16pt/28pt "黑体", SimHei, "Noto Sans CJK SC", sans-serif; break-after: avoid; }
h3 { break-after: avoid;
  font: 16pt/28pt "楷体_GB2312", "KaiTi_GB2312", "楷体", KaiTi, STKaiti, "Noto Serif CJK SC", serif; }
p.note { font-size: 12pt; line-height: 20pt; }
p.first-note { margin-top: 14pt; }
p.annex-line { margin-top: 28pt; padding-left: 5em; text-indent: -3em; }
p.signature { text-align: right; text-indent: 0; padding-right: 4em; }
table { width: 100%; border-collapse: collapse; margin: 7pt 0;
  font: 10.5pt/15pt "宋体", SimSun, "Noto Serif CJK SC", serif; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 3pt 4pt; text-align: left; vertical-align: middle; }
th { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; font-weight: normal; text-align: center; }
td.figure { text-align: right; white-space: nowrap; }
section { page: annex; break-before: page; margin-top: 28pt; }
section h2.mark { text-indent: 0; }
section h2.title { margin: 0 0 14pt; text-indent: 0; text-align: center; text-wrap: balance;
  font: 18pt/26pt "方正小标宋简体", "方正小标宋_GBK", "华文中宋", STZhongsong,
    "宋体", SimSun, "Noto Serif CJK SC", serif; }
section table { font-size: 9pt; line-height: 12pt; }
td.band { font-family: "黑体", SimHei, "Noto Sans CJK SC", sans-serif; }
@media screen { section { overflow-x: auto; } }
@media print { html { background: none; } body { max-width: none; padding: 0; } }
"""


def to_html(summary: Summary) -> str:
    """The whole page; every text is escaped, and nothing is loaded from anywhere."""
    title = escape(summary.title)
    body = "\n".join([*_blocks(summary.blocks), *_annex(summary.annex)])
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _blocks(blocks: Iterable[Block]) -> Iterable[str]:
    noted = False
    for block in blocks:
        if isinstance(block, SummaryTable):
            yield _table(block)
        elif isinstance(block, Heading):
            tag = "h2" if block.level == 1 else "h3"
            yield f"<{tag}>{escape(block.text)}</{tag}>"
        elif isinstance(block, Paragraph):
            yield f"<p>{escape(block.text)}</p>"
        elif isinstance(block, Note):
            yield f'<p class="note{"" if noted else " first-note"}">{escape(block.text)}</p>'
            noted = True
        elif isinstance(block, AnnexLine):
            yield f'<p class="annex-line">{escape(block.text)}</p>'
        elif isinstance(block, Signature):
            yield f'<p class="signature">{escape(block.text)}</p>'


def _annex(annex: Annex | None) -> Iterable[str]:
    if annex is None:
        return
    yield f'<section>\n<h2 class="mark">{escape(tr("附件"))}</h2>\n<h2 class="title">{escape(annex.title)}</h2>'
    rows = "\n".join(f"<tr>{_annex_cells(row, annex)}</tr>" for row in annex.rows)
    yield f"<table>\n{_head(annex.head)}\n<tbody>\n{rows}\n</tbody>\n</table>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in annex.notes)
    yield "</section>"


def _annex_cells(row: AnnexRow, annex: Annex) -> str:
    if row.band:
        return f'<td class="band" colspan="{len(annex.head)}">{escape(row.cells[0])}</td>'
    return _cells(row.cells, annex.numeric)


def _table(table: SummaryTable) -> str:
    rows = "\n".join(f"<tr>{_cells(row, table.numeric)}</tr>" for row in table.rows)
    return f"<table>\n{_head(table.head)}\n<tbody>\n{rows}\n</tbody>\n</table>"


def _head(head: Iterable[str]) -> str:
    return f"<thead><tr>{''.join(f'<th>{escape(text)}</th>' for text in head)}</tr></thead>"


def _cells(row: Iterable[str], numeric: frozenset[int]) -> str:
    return "".join(
        f'<td class="figure">{escape(text)}</td>' if place in numeric else f"<td>{escape(text)}</td>"
        for place, text in enumerate(row)
    )
