"""How the window looks: fonts, one set of colours for light and one for dark, and the style sheet made from them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from zonetracker.support.paths import resource_folder

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "微软雅黑",
    "Microsoft YaHei",
    "黑体",
    "SimHei",
    "宋体",
    "Noto Sans CJK SC",
    "Segoe UI Symbol",  # for ✔, which those of Windows lack
)
SYSTEM_FONTS = ("QMenu", "QMenuBar", "QMessageBox", "QTipLabel", "QStatusBar", "QAbstractItemView")
"""What Windows has fonts of its own for: the program's font alone does not replace them."""
_SIZES = {"zone": 13, "title": 15, "welcome": 24, "button": 11}
"""Letters that are larger than the others, in tenths of those."""
SCHEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one scheme, each #rrggbb; every text colour has a contrast of at least 4.5 on `paper`."""

    window: str
    paper: str
    rail: str
    line: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    stripe: str
    sure: str
    confirmed: str
    look: str
    fails: str
    figure: str
    sentence: str
    chosen: str


LIGHT = Shades(
    window="#f5f6f8",
    paper="#ffffff",
    rail="#eceff3",
    line="#dde1e7",
    text="#1c2330",
    muted="#5f6b7c",
    accent="#1f5fbf",
    accent_soft="#dfeafb",
    on_accent="#ffffff",
    stripe="#f8f9fb",
    sure="#0b6e5f",
    confirmed="#1f5fbf",
    look="#8a5a00",
    fails="#b3261e",
    figure="#e9eef6",
    sentence="#fff3c4",
    chosen="#ffd75e",
)
DARK = Shades(
    window="#15181d",
    paper="#1c2026",
    rail="#12151a",
    line="#323843",
    text="#e4e8ee",
    muted="#9da8b7",
    accent="#7db2ff",
    accent_soft="#24364f",
    on_accent="#0d1420",
    stripe="#20252c",
    sure="#5fd1bd",
    confirmed="#7db2ff",
    look="#f0b84a",
    fails="#ff8a80",
    figure="#2b3442",
    sentence="#4a4020",
    chosen="#7a6210",
)


def is_dark() -> bool:
    """Whether the window is dark now."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def shades() -> Shades:
    """The colours in use now."""
    return DARK if is_dark() else LIGHT


def shade(name: str) -> QColor:
    """One colour in use now, by its name in Shades."""
    colour: str = getattr(shades(), name)
    return QColor(colour)


def colour_of(name: str) -> QColor:
    """A colour given as #rrggbb or, in use now, by its name in Shades."""
    return QColor(name) if name.startswith("#") else shade(name)


def screen_font(points: int = 10) -> QFont:
    """The font of the window: the first of the usual Chinese ones that this PC has."""
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPointSize(points)
    return font


def apply_theme(app: QApplication, scheme: str = "auto", points: int = 10) -> None:
    """Dress the whole program; `scheme` is one of SCHEMES, "auto" follows the system."""
    chosen = DARK if _wants_dark(scheme) else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(chosen))
    folder = resource_folder() / "style"
    scheme_word = "dark" if chosen is DARK else "light"
    arrow, check = ((folder / f"{name}-{scheme_word}.svg").as_posix() for name in ("arrow", "check"))
    template = (folder / "window.qss").read_text(encoding="utf-8")
    sizes = {f"{part}_size": points * tenths // 10 for part, tenths in _SIZES.items()}
    sizes["line_height"] = QFontMetrics(screen_font(points)).height()
    pictures = {"arrow": f'"{arrow}"', "check": f'"{check}"'}
    app.setStyleSheet(Template(template).substitute(asdict(chosen) | sizes | pictures))
    font = screen_font(points)
    app.setFont(font)
    for kind in SYSTEM_FONTS:  # Qt takes them from Windows anew with every style sheet
        app.setFont(font, kind)  # type: ignore[arg-type]  # the stub wants bytes, PySide a str


def _wants_dark(scheme: str) -> bool:
    if scheme in ("light", "dark"):
        return scheme == "dark"
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _palette(colours: Shades) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.stripe),
        (role.Text, colours.text),
        (role.Button, colours.paper),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.accent_soft),
        (role.HighlightedText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.ToolTipBase, colours.paper),
        (role.ToolTipText, colours.text),
        (role.Link, colours.accent),
        (role.Mid, colours.line),
        (role.Accent, colours.accent),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return palette
