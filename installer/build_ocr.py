"""Build the set-up program of the part that recognises scans: what `ocr.lock` pins, and of that what is used.

python3 dev.py windows [--quick] calls this after the program's own build.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path

from installer import VERSION, licences, ocr_folder_in, ocr_setup_in
from installer.build import HERE, PYTHON, arguments, compile_all, fresh, load, make_setup, say, seal
from installer.trimming import LIMIT_OF_OCR, place_in_ocr
from zonetracker.support.added import ABOUT, OCR_FORM


def fetch(folder: Path) -> None:
    """Everything into `folder`, each file checked against its hash."""
    fresh(folder)
    load(folder, HERE / "ocr.lock")


def unpack(fetched: Path, folder: Path) -> list[Path]:
    """What is used of the packages; gives the folders with modules of Python."""
    for wheel in sorted(fetched.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                if place := place_in_ocr(entry.filename):
                    goal = folder / place
                    goal.parent.mkdir(parents=True, exist_ok=True)
                    goal.write_bytes(archive.read(entry))
    return sorted(path for path in folder.iterdir() if path.is_dir())


def about() -> dict[str, object]:
    """What the part was made for, as `zonetracker.support.added` asks for it."""
    return {"form": OCR_FORM, "python": PYTHON, "machine": "win-amd64", "version": VERSION}


def assemble(fetched: Path, folder: Path, python: str) -> list[Path]:
    """The part as it is installed; gives its files in order."""
    fresh(folder)
    compile_all(python, folder, *unpack(fetched, folder))
    (folder / ABOUT).write_text(json.dumps(about(), indent=1) + "\n", encoding="utf-8")
    licences.collect_added(fetched, folder / "licences")
    return seal(folder)


def main() -> None:
    options = arguments()
    out = options.out.resolve()
    fetched = (options.fetched or out / "fetched") / "ocr"
    if options.fetched is None:
        fetch(fetched)
    folder, setup = ocr_folder_in(out), ocr_setup_in(out)
    files = assemble(fetched, folder, options.python)
    size = sum(path.stat().st_size for path in files)
    say(f"{size / 1e6:8.1f} MB  recognition of scans, in {len(files)} files")
    make_setup("ocr.nsi", folder, files, setup, options.quick, FORM=OCR_FORM, KILOBYTES=size // 1024 + 1024)
    say(f"{setup}: {setup.stat().st_size / 1e6:.1f} MB, {hashlib.sha256(setup.read_bytes()).hexdigest()}")
    if not options.quick and setup.stat().st_size > LIMIT_OF_OCR * 1e6:
        sys.exit(f"[windows] the part's set-up program is larger than {LIMIT_OF_OCR} MB: see installer/trimming.py")


if __name__ == "__main__":
    main()
