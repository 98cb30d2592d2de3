"""The free font under the names of an office's fonts: run as a program of its own, so that no other test has them."""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from matplotlib.font_manager import findSystemFonts
from PySide6.QtGui import QFontDatabase

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.issuing import Wording
from zonetracker.outputs.summary.blocks import Summary
from zonetracker.outputs.summary.composing import compose
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.paper.compose import make_ready, pages_to_pdf, summary_pdf
from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import PaperPage, TextRun

OFFICE = ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体")
"""All that the rules ask for; a PC that has 宋体 alone makes it bold for the title by itself."""
SUMMARIES = ((2, 70), (6, 300), (9, 70), (12, 300))
_FREE = "NotoSerifCJK-Regular.ttc"
_ONE_GLYPH = {"０": "0", "Ａ": "A", "ｚ": "z", "―": "—", "－": "-", "⽬": "目", "Ω": "Ω", "･": "·"}
"""Letters that some fonts paint with the glyph of another."""
_MORE = "‰℃㎡㎞㎏①②⑩⑳—–―…“”‘’《》〈〉·･×÷±≤≥＋－％，。；：（）０９ＡｚμµΩΩ⽬ⅠⅫ㈠⑴〇○◎●★△→↑²³№＆é𠮷"
_LINE, _LINES = 30, 40


def used_letters() -> str:
    """Letters of every sort that may stand on paper: ASCII, GB 2312, and what bureaus write beside it."""
    wide = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    listed = "".join(pair.decode("gb2312", "ignore") for pair in wide).replace("\u3000", "")
    return "".join(dict.fromkeys([*map(chr, range(0x21, 0x7F)), *listed, *_MORE]))


def letter_lines() -> list[str]:
    """All letters in lines, and again each beside a Latin letter and a figure, where fonts take other shapes."""
    said = used_letters()
    beside = "".join(f"M{letter}2" for letter in said[:900])
    return [text[start : start + _LINE] for text in (said, beside) for start in range(0, len(text), _LINE)]


def letters_pdf(face: Face) -> bytes:
    """The lines of all letters set in one face."""
    pages: list[PaperPage] = []
    lines = letter_lines()
    for start in range(0, len(lines), _LINES):
        page = PaperPage(len(pages) + 1)
        for place, line in enumerate(lines[start : start + _LINES]):
            page.runs.append(TextRun(40, 60 + 18 * place, line, face, 12.0))
        pages.append(page)
    return pages_to_pdf(pages, face.name)


def free_font() -> str:
    """Where the free font lies; empty where this PC has it not."""
    return next((path for path in findSystemFonts() if path.endswith(_FREE)), "")


def rename_font(family: str, folder: Path) -> Path:
    """A copy of the free font under another name, in which some letters share a glyph."""
    with TTCollection(free_font(), lazy=True) as collection:
        font: TTFont = next(one for one in collection if one["name"].getDebugName(1).endswith("CJK SC"))
        font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = family
            elif record.nameID == 6:
                record.string = f"Office{OFFICE.index(family)}"
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14:
                shared = {ord(letter): table.cmap[ord(other)] for letter, other in _ONE_GLYPH.items()}
                table.cmap.update(shared)
        path = folder / f"{OFFICE.index(family)}.otf"
        font.save(path)
    return path


def monthly_summary(month: int, count: int) -> Summary:
    """The summary of so many targets, with all that an office puts around it."""
    specimens = (SPECIMENS * (count // len(SPECIMENS) + 1))[:count]
    wording = Wording(addressee="各有关单位", issuer="示范区管理委员会办公室", issued_on="2023-10-12")
    return compose(build(specimens, month), wording)


def main(folder: Path, families: list[str]) -> None:
    """Make the fonts, then what an office with them would send."""
    make_ready()
    for family in families:
        assert QFontDatabase.addApplicationFont(str(rename_font(family, folder))) >= 0
    for face in Face:
        (folder / f"{face.name}.pdf").write_bytes(letters_pdf(face))
    for month, count in SUMMARIES:
        summary = monthly_summary(month, count)
        (folder / f"{month}-{count}.pdf").write_bytes(summary_pdf(summary))
        (folder / f"{month}-{count}.docx").write_bytes(docx_bytes(summary))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
