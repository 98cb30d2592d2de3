"""OFD files that the tests write themselves, by GB/T 33190: millimetres, base lines, boundaries and steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.reading.samples import zipped

OFD = "http://www.ofdspec.org/2016"
MEDIA = "application/ofd"
_MM = 25.4 / 72


def mm(points: float) -> str:
    """Points in millimetres."""
    return f"{points * _MM:.4f}".rstrip("0").rstrip(".")


def steps(said: str, size: float) -> str:
    """The steps between the characters of a text: Chinese as wide as `size`, letters and figures half of it."""
    return " ".join(mm(size if one >= "\u2e80" else size / 2) for one in said[:-1])


@dataclass
class OfdPage:
    """An OFD page of 595 × 842 points with the calls of `samples.Page`; heights are measured from the top."""

    objects: list[str] = field(default_factory=list)
    width: float = 595
    height: float = 842
    template: str = ""
    area: bool = True

    def text(self, left: float, top: float, said: str, size: float = 12, more: str = "", inner: str = "") -> OfdPage:
        """Write `said`; `more` are further attributes of the text object, `inner` elements before its text."""
        box = f"{mm(left)} {mm(top)} {mm(size * len(said))} {mm(size)}"
        self.objects.append(
            f'<ofd:TextObject ID="9" Boundary="{box}" Font="3" Size="{mm(size)}" {more}>{inner}'
            f'<ofd:TextCode X="0" Y="{mm(size * 0.88)}" DeltaX="{steps(said, size)}">{escape(said)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> OfdPage:
        """Draw a line."""
        return self.path(left, top, right - left, bottom - top, f"M 0 0 L {mm(right - left)} {mm(bottom - top)}")

    def frame(self, left: float, top: float, right: float, bottom: float) -> OfdPage:
        """Draw a rectangle."""
        w, h = mm(right - left), mm(bottom - top)
        return self.path(left, top, right - left, bottom - top, f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C")

    def path(self, left: float, top: float, width: float, height: float, data: str, more: str = "") -> OfdPage:
        """Draw a path given in millimetres from its corner."""
        box = f"{mm(left)} {mm(top)} {mm(width)} {mm(height)}"
        self.objects.append(
            f'<ofd:PathObject ID="9" Boundary="{box}" LineWidth="0.2" {more}>'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        return self

    def picture(self) -> OfdPage:
        """Show a picture over most of the page."""
        self.objects.append('<ofd:ImageObject ID="9" Boundary="20 20 170 250" CTM="170 0 0 250 0 0" ResourceID="7"/>')
        return self

    def paragraphs(self, top: float, *said: str, width: int = 38) -> float:
        """Write paragraphs wrapped at `width` characters, two blanks before each; returns the height below."""
        for one in said:
            line, rest = one[: width - 2], one[width - 2 :]
            self.text(70 + 24, top, line)
            while rest:
                top += 20
                self.text(70, top, rest[:width])
                rest = rest[width:]
            top += 20
        return top

    def xml(self) -> str:
        """Its content part."""
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {mm(self.width)} {mm(self.height)}</ofd:PhysicalBox></ofd:Area>"
        template = f'<ofd:Template TemplateID="{self.template}" ZOrder="Background"/>' if self.template else ""
        layer = f'<ofd:Layer ID="8">{"".join(self.objects)}</ofd:Layer>'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="{OFD}">{area if self.area else ""}{template}'
            f"<ofd:Content>{layer}</ofd:Content></ofd:Page>"
        )


def root(*bodies: str) -> str:
    """OFD.xml."""
    return f'<ofd:OFD xmlns:ofd="{OFD}" Version="1.0" DocType="OFD">{"".join(bodies)}</ofd:OFD>'


def body(location: str = "Doc_0/Document.xml", info: str = "", more: str = "") -> str:
    """A document of OFD.xml."""
    return (
        f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>{info}</ofd:DocInfo>"
        f"<ofd:DocRoot>{location}</ofd:DocRoot>{more}</ofd:DocBody>"
    )


def document(pages: list[str], common: str = "", more: str = "") -> str:
    """Document.xml; `pages` are the places of its pages."""
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="{place}"/>' for number, place in enumerate(pages, 10))
    return (
        f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>'
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>"
    )


def ofd(pages: list[OfdPage], info: str = "", common: str = "", more: str = "", **parts: str) -> bytes:
    """An OFD file of those pages; `parts` are further parts of its document by name, without the ending .xml."""
    places = [f"Pages/Page_{number}/Content.xml" for number in range(len(pages))]
    files: dict[str, bytes | str] = {
        "OFD.xml": root(body(info=info)),
        "Doc_0/Document.xml": document(places, common, more),
        "Doc_0/PublicRes.xml": f'<ofd:Res xmlns:ofd="{OFD}" BaseLoc="Res"/>',
    }
    files.update({f"Doc_0/{place}": page.xml() for place, page in zip(places, pages, strict=True)})
    files.update({f"Doc_0/{name}.xml": content for name, content in parts.items()})
    return zipped(files)
