"""Kinds of sentences in work reports, final accounts and plans, with neighbours that stay."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import PLAN, REVIEW, figures_of, rows_of
from zonetracker.model.facts import FactType

CASES = {
    "money that the next clause says the use of": [
        ("筹集3亿元，用于公共交通发展。", "公共交通发展资金 3亿元"),
        ("争取上级资金3亿元，用于改造老旧小区。", "上级资金 3亿元"),
    ],
    "a pair inside a longer list": [
        (
            "水稻、玉米和大豆、小麦产量分别达到3万吨、4万吨、5万吨、6万吨。",
            "水稻产量 3万吨；玉米产量 4万吨；大豆产量 5万吨；小麦产量 6万吨",
        ),
    ],
    "the other side of an account": [
        (
            "全区一般公共预算收入完成12亿元，增长3%；支出完成38亿元。",
            "全区一般公共预算收入 12亿元 增3%；全区一般公共预算支出 38亿元",
        ),
        (
            "全区政府性基金收入完成9亿元，收入总计15亿元；支出总计15亿元。",
            "全区政府性基金收入 9亿元；全区政府性基金收入总计 15亿元；全区政府性基金支出总计 15亿元",
        ),
        ("地方一般公共预算收入增长2%、支出增长4%。", "地方一般公共预算收入 增2%；地方一般公共预算支出 增4%"),
        ("税收收入完成8亿元，支出完成12亿元。", "税收收入 8亿元；支出 12亿元"),
    ],
    "what was carried out of a budget": [
        (
            "全市一般公共预算收入年初预算合计128亿元，执行中部分县调整了收入预算，实际完成131亿元，为调整预算的102%。",
            "全市一般公共预算收入年初预算 128亿元；全市一般公共预算收入 131亿元；"
            "全市一般公共预算收入完成调整预算比重 102%",
        ),
        (
            "政府性基金收入完成38亿元。支出预算合计50亿元，支出预算调整为46亿元，完成44亿元。",
            "政府性基金收入 38亿元；政府性基金支出预算 50亿元；政府性基金支出预算 46亿元；政府性基金支出 44亿元",
        ),
        ("新建道路12条，完成投资4亿元。", "新建道路 12条；新建道路完成投资 4亿元"),
    ],
    "a growth behind a bracket of parts": [
        (
            "基金收入合计41亿元（其中：福利基金收入5亿元、住房基金收入36亿元），同比下降7%。",
            "基金收入 41亿元 增-7%；福利基金收入 5亿元；住房基金收入 36亿元",
        ),
        ("引进项目12个（其中亿元以上3个），增长20%。", "引进项目 12个 增20%；引进亿元以上项目 3个"),
    ],
    "what 等 says of a list": [
        ("教育、社保、医疗卫生等民生支出分别增长9%、8%、6%。", "教育支出 增9%；社保支出 增8%；医疗卫生支出 增6%"),
        ("教育、医疗支出增长较高，分别增长9%、6%。", "教育支出 增9%；医疗支出 增6%"),
    ],
    "items of one length by chance": [
        (
            "城镇新增就业、新增发放创业担保贷款分别完成年计划的118%、148%。",
            "城镇新增就业完成年计划比重 118%；新增发放创业担保贷款完成年计划比重 148%",
        ),
        ("刑事案件、火灾事故起数分别下降12%、21%。", "刑事案件起数 增-12%；火灾事故起数 增-21%"),
    ],
    "ranks of the world and of the last list": [
        ("花卉产量全球第一、优质鲜花占比60%。", "花卉产量全球排名 1位；优质鲜花占比 60%"),
        (
            "城镇化率提高至64%，建成区绿化覆盖率、绿地率分别达46%、43%，均居全国第2。",
            "城镇化率 64%；建成区绿化覆盖率 46%；建成区绿化绿地率 43%；"
            "建成区绿化覆盖率全国排名 2位；建成区绿化绿地率全国排名 2位",
        ),
        ("科技创新指数达69%、提升幅度居全国第1。", "科技创新指数 69%；科技创新指数提升幅度全国排名 1位"),
    ],
    "counts that only carry a share": [
        ("14个重点产业产值占全县总产值的80%以上。", "重点产业产值占全县总产值比重 80%"),
        ("引进项目93个，其中12条产业链项目占比达84%。", "引进项目 93个；产业链项目占比 84%"),
        ("12个村占地80亩。", "村占地 12个；村占地 80亩"),
    ],
    "words of course and of time in a name": [
        ("民间投资逆势增长2.7%。", "民间投资 增2.7%"),
        ("万亿产业、先进制造业集群从无到有，分别达2个、3个。", "万亿产业 2个；先进制造业集群 3个"),
        ("注册市场主体五年新增43万家、达到79万家。", "注册市场主体新增 43万家；注册市场主体 79万家"),
        ("高新技术企业数3年翻一番。", "高新技术企业数 增100%"),
        ("有效期内高新技术企业达780家。", "有效期内高新技术企业 780家"),
    ],
    "the owner in the clause before": [
        (
            "民营经济快速发展，增加值年均增长13%，占全县生产总值的比重达到48%。",
            "民营经济增加值年均增速 增13%；民营经济增加值占全县生产总值的比重 48%",
        ),
        ("主导产业支撑作用增强，占规模以上工业增加值比重达到78%。", "主导产业占规模以上工业增加值比重 78%"),
        ("直接增加税收收入11亿元，全年税收累计完成88亿元。", "直接增加税收收入 11亿元；税收 88亿元"),
    ],
    "brackets that leave somebody out": [
        (
            "全市生产总值完成322亿元、增长6%（不含新区增长7%，全省第一）。",
            "全市生产总值 322亿元 增6%；不含新区全市生产总值 增7%；不含新区全市生产总值全省排名 1位",
        ),
    ],
    "what two names share, and what not": [
        ("科创园签约入园企业43家、意向入园企业96家。", "科创园签约入园企业 43家；意向入园企业 96家"),
        ("新增挂牌上市企业15家、达到96家。", "新增挂牌上市企业 15家；挂牌上市企业 96家"),
        (
            "市级以上农业园区突破百个，数量、规模连续三年全省第一。",
            "市级以上农业园区 100个；市级以上农业园区数量全省排名 1位；市级以上农业园区规模全省排名 1位",
        ),
        ("规上加工企业、精深加工项目分别达到200个以上。", "规上加工企业 200个；精深加工项目 200个"),
        ("全市各级政府和部门一般性支出均压减10%以上。", "全市各级政府和部门一般性支出压减 增-10%"),
        ("一产和二产增加值均增长5%。", "一产增加值 增5%；二产增加值 增5%"),
        ("破获刑事案件29起、刑拘犯罪嫌疑人75名。", "破获刑事案件 29起；刑拘犯罪嫌疑人 75名"),
    ],
    "what held for years before": [
        ("民生支出5亿元，占财政支出比重为86%，连续6年超85%以上。", "民生支出 5亿元；民生支出占财政支出比重 86%"),
    ],
    "by what means, by whom, marks of notes": [
        ("通过资产盘活、收回存量等方式增加非税收入8亿元。", "增加非税收入 8亿元"),
        ("省财政厅核定我市政府债务限额118亿元。", "政府债务限额 118亿元"),
        ("高标准、高效率改造提升主次干道8条（段），打通断头路18条。", "改造提升主次干道 8条（段）；打通断头路 18条"),
        ("改造提升11条（段）市政路。", "改造提升市政路 11条（段）"),
        ("开展散煤、扬尘等7个“专项行动”[5]，推进9项改革[11]。", "开展“专项行动” 7个；推进改革 9项"),
    ],
}
EVENTS = {
    "甲坪、乙河、丙石碧大型水库建成投用。": ["甲坪大型水库建成投用", "乙河大型水库建成投用", "丙石碧大型水库建成投用"],
    "青禾、云溪山、甲石高速建成通车。": ["青禾高速建成通车", "云溪山高速建成通车", "甲石高速建成通车"],
    "建成甲水、乙阳污水处理厂和丙平、丁平垃圾焚烧发电厂。": [
        "建成甲水污水处理厂",
        "建成乙阳污水处理厂",
        "建成丙平垃圾焚烧发电厂",
        "建成丁平垃圾焚烧发电厂",
    ],
    "市民中心、体育馆、图书馆建成投用。": ["市民中心建成投用", "体育馆建成投用", "图书馆建成投用"],
}


@pytest.mark.parametrize(
    ("text", "rows"),
    [pytest.param(*case, id=f"{kind} {at}") for kind, cases in CASES.items() for at, case in enumerate(cases)],
)
def test_a_sentence_gives_these_rows(text: str, rows: str) -> None:
    assert figures_of(REVIEW + text) == rows


@pytest.mark.parametrize(("text", "names"), EVENTS.items())
def test_short_names_have_the_kind_of_the_next_that_tells_one(text: str, names: list[str]) -> None:
    assert [row.name for row in rows_of(REVIEW + text) if row.type is FactType.MILESTONE] == names


def test_a_plan_in_a_name_wills_nothing() -> None:
    (row,) = rows_of(REVIEW + "“2030启航计划”启动实施。")
    assert (row.kind.value, row.year) == ("actual", 2023)


def test_months_of_the_second_half_of_a_title_are_not_those_of_the_first() -> None:
    title = "关于青禾市2023年财政决算和2024年1-6月预算执行情况的报告\n"
    first = "一、2023年财政决算情况\n全市一般公共预算收入完成29亿元。\n"
    second = "二、2024年1-6月预算执行情况\n全市一般公共预算收入完成14亿元。\n"
    assert [(row.year, row.period) for row in rows_of(title + first + second)] == [
        (2023, "annual"),
        (2024, "2024-01..2024-06"),
    ]


def test_by_how_much_earlier_is_no_time() -> None:
    (row,) = rows_of(REVIEW + "项目提前3个月完成投资2亿元。")
    assert (row.year, row.period) == (2023, "annual")


def test_a_budget_is_set_and_what_was_carried_out_reported() -> None:
    rows = rows_of(REVIEW + "2023年全区社会保险基金预算收入年初预算72亿元，完成86亿元。支出预算69亿元，完成81亿元。")
    assert [(row.kind.value, str(row.stated.value)) for row in rows] == [
        ("target", "72"),
        ("actual", "86"),
        ("target", "69"),
        ("actual", "81"),
    ]


def test_a_goal_that_a_plan_means_to_meet_is_one_of_its_rows() -> None:
    assert figures_of(PLAN + "完成碳排放强度下降2.5%的目标。") == "碳排放强度 增-2.5%"
    assert figures_of(REVIEW + "提前实现了产值增长8%的目标，税收增长5%。") == "税收 增5%"


def test_a_title_with_its_draft_in_brackets_announces_no_part() -> None:
    title = "青禾市2023年预算执行情况和2024年预算（草案）报告解读\n来源：青禾日报\n2024-01-05\n"
    (row,) = rows_of(title + "财政实力大幅提升。全市一般公共预算收入达68亿元。")
    assert (row.kind.value, row.year) == ("actual", 2023)


def test_a_heading_without_a_stop_does_not_run_into_the_line_behind_it() -> None:
    heading = "（五）加快农业农村现代化，扎实推进乡村全面振兴\n"
    assert figures_of(REVIEW + heading + "农村居民人均可支配收入增长6%以上。") == "农村居民人均可支配收入 增6%"


WHOLE_TEXTS = {
    "a five-year plan without a date": (
        "青禾市“十四五”水利发展规划\n到2025年，新增供水能力3亿立方米。新建水库2座。",
        "target 2025；target 2025",
    ),
    "a half-year's summary with its date": (
        "青禾县招商局上半年工作总结\n2023年7月5日\n上半年，全县新签约项目23个，总投资56亿元。\n"
        "下半年工作安排\n确保全年签约项目45个以上。",
        "actual 2023；actual 2023；target 2023",
    ),
    "a summary that plans at its end": (
        "2023年工作总结\n青禾县农业农村局\n一年来，全县粮食总产达到21万吨，增长2%。\n"
        "下一步工作打算\n2024年，粮食播种面积稳定在50万亩以上。新建冷库5座。",
        "actual 2023；target 2024；target 2024",
    ),
    "a heading that says neither, before one that plans": (
        "云溪街道2023年工作总结暨2024年工作计划\n一、主要工作\n完成固定资产投资5亿元。\n"
        "二、明年工作计划\n完成固定资产投资6亿元，引进项目3个。",
        "actual 2023；target 2024；target 2024",
    ),
    "a summary put on the net in the year that it plans, which it calls the next": (
        "青禾县水务局2022年工作总结及2023年工作计划\n发布时间:2023-06-15\n一、2022年工作总结\n新建水池12座。\n"
        "二、2023年工作计划\n扎实推进明年工作，新建水池15座。完成投资3亿元。",
        "actual 2022；target 2023；target 2023",
    ),
    "a title of both halves of a year, set as a heading": (
        "开发区上半年工作总结及下半年计划\n一、项目建设快速推进\n1-6月，全区建设项目共42个。其中，竣工项目3个。\n"
        "二、下半年工作计划\n新开工项目8个。",
        "actual None；actual None；target None",
    ),
    "a plan written 計畫": (
        "青禾縣水務局2023年上半年工作情況和下半年工作計畫\n二、下半年工作計畫\n完成41項飲水安全工程。",
        "target 2023",
    ),
    "a summary of years that says by which month things stood so": (
        "青禾乡五年工作总结及下一步工作计划\n2011年以来，全乡干部群众扎实工作。\n一、五年工作总结\n"
        "到2016年6月底，全乡生产总值达7520万元。固定资产投资完成3265万元。",
        "actual 2016；actual 2016",
    ),
    "a plan that says by which month things are wanted": (
        "青禾乡2016年工作要点\n到2016年6月底，建成村道6公里。",
        "target 2016",
    ),
    "a plan, whose headings look ahead": (
        "青禾县交通运输局2024年工作要点\n一、主要工作\n完成交通投资5亿元。",
        "target 2024",
    ),
}


@pytest.mark.parametrize(("text", "told"), WHOLE_TEXTS.values(), ids=WHOLE_TEXTS)
def test_a_whole_text_tells_kind_and_year(text: str, told: str) -> None:
    assert "；".join(f"{row.kind.value} {row.year}" for row in rows_of(text)) == told
