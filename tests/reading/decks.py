"""Presentations of PowerPoint that the tests write themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reading.samples import zipped

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CM = 360_000
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"


def place(left: float, top: float, width: float, height: float, space: str = "a") -> str:
    """Where a shape stands, in centimetres."""
    at = [round(one * _CM) for one in (left, top, width, height)]
    return f'<{space}:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="{at[2]}" cy="{at[3]}"/></{space}:xfrm>'


def paragraphs(*said: str) -> str:
    """The body of a shape; what begins with < is a paragraph as it is."""
    inner = "".join(one if one.startswith("<") else f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in said)
    return f"<p:txBody><a:bodyPr/><a:lstStyle/>{inner}</p:txBody>"


def numbered(said: str, kind: str, level: int = 0, more: str = "") -> str:
    """A paragraph with an automatic number."""
    return f'<a:p><a:pPr lvl="{level}"><a:buAutoNum type="{kind}" {more}/></a:pPr><a:r><a:t>{said}</a:t></a:r></a:p>'


def shape(*said: str, at: str = "", held: str = "", more: str = "") -> str:
    """A shape with text; `held` is the placeholder that it fills."""
    named = f'<p:cNvPr id="2" name="x" {more}/><p:cNvSpPr/><p:nvPr>{f"<p:ph {held}/>" if held else ""}</p:nvPr>'
    return f"<p:sp><p:nvSpPr>{named}</p:nvSpPr><p:spPr>{at}</p:spPr>{paragraphs(*said)}</p:sp>"


def group(inner: str, at: str) -> str:
    """Shapes as one."""
    named = '<p:nvGrpSpPr><p:cNvPr id="5" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    return f"<p:grpSp>{named}<p:grpSpPr>{at}</p:grpSpPr>{inner}</p:grpSp>"


def frame(data: str, at: str, kind: str = "table") -> str:
    """A frame around a table, chart or diagram."""
    named = '<p:nvGraphicFramePr><p:cNvPr id="6" name="f"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
    inside = f'<a:graphic><a:graphicData uri="{A.replace("main", kind)}">{data}</a:graphicData></a:graphic>'
    return f"<p:graphicFrame>{named}{at}{inside}</p:graphicFrame>"


def table(*rows: str, columns: int = 3) -> str:
    """A table of those rows."""
    grid = f'<a:gridCol w="{3 * _CM}"/>' * columns
    return f"<a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl>"


def row(*cells: str) -> str:
    """A row of a table; a cell that begins with < is one as it is."""
    return f'<a:tr h="{_CM}">{"".join(one if one.startswith("<") else cell(one) for one in cells)}</a:tr>'


def cell(said: str, more: str = "") -> str:
    """A cell of a table."""
    return f"<a:tc {more}>{paragraphs(said).replace('p:txBody', 'a:txBody')}<a:tcPr/></a:tc>"


@dataclass
class DeckSlide:
    """A slide: its shapes, what it refers to by kind and place, attributes of its own."""

    shapes: list[str]
    related: dict[str, tuple[str, str]] = field(default_factory=dict)
    more: str = ""


def tree(kind: str, shapes: str, more: str = "", behind: str = "") -> str:
    """A part with a tree of shapes: a slide (sld), its layout, master or notes."""
    top = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:{kind} {_SPACES} {more}><p:cSld><p:spTree>{top}{shapes}</p:spTree></p:cSld>{behind}</p:{kind}>"


def relations(related: dict[str, tuple[str, str]]) -> str:
    """A part of relations: kind and place by id."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{to}"/>' for key, (kind, to) in related.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


COLOURS = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
LAYOUT = shape(at=place(2, 1, 24, 2), held='type="title"') + shape(at=place(2, 5, 24, 9), held='type="body" idx="1"')
LAYOUTS = '<p:sldLayoutIdLst><p:sldLayoutId id="9001" r:id="r1"/></p:sldLayoutIdLst>'


def deck(slides: list[DeckSlide], **parts: str) -> bytes:
    """A .pptx of those slides, listed in the order given and kept in the other; `parts` are further parts below ppt."""
    count = len(slides)
    types = {
        "presentation.xml": "presentation",
        "slideLayouts/l.xml": "slideLayout",
        "slideMasters/m.xml": "slideMaster",
    }
    files: dict[str, bytes | str] = {
        "_rels/.rels": relations({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/slideLayouts/l.xml": tree("sldLayout", LAYOUT),
        "ppt/slideLayouts/_rels/l.xml.rels": relations({"r1": ("slideMaster", "../slideMasters/m.xml")}),
        "ppt/slideMasters/m.xml": tree("sldMaster", LAYOUT, behind=COLOURS + LAYOUTS),
        "ppt/slideMasters/_rels/m.xml.rels": relations({"r1": ("slideLayout", "../slideLayouts/l.xml")}),
    }
    related = {"m": ("slideMaster", "slideMasters/m.xml")}
    for at, slide in enumerate(slides):
        name = f"slides/slide{count - at}.xml"
        types[name] = "slide"
        related[f"s{at}"] = ("slide", f"/ppt/{name}" if at % 2 else name)
        files[f"ppt/{name}"] = tree("sld", "".join(slide.shapes), slide.more)
        files[f"ppt/slides/_rels/slide{count - at}.xml.rels"] = relations(
            {"l": ("slideLayout", "../slideLayouts/l.xml"), **slide.related}
        )
    listed = "".join(f'<p:sldId id="{256 + at}" r:id="s{at}"/>' for at in range(count))
    files["ppt/presentation.xml"] = (
        f'<p:presentation {_SPACES}><p:sldMasterIdLst><p:sldMasterId id="9000" r:id="m"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="{28 * _CM}" cy="{21 * _CM}"/><p:notesSz cx="1" cy="1"/>'
        "</p:presentation>"
    )
    files["ppt/_rels/presentation.xml.rels"] = relations(related)
    files.update({f"ppt/{name}.xml": content for name, content in parts.items()})
    types["presentation.xml"] = "presentation.main"
    overrides = "".join(
        f'<Override PartName="/ppt/{part}" ContentType="{_MAIN}.{kind}+xml"/>' for part, kind in types.items()
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'
    )
    return zipped(files)
