"""The words for what cells of a superior's form ask for, and what becomes of them."""

from __future__ import annotations

from zonetracker.model.planning import FormMeaning, FormState
from zonetracker.support.i18n import tr
from zonetracker.words.wording import months as months_words

_WHOLE_YEAR = (1, 12)


def form_meaning_word(meaning: FormMeaning) -> str:
    """What a column asks for, as a clerk chooses it."""
    words = {
        FormMeaning.CUMULATIVE: tr("本期累计"),
        FormMeaning.GROWTH: tr("累计增速"),
        FormMeaning.OWN_MONTH: tr("当月数"),
        FormMeaning.LAST_CUMULATIVE: tr("上年同期累计"),
        FormMeaning.LAST_GROWTH: tr("上年同期增速"),
        FormMeaning.LAST_OWN_MONTH: tr("上年同月数"),
        FormMeaning.LAST_YEAR: tr("上年全年"),
        FormMeaning.TARGET: tr("年度目标"),
        FormMeaning.TARGET_GROWTH: tr("目标增速"),
        FormMeaning.COMPLETION: tr("完成率"),
        FormMeaning.NOTHING: tr("不填"),
    }
    return words[meaning]


def form_state_word(state: FormState) -> str:
    """What becomes of a cell, as the list shows it."""
    words = {
        FormState.FILLED: tr("填入"),
        FormState.LIKELY: tr("待核对"),
        FormState.UNCLEAR: tr("看不出"),
        FormState.UNKNOWN: tr("没有对上"),
        FormState.MISSING: tr("台账没有"),
        FormState.OTHER_UNIT: tr("单位不合"),
        FormState.NO_NUMBER: tr("格式不合"),
        FormState.DIFFERS: tr("不一致"),
        FormState.SAME: tr("相同"),
        FormState.LATER: tr("以后月份"),
        FormState.OTHER_REGION: tr("别的地区"),
        FormState.LEFT: tr("不填"),
    }
    return words[state]


def meaning_words(meaning: FormMeaning, year: int, months: tuple[int, int]) -> str:
    """What a cell asks for, with its time: 2022年1—9月累计."""
    if meaning in (FormMeaning.TARGET, FormMeaning.TARGET_GROWTH):
        return tr("{year}年的{what}", year=year, what=form_meaning_word(meaning))
    first, last = months
    span = months_words(last) if first == 1 else _own_months(first, last)
    time = tr("{year}年{span}", year=year, span=span) if months != _WHOLE_YEAR else tr("{year}年全年", year=year)
    if meaning in (FormMeaning.GROWTH, FormMeaning.LAST_GROWTH):
        return tr("{time}的增速", time=time)
    return tr("{time}的完成率", time=time) if meaning is FormMeaning.COMPLETION else tr("{time}的数", time=time)


def _own_months(first: int, last: int) -> str:
    if first == last:
        return tr("{month}月当月", month=first)
    return tr("{first}—{last}月", first=first, last=last)
