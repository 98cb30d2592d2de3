"""The part that recognises scans: what of its packages is packed, for which program, and what its set-up asks."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import installer
from installer import build, build_ocr
from installer.build import copy_program, windows_lock
from installer.trimming import place_in_ocr
from zonetracker.support import added

ROOT = installer.ROOT
HERE = ROOT / "installer"
LOCK = (HERE / "ocr.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("onnxruntime/__init__.py", "onnxruntime/__init__.py"),
        ("onnxruntime/capi/onnxruntime_pybind11_state.pyd", "onnxruntime/capi/onnxruntime_pybind11_state.pyd"),
        ("onnxruntime/capi/onnxruntime.dll", ""),
        ("onnxruntime/quantization/quantize.py", ""),
        ("onnxruntime-1.2.dist-info/METADATA", ""),
        ("rapidocr/models/PP-OCRv6_rec_small.onnx", "rapidocr/models/PP-OCRv6_rec_small.onnx"),
        ("rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx", ""),
        ("rapidocr/main.py", ""),
        ("msvc_runtime-14.1.data/data/msvcp140.dll", "onnxruntime/capi/msvcp140.dll"),
        ("msvc_runtime-14.1.data/data/Scripts/msvcp140.dll", ""),
        ("msvc_runtime-14.1.data/data/concrt140.dll", ""),
    ],
)
def test_of_its_packages_only_what_is_used_goes_in(name: str, place: str) -> None:
    assert place_in_ocr(name) == place


def test_the_pinned_packages_are_those_that_pip_installs() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = [Requirement(one) for one in tomllib.load(file)["project"]["optional-dependencies"]["ocr"]]
    pinned = dict(re.findall(r"^([\w-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$", LOCK, re.MULTILINE))
    assert [one.name for one in wanted if not one.specifier.contains(pinned.get(one.name, "0"))] == []
    assert set(pinned) == {one.name for one in wanted} | {"msvc-runtime"}


def test_nothing_comes_twice_with_program_and_part() -> None:
    """The part uses the program's own numpy and pictures."""
    ours = windows_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    names = [set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE)) for lock in (ours, LOCK)]
    assert {"numpy", "pillow"} <= names[0]
    assert names[0] & names[1] == set()


def test_no_version_that_sends_to_its_maker_is_taken() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = [Requirement(one) for one in tomllib.load(file)["project"]["optional-dependencies"]["ocr"]]
    specifier = next(one.specifier for one in wanted if one.name == "onnxruntime")
    assert specifier.contains("1.28.0")
    assert not specifier.contains("1.29.0")


def test_program_and_part_say_the_same_of_what_fits(tmp_path: Path) -> None:
    made = build_ocr.about()
    assert set(added.made_for()) | {"version"} == set(made)
    assert (made["form"], made["version"]) == (added.OCR_FORM, installer.VERSION)
    assert (made["python"], made["machine"]) == (build.PYTHON, "win-amd64")
    copy_program(tmp_path / "app")
    assert (tmp_path / "app" / "parts.ini").read_bytes() == f"[ocr]\r\nform={added.OCR_FORM}\r\n".encode()


def test_what_is_packed_says_what_it_was_made_for_and_has_its_licences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched, folder = tmp_path / "fetched", tmp_path / "part"
    fetched.mkdir()
    for name, file in (("onnxruntime", "capi/x.pyd"), ("rapidocr", "main.py"), ("msvc_runtime", "x.pyd")):
        with zipfile.ZipFile(fetched / f"{name}-1.2-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}/__init__.py", "")
            wheel.writestr(f"{name}/{file}", "x")
            wheel.writestr(f"{name}-1.2.dist-info/METADATA", f"Name: {name}\nVersion: 1.2\n\n")
            wheel.writestr(f"{name}-1.2.dist-info/LICENSE", "text")
            wheel.writestr(f"{name}/ThirdPartyNotices.txt", "others")
    monkeypatch.setattr(build_ocr, "compile_all", lambda *_: None)
    files = {path.relative_to(folder).as_posix() for path in build_ocr.assemble(fetched, folder, "python3.11")}
    assert {"onnxruntime/__init__.py", "onnxruntime/capi/x.pyd", "rapidocr/__init__.py", "part.json"} <= files
    assert {"licences/onnxruntime/onnxruntime/ThirdPartyNotices.txt", "licences/索引.txt", "MANIFEST.sha256"} <= files
    assert not files & {"rapidocr/main.py", "msvc_runtime/x.pyd", "msvc_runtime/__init__.py"}
    assert json.loads((folder / added.ABOUT).read_text(encoding="utf-8")) == build_ocr.about()


def test_the_programs_removal_takes_the_part_along_and_an_upgrade_leaves_it() -> None:
    script = (HERE / "zonetracker.nsi").read_text(encoding="utf-8")
    install, _, removal = script.partition('Section "Uninstall"')
    assert {"ocr", "ocr-new", "ocr-gone"} == set(re.findall(r'RMDir /r "\$\{PARTS\}\\([\w-]+)"', removal))
    assert "${PARTS}\\" not in install
    assert "parts" not in build.names_in_setup()
    assert 'DeleteRegKey HKCU "${OCR_LISTED}"' in removal


def test_the_parts_own_removal_stays_in_its_folders() -> None:
    removal = (HERE / "ocr.nsi").read_text(encoding="utf-8").partition('Section "Uninstall"')[2]
    assert re.findall(r'RMDir /r "(.+)"', removal) == ["$INSTDIR", "$INSTDIR\\..\\ocr-new", "$INSTDIR\\..\\ocr-gone"]
    assert removal.index('FileExists} "$INSTDIR\\part.json"') < removal.index("RMDir")
    assert re.findall(r"DeleteReg\w+ (.+)", removal) == ['HKCU "${OCR_LISTED}"']
