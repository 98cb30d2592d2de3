"""Which files of a mail or an archive a call means; a call that does not say gets a list of them."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.services.bundles import Chosen, Enclosure, OpenedBundle, place_of
from zonetracker.support.columns import aligned
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line, size_words


def chosen_of(bundle: OpenedBundle, wanted: Sequence[str] | None) -> list[Chosen]:
    """The enclosures of these numbers or names; raises Refusal, and lists all, where none or another is named."""
    if wanted is None:
        _list(bundle)
        said = tr("“{name}”里装着别的文件，请用 --enclosure 写明要哪一个（编号或名称）。", name=bundle.name)
        raise Refusal(RefusalCode.READ_BUNDLE, said)
    return [Chosen(bundle, _found(bundle, said)) for said in wanted]


def readable(bundle: OpenedBundle) -> list[Chosen]:
    """All that can be read; raises Refusal, and lists all, where that is nothing."""
    found = [Chosen(bundle, one) for one in bundle.enclosures if not one.trouble]
    if not found:
        _list(bundle)
        raise Refusal(RefusalCode.READ_BUNDLE, tr("“{name}”里没有能读的文件。", name=bundle.name))
    return found


def _found(bundle: OpenedBundle, said: str) -> Enclosure:
    for one in bundle.enclosures:
        if said in (str(one.number), one.name, place_of(one)):
            return one
    _list(bundle)
    told = tr("“{name}”里没有“{said}”，请照列出的编号或名称写。", name=bundle.name, said=said)
    raise Refusal(RefusalCode.READ_BUNDLE, told)


def _list(bundle: OpenedBundle) -> None:
    heads = (tr("编号"), tr("名称"), tr("大小"), tr("种类或不能读的原因"))
    lines = [
        (str(one.number), one_line(place_of(one)), size_words(one.size), one.trouble or one.kind)
        for one in bundle.enclosures
    ]
    print(aligned([heads, *lines], right=frozenset({0, 2})))
