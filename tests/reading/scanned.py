"""Pages of reports of our own as a scanner or a telephone would hand them over, and what of their figures came out."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import numpy
from PIL import Image, ImageDraw, ImageFont

from zonetracker.extraction.document import Document
from zonetracker.model.facts import Span

_FONTS = sorted(Path("/usr/share/fonts").rglob("Noto*CJK*-Regular.ttc"))
HAS_FONT = bool(_FONTS)
_SIMPLIFIED = 2
FIGURE = re.compile(r"[-+−—]?\d[\d.,]*%?")
WIDTH, HEIGHT = 2480, 3508
"""A sheet of A4 at 300 points an inch."""

INDICATORS = [
    "地区生产总值",
    "规模以上工业增加值",
    "固定资产投资",
    "一般公共预算收入",
    "社会消费品零售总额",
    "出口总额",
]
INDICATORS += ["实际使用外资", "技术合同成交额", "高新技术企业营业收入", "城镇居民人均可支配收入"]


def font(points: int, serif: bool = True) -> ImageFont.FreeTypeFont:
    chosen = next((path for path in _FONTS if ("Serif" in path.name) is serif), _FONTS[0])
    return ImageFont.truetype(str(chosen), points, index=_SIMPLIFIED)


def prose(seed: int, paragraphs: int = 4) -> list[str]:
    """A report of our own: a title and paragraphs with figures of all sorts."""
    chance = random.Random(seed)

    def figure(most: int) -> str:
        whole = chance.randrange(1, most)
        return chance.choice([f"{whole}", f"{whole}.{chance.randrange(10)}", f"{whole}.{chance.randrange(100):02}"])

    said = [f"青禾高新区{2020 + seed % 5}年工作总结和{2021 + seed % 5}年工作计划"]
    for number in range(paragraphs):
        named = chance.sample(INDICATORS, 3)
        said.append(
            f"{'一二三四五六'[number]}、全年{named[0]}完成{figure(900)}亿元，比上年增长{figure(30)}%；{named[1]}"
            f"{chance.randrange(1, 90)},{chance.randrange(1000):03}万元，增长-{figure(9)}%；{named[2]}达到{figure(500)}"
            f"亿元以上，下降{figure(9)}个百分点。新增规模以上企业{chance.randrange(3, 99)}家，"
            f"新建道路{figure(80)}公里，绿化{figure(700)}亩。"
        )
    return said


def wrapped(lines: list[str], width: int) -> list[str]:
    """Paragraphs broken into lines of so many characters, two blanks before each but the first."""
    shown = lines[:1]
    for line in lines[1:]:
        rest = f"　　{line}"
        while rest:
            shown.append(rest[:width])
            rest = rest[width:]
    return shown


def page(lines: list[str], points: int = 46, *, serif: bool = True, left: int = 290, width: int = 42) -> Image.Image:
    """A sheet with those paragraphs."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), "white")
    put(sheet, wrapped(lines, width), points, serif=serif, left=left)
    return sheet


def put(sheet: Image.Image, lines: list[str], points: int, *, serif: bool = True, left: int, top: int = 320) -> None:
    drawing = ImageDraw.Draw(sheet)
    for line in lines:
        drawing.text((left, top), line, "black", font=font(points, serif))
        top += points * 9 // 5


