"""What of the packages goes into the Windows program, why the rest does not, and how large the program may become.

Two things look superfluous and are not: QtSvg and QtNetwork below, and all of fontTools (matplotlib's PDF). `unittest`
is imported by pyparsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Names by a pattern, and the reason for them."""

    names: str
    reason: str

    def fits(self, name: str) -> bool:
        return re.search(self.names, name) is not None


# ---- left out

NOT_OF_RUNTIME = (
    Rule(r"^pythonw?\.exe$", "our launchers load python311.dll themselves"),
    Rule(r"^python311\._pth$", "written anew, with the program's own folders"),
    Rule(r"^python\.cat$", "signatures of files that are changed or gone here"),
    Rule(r"^(_ssl\.pyd|libssl-3\.dll)$", "nothing leaves the PC"),
    Rule(r"^winsound\.pyd$", "the program makes no sound"),
    Rule(r"^_msi\.pyd$", "the set-up program is no .msi"),
)
NOT_OF_LIBRARY = (
    Rule(r"^lib2to3/", "for programs written for Python 2"),
    Rule(r"^pydoc_data/", "help texts of Python's prompt"),
    Rule(r"^(msilib|distutils|ensurepip|venv)/", "for making and installing programs"),
)
NOT_OF_WHEELS = (
    Rule(r"\.dist-info/(RECORD|WHEEL|top_level\.txt)$", "what only an installer reads"),
    Rule(r"\.data/", "commands and manual pages"),
    Rule(r"\.(pyi|typed)$", "types, for developers"),
    Rule(r"\.(lib|a|c|h|hpp|pxd|pyx|pxi|cmake)$", "for compiling against the package"),
    Rule(r"\.(rst|md)$", "texts for developers"),
    Rule(r"/tests?/|^numpy/.*/_?tests", "the packages' own tests"),
    Rule(r"^numpy/(f2py|distutils)/", "numpy's compilers"),
    Rule(r"^numpy/_core/_simd\.", "read by numpy's own tests alone"),
    Rule(r"^matplotlib/mpl-data/(sample_data|plot_directive)/", "examples and a tool for manuals"),
    Rule(r"^matplotlib/mpl-data/fonts/(afm|pdfcorefonts)/", "Western fonts for PostScript, which is not written"),
    Rule(r"^matplotlib/backends/web_backend/", "drawings in a browser"),
    Rule(r"^PIL/_(avif|imagingcms|imagingtk)\.", "kinds of pictures that are neither read nor written"),
    Rule(r"^PIL/_imagingft\.", "writing on pictures: matplotlib has its own"),
    Rule(r"^lxml/(objectify\.|isoschematron/)", "ways of reading XML that neither we nor python-docx use"),
    Rule(r"^pypdfium2_cli/", "commands"),
    Rule(r"^tzdata/zoneinfo/", "the clerk's PC knows its time zone"),
)

# ---- kept of Qt, which is left out otherwise

QT_LIBRARIES = (
    Rule("Core|Gui|Widgets", "the window"),
    Rule("PrintSupport", "printing, and paper as PDF"),
    Rule("Svg", "icons; matplotlib imports it for the window"),
    Rule("Network", "a second start hands its files to the running window (QLocalServer)"),
)
QT_PLUGINS = (
    Rule(r"platforms/qwindows\.dll", "a window on Windows"),
    Rule(r"platforms/qoffscreen\.dll", "PDF and self-test without a window"),
    Rule(r"styles/qmodernwindowsstyle\.dll", "the look of Windows 11"),
    Rule(r"imageformats/q(ico|jpeg|svg)\.dll|iconengines/qsvgicon\.dll", "icons and pictures"),
)
QT_FILES = (
    Rule(r"\w+\.py", "the package itself"),
    Rule(r"support/.*", "how PySide6 finds names"),
    Rule(r"pyside6\.abi3\.dll", "PySide6's own library"),
    Rule(r"(msvcp140(_[12])?|vcruntime140(_1)?)\.dll", "Microsoft's C++ library of the same age as Qt"),
    Rule(r"translations/qt(base)?_zh_CN\.qm", "Qt's own words in Chinese"),
)


# ---- kept of the part that recognises scans, of whose packages all else is left out

