"""Files of OpenDocument that the tests write themselves."""

from __future__ import annotations

from tests.reading.samples import zipped

_FAMILY = "application/vnd.oasis.opendocument."
TEXT, SLIDES, FORMULA = f"{_FAMILY}text", f"{_FAMILY}presentation", f"{_FAMILY}formula"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
        ("presentation", "presentation"),
    ]
)
_DATE = "<meta:creation-date>2023-02-15T08:00:00</meta:creation-date>"
_META = f"<office:meta><dc:title>{{title}}</dc:title>{_DATE}</office:meta>"


def _root(kind: str, inner: str, more: str = "") -> str:
    return f'<office:{kind} {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" {more}>{inner}</office:{kind}>'


def opened(media: str, content: str, automatic: str = "", styles: str = "", title: str = "") -> bytes:
    """A file of that kind: what stands in its body, its automatic and its named styles."""
    body = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>{content}</office:body>"
    return zipped(
        {
            "mimetype": media,
            "content.xml": _root("document-content", body),
            "styles.xml": _root("document-styles", f"<office:styles>{styles}</office:styles>"),
            "meta.xml": _root("document-meta", _META.format(title=title)),
        }
    )


def odt(text: str, automatic: str = "", styles: str = "", title: str = "") -> bytes:
    """A text."""
    return opened(TEXT, f"<office:text>{text}</office:text>", automatic, styles, title)


def fodt(text: str, automatic: str = "", kind: str = "text", content: str = "") -> str:
    """The same in one XML file; `content` is the whole body of another kind."""
    body = content or f"<office:text>{text}</office:text>"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _root(
        "document",
        f"{_META.format(title='')}<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body>{body}</office:body>",
        f'office:version="1.3" office:mimetype="{_FAMILY}{kind}"',
    )


def odp(pages: str, automatic: str = "") -> bytes:
    """Slides."""
    return opened(SLIDES, f"<office:presentation>{pages}</office:presentation>", automatic)


def open_table(rows: int, columns: int) -> str:
    """A table of one cell, repeated."""
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>税收</text:p></table:table-cell>'
    return f'<table:table><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row></table:table>'
