"""The kinds of bundles there are, and which of them a file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zonetracker.extraction.reading.bundles import mails, packed, zipped
from zonetracker.extraction.reading.bundles.member import Member
from zonetracker.support.i18n import tr


@dataclass(frozen=True, slots=True)
class BundleKind:
    """One kind: `claims` looks at the content, `members` lists what lies in it; both raise Refusal for harmful ones."""

    label: Callable[[], str]
    suffixes: tuple[str, ...]
    claims: Callable[[bytes, str], bool]
    members: Callable[[bytes, str], tuple[Member, ...]]


ZIP = BundleKind(lambda: tr("压缩包"), (".zip",), zipped.is_zip, zipped.members)
PACKED = BundleKind(lambda: tr("压缩的文件"), (".gz",), packed.is_packed, packed.members)
MAIL = BundleKind(lambda: tr("邮件"), (".eml",), mails.is_mail, mails.members)
KINDS = (ZIP, PACKED, MAIL)


def kind_of(data: bytes, name: str) -> BundleKind | None:
    """Which bundle a file is; None for one that is a document, or nothing that is known."""
    return next((kind for kind in KINDS if kind.claims(data, name)), None)