OF_OCR = (
    Rule(r"onnxruntime/__init__\.py", "what runs networks: the package itself"),
    Rule(r"onnxruntime/capi/\w+\.(py|pyd)", "its library; onnxruntime.dll is the same once more, for other languages"),
    Rule(r"onnxruntime/capi/onnxruntime_providers_shared\.dll", "without it Windows' library breaks off at the end"),
    Rule(r"rapidocr/__init__\.py", "by which the networks are found; none of its code is used"),
    Rule(r"rapidocr/models/PP-OCRv6_(det|rec)_small\.onnx", "the networks: one finds lines, one reads them"),
    Rule(r"msvc_runtime-[\d.]+\.data/data/msvcp140(_1)?\.dll", "Microsoft's C++ library: the PC's may be too old"),
)
_BESIDE_ONNXRUNTIME = "onnxruntime/capi"
"""Where a library of Windows looks first for what it needs: in its own folder."""


def place_in_ocr(name: str) -> str:
    """Where a file of the packages lies in the part; empty for one that is left out."""
    if not _is_one_of(OF_OCR, name):
        return ""
    return f"{_BESIDE_ONNXRUNTIME}/{name.rpartition('/')[2]}" if ".data/" in name else name


def wanted_of_runtime(name: str) -> bool:
    return not any(rule.fits(name) for rule in NOT_OF_RUNTIME)


def wanted_of_library(name: str) -> bool:
    return not any(rule.fits(name) for rule in NOT_OF_LIBRARY)


def wanted_of_wheel(name: str) -> bool:
    if any(rule.fits(name) for rule in NOT_OF_WHEELS):
        return False
    return not name.startswith("PySide6/") or _wanted_of_qt(name.removeprefix("PySide6/"))


def _wanted_of_qt(name: str) -> bool:
    if name.startswith("plugins/"):
        return _is_one_of(QT_PLUGINS, name.removeprefix("plugins/"))
    library = re.fullmatch(r"Qt6?(\w+)\.(dll|pyd)", name)
    return _is_one_of(QT_LIBRARIES, library[1]) if library else _is_one_of(QT_FILES, name)


def _is_one_of(rules: tuple[Rule, ...], name: str) -> bool:
    return any(re.fullmatch(rule.names, name) for rule in rules)


# ---- sizes

LIMIT_NOW = 48  # MB of the set-up program, packed with LZMA
LIMIT_IN_THE_END = 60

PARTS = (
    Rule(r"^runtime/Lib/(PySide6|shiboken6)/", "Qt"),
    Rule(r"^runtime/Lib/numpy(\.libs)?/", "numpy"),
    Rule(r"^runtime/Lib/(matplotlib|mpl_toolkits|contourpy|kiwisolver|fontTools|PIL|cycler|pyparsing)[./]", "gauges"),
    Rule(r"^runtime/Lib/(lxml|docx|pypdf|pypdfium2(_raw)?|selectolax|defusedxml|openpyxl|et_xmlfile|xlrd)/", "files"),
    Rule(r"^runtime/Lib/", "other packages"),
    Rule(r"^runtime/", "Python"),
    Rule(r"^app/", "program"),
    Rule(r"", "set-up"),
)


@dataclass(frozen=True)
class Coming:
    """A later part of the program and the MB that it may add to the set-up program."""

    part: str
    megabytes: float
    with_what: str


TO_COME = (
    Coming("reports as .doc and .ofd", 1, "readers of our own and ofdkit, both plain Python"),
    Coming("management", 1, "program and words"),
    Coming("manual", 3, "Chinese pages with pictures, inside the program"),
    Coming("names at speed", 1, "pyahocorasick"),
)
# Scans do not fit: a set-up program of their own.
LIMIT_OF_OCR = 36  # MB of it, packed with LZMA


def part_of(name: str) -> str:
    """To which line of the table of sizes a file of the folder belongs."""
    return next(rule.reason for rule in PARTS if rule.fits(name))


def sizes_by_part(sizes: dict[str, int]) -> dict[str, int]:
    """Bytes by part, in the table's order, of the files of a folder."""
    table = {rule.reason: 0 for rule in PARTS}
    for name, size in sizes.items():
        table[part_of(name)] += size
    return table
