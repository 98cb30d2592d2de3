"""The .docx as LibreOffice sets it: as many pages as print has, the same headings on each, a line more or less."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.paper.office import SUMMARIES

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir></fontconfig>"""
_ONE_ROW = 130
"""Letters of a line of text, or of the longest row of the annex."""
_HEADING = re.compile("[一二三四五六七]、")


def pages_of(path: Path) -> list[list[str]]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [[re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()] for text in texts]


@pytest.fixture(scope="module")
def converted(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents as LibreOffice prints them with the same fonts."""
    if OFFICE is None or not all((office / f"{number}.otf").exists() for number in range(5)):
        pytest.skip("no LibreOffice, or an office without the fonts of the rules")
    folder = tmp_path_factory.mktemp("word")
    (folder / "fonts.conf").write_text(_FONTS.format(folder=office), encoding="utf-8")
    call = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    call += ["--outdir", str(folder), *(str(path) for path in office.glob("*.docx"))]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(call, check=True, timeout=300, env=environment, capture_output=True)
    if not list(folder.glob("*.pdf")):
        pytest.skip("this LibreOffice has no Writer")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("month", "count"), SUMMARIES)
def test_word_has_the_pages_of_print(office: Path, converted: Path, month: int, count: int) -> None:
    name = f"{month}-{count}.pdf"
    printed, written = pages_of(office / name), pages_of(converted / name)
    assert len(written) == len(printed)
    ahead = 0
    for mine, other in zip(printed, written, strict=True):
        assert [line for line in mine if _HEADING.match(line)] == [line for line in other if _HEADING.match(line)]
        ahead += len("".join(mine)) - len("".join(other))
        assert abs(ahead) <= _ONE_ROW
    assert ahead == 0
