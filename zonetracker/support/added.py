"""Parts that are installed apart from the program: today the recognition of scans (OCR).

Such a part comes with pip (`zonetracker[ocr]`), or on Windows by a set-up program of its own into `parts/ocr` beside
the program. There a small file says what the part was made for; one that was made for another program is never loaded.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import sysconfig
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from zonetracker.support.i18n import tr

OCR_FORM = 1
"""Which set of packages this program wants of the part; raised when an older part would no longer do."""
ABOUT = "part.json"
"""The file in a part's folder that says what it was made for."""

_SENDS_NOTHING = "ORT_DISABLE_TELEMETRY"
"""From 1.29 on onnxruntime tells its maker of each use, unless this is set before it is loaded."""
_OCR_MODULES = ("rapidocr", "onnxruntime")
_APP = "app"
"""How the folder is called in which an installed program has this package."""


@dataclass(frozen=True, slots=True)
class AddedPart:
    """A part beside the program: its folder, the version of the program it was made with, and whether it fits."""

    folder: Path
    version: str
    fits: bool


def made_for() -> dict[str, object]:
    """What a part has to be made for to be loaded by this program."""
    return {"form": OCR_FORM, "python": sysconfig.get_python_version(), "machine": sysconfig.get_platform()}


def ocr_beside() -> AddedPart | None:
    """The part that lies beside the installed program; None where there is none."""
    home = _home()
    if home is None:
        return None
    folder = home / "parts" / "ocr"
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        about = None
    told = about if isinstance(about, dict) else {}
    fits = all(told.get(key) == value for key, value in made_for().items())
    return AddedPart(folder, str(told.get("version", "")), fits)


def ocr_present() -> bool:
    """Whether scans can be recognised here: the part is installed and fits this program. Nothing of it is loaded."""
    part = ocr_beside()
    return (part is not None and part.fits) or _with_pip()


def ocr_trouble() -> str:
    """The sentence about a part that is there and is not loaded; empty where there is no such part."""
    part = ocr_beside()
    if part is None or part.fits or _with_pip():
        return ""
    return tr(
        "已装的文字识别组件（版本：{version}）与本程序不配套，没有启用；请安装与本程序一同发布的文字识别组件。",
        version=part.version or tr("不明"),
    )


def add_ocr_to_path() -> None:
    """Let the part's packages be imported, behind the program's own, and tell nobody of it.

    Where no part lies beside the program pip's packages are left as they are.
    """
    os.environ[_SENDS_NOTHING] = "1"
    part = ocr_beside()
    if part is None or not part.fits or str(part.folder) in sys.path:
        return
    sys.path.append(str(part.folder))


def added_places() -> tuple[str, ...]:
    """The folders of parts that a fenced child has to read beside the program's own."""
    part = ocr_beside()
    return (str(part.folder),) if part is not None and part.fits else ()


def _home() -> Path | None:
    """The folder of the installed program; None for a checkout, or a package among others."""
    package = Path(__file__).resolve().parents[2]
    return package.parent if package.name == _APP else None


def _with_pip() -> bool:
    with contextlib.suppress(ImportError, ValueError):
        return all(find_spec(name) is not None for name in _OCR_MODULES)
    return False
