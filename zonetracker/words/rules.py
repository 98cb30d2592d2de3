"""The words for the rules of reading: why a sentence has its time, a figure its name, or no row."""

from __future__ import annotations

from zonetracker.support.i18n import tr


def say_rule(code: str, words: str, says: str) -> str:
    """A rule in words: `words` is what it looked at, `says` what it made of it."""
    return rule_words()[code].format(words=words, says=says)


def rule_words() -> dict[str, str]:
    """The words of every rule by its code, with places for what it looked at and what it said."""
    return {**_of_time(), **_of_name(), **_of_things(), **_no_figure(), **_described(), **_nothing_said(), **_refused()}


def _of_time() -> dict[str, str]:
    return {
        "time_of_document": tr("按整份文件的时间"),
        "time_of_heading": tr("按标题“{words}”"),
        "heading_weighed": tr("标题“{words}”两可，按其下文字的语气"),
        "time_of_text": tr("从“{words}”起另说一个时间"),
        "time_held": tr("按前文的时间"),
        "year_gone": tr("“{words}”说的是已经过去的年份"),
        "goal_announced": tr("“{words}”提出目标"),
        "turned_ahead": tr("“{words}”转到以后的打算"),
        "will_goes_on": tr("接着上一句的打算说"),
        "year_held": tr("按句中或本段最近说到的年份"),
        "months_held": tr("按前文说到的月份"),
        "task_and_result": tr("一段之内先列任务、后列完成情况"),
        "time_said": tr("时间词“{words}”"),
        "time_carried": tr("上一分句的时间词“{words}”"),
        "year_behind": tr("年份写在数字后面的括号里：{says}"),
        "as_its_whole": tr("在括号里，时间同前一项"),
        "set_out_from": tr("是目标所依据的基数，按实绩"),
        "met_beside": tr("写在任务数旁边的完成数，按实绩"),
        "still_to_come": tr("说的时间还没有到，按目标"),
        "stands_so": tr("说的是目前已达到的情况，按实绩"),
        "then_actually": tr("后面另有实际完成数，这里是任务数"),
        "meant": tr("前后有“力争、计划、任务”一类词，按目标"),
        "summed_up": tr("是几年合计或累计数"),
        "of_months": tr("所属月份：{says}"),
        "wanted_by": tr("完成期限：{says}"),
        "of_base": tr("是变化之前的数，年份{says}"),
    }


def _of_name() -> dict[str, str]:
    return {
        "label_before_colon": tr("冒号前是名称“{says}”"),
        "label_before_bracket": tr("括号前是名称“{says}”"),
        "name_behind": tr("名称在数字后面：“{says}”"),
        "name_of_next": tr("与后一个数字共用名称：“{says}”"),
        "name_before": tr("名称在数字前面：“{says}”"),
        "change_of_row": tr("是前一项的变化量：“{says}”"),
        "share_of_plan": tr("是完成计划的比例：“{says}”"),
        "share_of_region": tr("是占全区域的比重：“{says}”"),
        "share_of_those": tr("是其中做到的占多少：“{says}”"),
        "money_for": tr("按资金用途命名：“{says}”"),
        "task_of_row": tr("是前一项的任务数：“{says}”"),
        "cared_for": tr("按由谁负责命名：“{says}”"),
        "other_deed": tr("同一对象的另一个动作：“{says}”"),
        "told_before": tr("名称取自前面的分句：“{says}”"),
        "measure_of_row": tr("与前一项合成名称：“{says}”"),
        "part_of_whole": tr("按所属总项补全名称：“{says}”"),
        "subject_carried": tr("本句没有主语，承前一项：“{says}”"),
        "each_of_list": tr("并列的每一项各成一行：“{says}”"),
        "one_each": tr("几个数字分别对应几项"),
        "reached_each": tr("几个数字依次是前面几项达到的数"),
        "growth_named": tr("增减的是“{says}”"),
        "growth_of_row": tr("增减的是前面的项目"),
        "level_of_growth": tr("是刚才增速那一项的数值"),
        "percent_of_change": tr("百分数说的是增减"),
        "rank_named": tr("是“{says}”的位次"),
        "ranks_in_turn": tr("几个位次分别对应：“{says}”"),
        "in_run": tr("与同句的其他数字一并读出"),
    }


