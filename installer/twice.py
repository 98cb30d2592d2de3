"""Build twice in different surroundings and compare byte by byte: nothing of the machine may enter the program."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from installer import DIST, ROOT, folder_in, ocr_folder_in, ocr_setup_in, portable_in, setup_in

SURROUNDINGS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("a", 0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    ("另一个 文件夹", 0o077, {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
)


def build(out: Path, fetched: Path, python: str, umask: int, variables: dict[str, str]) -> None:
    for picture in (ROOT / "installer").glob("*.bmp"):
        picture.touch()  # a checkout made at another time
    for module in ("installer.build", "installer.build_ocr"):
        command = [sys.executable, "-m", module, "--quick", "--out", str(out), "--python", python]
        command += ["--fetched", str(fetched)] if (fetched / "ocr").is_dir() else []
        subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, umask=umask, check=True)


def differences(one: Path, other: Path) -> list[str]:
    """What differs between two builds: files of the folders by name, else zip and set-up programs."""
    found = {line[66:] for folder in (folder_in, ocr_folder_in) for line in _sums(folder(one)) ^ _sums(folder(other))}
    for place in (portable_in, setup_in, ocr_setup_in):
        if place(one).read_bytes() != place(other).read_bytes():
            found.add(place(one).name)
    return sorted(found)


def _sums(folder: Path) -> set[str]:
    return set((folder / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default="python3.11", help="a Python 3.11")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        outs = [Path(top) / name for name, _, _ in SURROUNDINGS]
        for out, (_, umask, variables) in zip(outs, SURROUNDINGS, strict=True):
            build(out, DIST / "fetched", options.python, umask, variables)
        found = differences(*outs)
    print("both builds are equal" if not found else f"the builds differ in {len(found)} files: {', '.join(found[:20])}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