def columns(lines: list[str]) -> Image.Image:
    """A sheet in two columns below its title."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), "white")
    put(sheet, lines[:1], 60, left=500)
    shown = wrapped(["", *lines[1:]], 22)[1:]
    half = -(-len(shown) // 2)
    put(sheet, shown[:half], 40, left=240, top=520)
    put(sheet, shown[half:], 40, left=1300, top=520)
    return sheet


def table(seed: int, *, ruled: bool = True) -> tuple[Image.Image, list[list[str]]]:
    """A sheet with a table, and its cells."""
    chance = random.Random(seed)
    cells = [["指标名称", "单位", "2022年", "增长%", "2023年目标"]]
    for name in INDICATORS:
        value = f"{chance.randrange(1, 2000)}.{chance.randrange(100):02}"
        growth = chance.choice(["", "-"]) + f"{chance.randrange(0, 30)}.{chance.randrange(10)}"
        cells.append([name, "亿元", value, growth, str(chance.randrange(2, 2000))])
    cells.append(["新增规模以上企业", "家", str(chance.randrange(1, 10)), "0.0", str(chance.randrange(1, 10))])
    sheet = Image.new("RGB", (WIDTH, HEIGHT), "white")
    put(sheet, ["2022年主要经济指标完成情况"], 60, left=760)
    drawing = ImageDraw.Draw(sheet)
    edges, top, height = [200, 900, 1150, 1500, 1850, 2280], 480, 96
    for row, line in enumerate(cells):
        for left, said in zip(edges, line, strict=False):
            drawing.text((left + 20, top + row * height + 22), said, "black", font=font(42))
    if ruled:
        for row in range(len(cells) + 1):
            drawing.line((edges[0], top + row * height, edges[-1], top + row * height), "black", 3)
        for edge in edges:
            drawing.line((edge, top, edge, top + len(cells) * height), "black", 3)
    return sheet, cells


def at_150(sheet: Image.Image) -> Image.Image:
    return sheet.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS)


def skewed(sheet: Image.Image, degrees: int = 2) -> Image.Image:
    return sheet.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")


def noisy(sheet: Image.Image, strength: int = 30) -> Image.Image:
    grey = numpy.asarray(sheet.convert("L")).astype(numpy.int16) * 8 // 10 + 30
    noise = numpy.random.default_rng(7).normal(0, strength, grey.shape).astype(numpy.int16)
    return Image.fromarray(numpy.clip(grey + noise, 0, 255).astype(numpy.uint8))


def photographed(sheet: Image.Image) -> Image.Image:
    """Light from one side, warm paper."""
    across, down = numpy.linspace(100, 60, WIDTH)[None, :], numpy.linspace(100, 80, HEIGHT)[:, None]
    light = (across * down / 100)[:, :, None] * numpy.array([100, 96, 88]) / 10_000
    return Image.fromarray((numpy.asarray(sheet) * light).astype(numpy.uint8))


def as_jpeg(sheet: Image.Image, quality: int = 25) -> bytes:
    return filed(at_150(sheet), "JPEG", quality=quality)


def filed(sheet: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    file = io.BytesIO()
    sheet.save(file, kind, **how)
    return file.getvalue()


def as_printed(text: str) -> list[tuple[str, int, int]]:
    """The figures of a text with their places; a thousand is parted by a comma of either width."""
    text = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text)
    return [(found[0].strip("+"), found.start(), found.end()) for found in FIGURE.finditer(text)]


def faults(document: Document, truth: str) -> tuple[list[str], list[str]]:
    """The figures of a text that are wrong or missing: those that are told as doubtful, and those that are not."""
    layout = document.layout
    assert layout is not None
    found, meant = as_printed(document.text), as_printed(truth)
    marked: list[str] = []
    sure: list[str] = []
    matched = SequenceMatcher(None, [one[0] for one in found], [one[0] for one in meant], autojunk=False)
    for tag, start, end, first, last in matched.get_opcodes():
        if tag == "equal":
            continue
        said = f"{[one[0] for one in found[start:end]]} for {[one[0] for one in meant[first:last]]}"
        doubted = all(layout.doubts(Span(one[1], one[2])) for one in found[start:end])
        (marked if doubted and start < end else sure).append(said)
    return marked, sure


def of_prose(seed: int, made: Callable[[list[str]], bytes]) -> Callable[[], tuple[bytes, str]]:
    return lambda: (made(prose(seed)), "\n".join(prose(seed)))


def of_table(seed: int, made: Callable[[Image.Image], bytes], *, ruled: bool = True) -> Callable[[], tuple[bytes, str]]:
    def both() -> tuple[bytes, str]:
        sheet, cells = table(seed, ruled=ruled)
        return made(sheet), "2022年主要经济指标完成情况\n" + "\n".join("\t".join(line) for line in cells)

    return both


PAGES: dict[str, Callable[[], tuple[bytes, str]]] = {
    "clean": of_prose(1, lambda said: filed(page(said))),
    "150 dpi": of_prose(2, lambda said: filed(at_150(page(said)))),
    "skewed": of_prose(3, lambda said: filed(skewed(page(said, serif=False)))),
    "grey noise": of_prose(4, lambda said: filed(noisy(page(said)))),
    "table": of_table(5, filed),
    "two columns": of_prose(6, lambda said: filed(columns(said))),
    "turned": of_prose(7, lambda said: filed(page(said).rotate(90, expand=True))),
    "photograph": of_prose(8, lambda said: filed(photographed(page(said)), "JPEG", quality=80)),
    "small type": of_prose(9, lambda said: filed(page(said, 26, width=60))),
    "jpeg artefacts": of_prose(10, lambda said: as_jpeg(page(said))),
    "open table, noisy": of_table(11, lambda sheet: filed(noisy(sheet)), ruled=False),
    "table, skewed, upside down": of_table(12, lambda sheet: filed(skewed(sheet.rotate(180), -2))),
}
"""Each page with all that it says."""