def _of_things() -> dict[str, str]:
    return {
        "done_thing": tr("动作在前的事项：“{says}”"),
        "thing_done": tr("动作在后的事项：“{says}”"),
        "thing_awarded": tr("获评、列入一类的事项：“{says}”"),
        "thing_before": tr("事项的名称取自前面的分句：“{says}”"),
        "goal_tied": tr("没有数字的目标：“{says}”"),
        "mended": tr("数字里有错字，已按唯一可能的读法改正"),
        "said_again": tr("前文已经出现过同一个数字"),
        "table_row": tr("出自表格"),
    }


def _no_figure() -> dict[str, str]:
    return {
        "date": tr("是日期或时间"),
        "ordinal": tr("是序号、届次或名称里的顺序"),
        "span_or_size": tr("是时长、规格或型号"),
        "no_number": tr("没有说出确定的数（比例式、分数、“几十”一类）"),
        "quoted": tr("在引号、书名号或括号里，是名称或注释的一部分"),
        "two_readings": tr("数字有两种读法，不猜"),
        "letters": tr("是编号、代号或词的一部分"),
    }


def _described() -> dict[str, str]:
    return {
        "other_time": tr("是上年同期数，只作比较"),
        "of_others": tr("是别处的水平，只作比较"),
        "supposed": tr("只是设想的情形（如果……），并未发生"),
        "of_place": tr("说的是地方的基本情况"),
        "of_one_thing": tr("说的是一个项目或一家企业自身"),
        "of_page": tr("是页面的阅读数、字数或印数"),
        "in_name": tr("是名称里的规格"),
        "in_passing": tr("顺带提到的范围或抓手"),
        "share_in_passing": tr("顺带提到的百分比"),
        "unit_states_nothing": tr("这种单位一般不说明成果"),
        "sets_scene": tr("只交代范围"),
        "names_a_thing": tr("汉字数字是名称或约数的一部分"),
        "of_institutes": tr("是合作单位或设施能力"),
        "threshold": tr("是计数的门槛（如“亿元以上企业”）"),
        "size_of_project": tr("是某个项目的规模"),
        "capacity": tr("是某个项目的产能"),
        "of_each": tr("说的是其中每一个的情况"),
        "converted": tr("是前一个数字的折算数"),
        "age_or_choice": tr("是年龄界限，或二者选一的数"),
    }


def _nothing_said() -> dict[str, str]:
    return {
        "furniture": tr("是网页或版面文字，不是正文"),
        "only_figures": tr("一串数字之间没有文字，看不出说的是什么"),
        "no_unit": tr("没有单位，也不是指数"),
        "earlier_growth": tr("括号里是以前时期的增速"),
        "pull": tr("是拉动作用或贡献率"),
        "points_of_nothing": tr("百分点只用来比较增速"),
        "rank_of_nothing": tr("没有说明是什么的位次"),
        "words_of_nothing": tr("没有说明什么持平、翻番或增长"),
        "growth_of_nothing": tr("没有说明百分数是什么的"),
        "no_name": tr("没有说明数字是什么的"),
        "in_table": tr("是表格里的表头、序号或旁注"),
    }


def _refused() -> dict[str, str]:
    return {
        "not_done": tr("说的是没有做到的事"),
        "only_told_of": tr("说的是正在做的事，或伴随别的事顺带提到"),
        "only_goes_on": tr("只说进展或“一批”，没有说是哪一件"),
        "still_to_hold": tr("是打算举办的活动"),
        "bare_boast": tr("只是评价，无从核对"),
        "unnamed_thing": tr("没有说清是哪一件：“{says}”"),
        "no_title": tr("没有说清是什么，或得到的不是有名称的称号"),
        "no_doer": tr("动作前面说的不是做这件事的人或项目"),
        "goal_of_nothing": tr("没有说清是什么要达到"),
    }
