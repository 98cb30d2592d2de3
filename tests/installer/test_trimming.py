"""What is left out of the Windows program, with a reason for each line, and how large it may become."""

import re
from collections.abc import Callable

import pytest

from installer import trimming

RULES = [
    rule for name, rules in vars(trimming).items() if name.isupper() and isinstance(rules, tuple) for rule in rules
]


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if isinstance(rule, trimming.Rule)], ids=lambda rule: rule.names
)
def test_every_line_has_a_pattern_and_a_reason(rule: trimming.Rule) -> None:
    re.compile(rule.names)
    assert rule.reason


def test_the_tables_have_no_line_twice() -> None:
    patterns = [rule.names for rule in RULES if isinstance(rule, trimming.Rule)]
    assert len(patterns) == len(set(patterns)) > 30


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Svg.dll",
        "PySide6/QtSvg.pyd",
        "PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/__init__.py",
        "PySide6/support/deprecated.py",
        "PySide6/msvcp140_1.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "fontTools/feaLib/parser.py",
        "fontTools/subset/__init__.py",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
        "numpy/testing/__init__.py",
        "numpy.libs/libscipy_openblas64_-1.dll",
        "sqlite_utils-4.2.1.dist-info/METADATA",
        "lxml-6.1.3.dist-info/licenses/LICENSE.txt",
    ],
)
def test_what_the_program_needs_is_kept(name: str) -> None:
    assert trimming.wanted_of_wheel(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/QtQml.pyd",
        "PySide6/Qt6SvgWidgets.dll",
        "PySide6/designer.exe",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/qml/QtQuick/qmldir",
        "PySide6/QtCore.pyi",
        "numpy/_core/tests/test_umath.py",
        "numpy/f2py/crackfortran.py",
        "matplotlib/mpl-data/sample_data/topobathy.npz",
        "tzdata/zoneinfo/Asia/Shanghai",
        "pypdf-7.1.0.dist-info/RECORD",
        "tabulate-0.10.0.data/scripts/tabulate.exe",
    ],
)
def test_what_nobody_needs_is_left_out(name: str) -> None:
    assert not trimming.wanted_of_wheel(name)


@pytest.mark.parametrize(
    ("wanted", "name", "kept"),
    [
        (trimming.wanted_of_runtime, "python311.dll", True),
        (trimming.wanted_of_runtime, "_sqlite3.pyd", True),
        (trimming.wanted_of_runtime, "python.exe", False),
        (trimming.wanted_of_runtime, "_ssl.pyd", False),
        (trimming.wanted_of_library, "unittest/case.pyc", True),
        (trimming.wanted_of_library, "encodings/gb18030.pyc", True),
        (trimming.wanted_of_library, "lib2to3/main.pyc", False),
    ],
)
def test_pythons_own_files(wanted: Callable[[str], bool], name: str, kept: bool) -> None:
    assert wanted(name) is kept


def test_sizes_are_counted_once_each() -> None:
    sizes = {
        "runtime/Lib/PySide6/QtCore.pyd": 1,
        "runtime/Lib/numpy.libs/blas.dll": 10,
        "runtime/Lib/PIL/_imaging.pyd": 100,
        "runtime/Lib/lxml/etree.pyd": 1000,
        "runtime/Lib/six.pyc": 10_000,
        "runtime/python311.dll": 100_000,
        "app/zonetracker/__init__.pyc": 1_000_000,
        "zonetracker.exe": 10_000_000,
    }
    assert list(trimming.sizes_by_part(sizes).values()) == list(sizes.values())


def test_what_is_to_come_fits_the_end() -> None:
    assert len({coming.part for coming in trimming.TO_COME}) == len(trimming.TO_COME)
    assert all(coming.with_what and coming.megabytes > 0 for coming in trimming.TO_COME)
    assert trimming.LIMIT_NOW + sum(coming.megabytes for coming in trimming.TO_COME) <= trimming.LIMIT_IN_THE_END == 60
