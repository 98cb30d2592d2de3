"""Words on screen: Chinese is the source language, `tr` looks a sentence up in the chosen catalogue."""

from __future__ import annotations

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "zh"


def choose_language(language: str) -> None:
    """Use the catalogue of `language` ("zh" is the source itself; one that is missing leaves Chinese)."""
    global _catalogue, _language
    _language = language
    if language.startswith("zh"):
        _catalogue = gettext.NullTranslations()
        return
    from zonetracker.support.paths import resource_folder

    folder = resource_folder() / "locale"
    _catalogue = gettext.translation("zonetracker", str(folder), languages=[language], fallback=True)


def language() -> str:
    """The chosen language."""
    return _language


def program_name() -> str:
    """What clerks call the program, in titles, messages and the properties of documents."""
    return tr("目标任务台账")


def tr(text: str, /, **values: object) -> str:
    """`text` in the chosen language, its {names} filled in."""
    said = _catalogue.gettext(text)
    return said.format(**values) if values else said
