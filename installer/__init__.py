"""How the Windows program is built on Linux and tried under Wine; nothing here is part of the program."""

from pathlib import Path

import zonetracker

ROOT = Path(__file__).resolve().parent.parent
VERSION = zonetracker.__version__
DIST = ROOT / "dist"


def folder_in(out: Path) -> Path:
    """The folder as it is installed."""
    return out / "zonetracker-win64"


def portable_in(out: Path) -> Path:
    return out / f"zonetracker-{VERSION}-portable.zip"


def setup_in(out: Path) -> Path:
    return out / f"zonetracker-{VERSION}-setup.exe"


def ocr_folder_in(out: Path) -> Path:
    """The part that recognises scans, as it is installed beside the program."""
    return out / "zonetracker-ocr-win64"


def ocr_setup_in(out: Path) -> Path:
    return out / f"zonetracker-ocr-{VERSION}-setup.exe"
