"""Named items that a reader can tick: what is one, what is not, and by when."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import noted, text_of
from tests.extraction.stages import FRAME, LEXICON, PLAN, REVIEW, flat_of, marks_of
from zonetracker.extraction.events.milestones import Milestones
from zonetracker.extraction.events.when import Almanac
from zonetracker.extraction.sentences.assemble import Assembler
from zonetracker.extraction.sentences.clause import Carry
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.times import Timeline
from zonetracker.model.facts import FactType, Kind


def test_one_verb_for_a_list_of_named_items() -> None:
    """2023年目标是：竣工云溪污水处理厂二期、北山大道等基础设施项目。"""
    assert noted(text_of(test_one_verb_for_a_list_of_named_items)) == [
        "目标 2023 竣工云溪污水处理厂二期 重点事项",
        "目标 2023 竣工北山大道 重点事项",
    ]


def test_the_verb_after_the_items() -> None:
    """2022年，望江大桥、滨河公园等项目建成投用。"""
    assert noted(text_of(test_the_verb_after_the_items)) == [
        "实绩 2022 望江大桥建成投用 重点事项",
        "实绩 2022 滨河公园建成投用 重点事项",
    ]


def test_an_award() -> None:
    """2022年，临江区获评国家级双创示范基地。"""
    assert [row.split()[-1] for row in noted(text_of(test_an_award))] == ["重点事项"]


def test_a_deadline() -> None:
    """2023年目标是：加快推进滨江大道改造提升工程，确保6月底前全面完工。"""
    assert noted(text_of(test_a_deadline))[-1].endswith("重点事项 限2023-06")


def test_process_verbs_and_slogans_are_none() -> None:
    """2023年，我们将加快推进智慧城市建设，打造一流营商环境，不断提升治理能力。"""
    assert noted(text_of(test_process_verbs_and_slogans_are_none)) == []


def reader_of(flat: Flat) -> Milestones:
    return Milestones(LEXICON, Namer(LEXICON), flat, Almanac(flat.text, Timeline(flat.text, flat.shape, FRAME), FRAME))


def milestones(text: str, period: Period = REVIEW, *, caption: bool = False) -> list[Draft]:
    flat = flat_of(text)
    marks = marks_of(text)
    figures = Assembler(LEXICON, flat.text, flat.shape, FRAME).sentence(0, len(flat.text), marks, period, Carry())
    rows = reader_of(flat).sentence(0, len(flat.text), figures, period, caption)
    assert all(row.type is FactType.MILESTONE for row in rows)
    return rows


def told(text: str, period: Period) -> list[str]:
    """Kind, name and deadline of each; a goal is of the year that is planned."""
    rows = milestones(text, period)
    assert all(row.year == (2023 if row.kind is Kind.TARGET else period.year) for row in rows)
    kinds = {Kind.TARGET: "目标", Kind.ACTUAL: "实绩"}
    return [f"{kinds[row.kind]} {row.name}{f' 限{row.deadline}' if row.deadline else ''}" for row in rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("竣工云溪污水处理厂二期", ["竣工云溪污水处理厂二期"]),
        ("望江大桥建成投用", ["望江大桥建成投用"]),
        ("完成望江大桥改造工程", ["望江大桥改造工程"]),
        ("推进望江大桥工程，确保6月底前全面完工", ["望江大桥工程完工"]),
        ("我区获评国家级双创示范基地", ["获评国家级双创示范基地"]),
        ("望江大桥6月合龙、滨河隧道4月开工", ["望江大桥合龙", "滨河隧道开工"]),
    ],
)
def test_named_items(text: str, names: list[str]) -> None:
    assert [row.name for row in milestones(text)] == names


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("去年9月上线“惠企通”平台，组建临江科创投资集团", ["实绩 上线“惠企通”平台", "实绩 组建临江科创投资集团"]),
        ("金鼎智造项目已完成一号厂房、研发楼等建设", ["实绩 金鼎智造项目一号厂房建设", "实绩 金鼎智造项目研发楼建设"]),
        ("恒川科技首条产线正式下线，计划年内投产", ["实绩 恒川科技首条产线下线", "目标 恒川科技首条产线投产"]),
        ("云湖文旅小镇主街已封顶，计划10月开街", ["实绩 云湖文旅小镇主街封顶", "目标 云湖文旅小镇主街开街 限2023-10"]),
        (
            "园区先后被评为“国家级绿色园区”、“省级文明单位”，并列入全国低碳试点",
            ["实绩 园区被评为“国家级绿色园区”", "实绩 园区被评为“省级文明单位”", "实绩 列入全国低碳试点"],
        ),
        ("创成国家卫生县城，跻身全国县域旅游百强", ["实绩 创成国家卫生县城", "实绩 跻身全国县域旅游百强"]),
        ("湖西新区晋升为省级经济开发区", ["实绩 湖西新区晋升为省级经济开发区"]),
        (
            "天工机械、巨力电气分别被省工信厅评为国家级小巨人企业、省级单项冠军",
            ["实绩 天工机械被省工信厅评为国家级小巨人企业", "实绩 巨力电气被省工信厅评为省级单项冠军"],
        ),
        ("这标志着临江环线全线贯通", ["实绩 临江环线全线贯通"]),
        ("位于城北的兴科半导体材料项目开工", ["实绩 兴科半导体材料项目开工"]),
        ("计划总投资12亿元的恒信新材料项目正式投产", ["实绩 恒信新材料项目正式投产"]),
        (
            "老城污水处理厂已建成投入运行，江南水厂竣工供水",
            ["实绩 老城污水处理厂建成投入运行", "实绩 江南水厂竣工供水"],
        ),
        ("全省首届数字农业大会在临江成功举办", ["实绩 首届数字农业大会成功举办"]),
        ("人民路改造工程顺利通过省级验收", ["实绩 人民路改造工程通过省级验收"]),
        ("行政中心主干道已完成建设", ["实绩 行政中心主干道完成建设"]),
        ("蝉联“全国双拥模范城”称号", ["实绩 蝉联“全国双拥模范城”称号"]),
        ("临江新区获国务院批复设立", ["实绩 临江新区获国务院批复设立"]),
        ("博物馆、6座人行天桥建成投用", ["实绩 博物馆建成投用"]),
        ("远航重工三号船坞5月动工、11月建成", ["实绩 远航重工三号船坞动工", "实绩 远航重工三号船坞建成"]),
        (
            "人民会堂竣工开放，城南变电站动工兴建，东港热电并网运行",
            ["实绩 人民会堂竣工开放", "实绩 城南变电站动工兴建", "实绩 东港热电并网运行"],
        ),
        ("临江高新区成功入选国家级双创示范基地名单", ["实绩 临江高新区入选国家级双创示范基地名单"]),
        ("西江航道全线通航，首航临江至香港货运航线", ["实绩 西江航道通航", "实绩 首航临江至香港货运航线"]),
        ("6月18日，总投资36亿元的远景储能电池项目在经开区正式开工", ["实绩 远景储能电池项目正式开工"]),
        ("经过两年建设，南湖文化艺术中心昨日揭牌开放", ["实绩 南湖文化艺术中心揭牌开放"]),
        (
            "该区先后获批国家级物流枢纽、省级服务业集聚示范区",
            ["实绩 获批国家级物流枢纽", "实绩 获批省级服务业集聚示范区"],
        ),
        ("昌河汽车新能源基地首车下线", ["实绩 昌河汽车新能源基地首车下线"]),
        ("全国首个氢能重卡换电站在滨海港区投运", ["实绩 全国首个氢能重卡换电站投运"]),
        (
            "市图书馆新馆、科技馆、青少年活动中心相继建成开放",
            ["实绩 市图书馆新馆建成开放", "实绩 科技馆建成开放", "实绩 青少年活动中心建成开放"],
        ),
        ("中欧班列南线顺利首发，综合保税区二期封关运行", ["实绩 中欧班列南线首发", "实绩 综合保税区二期封关运行"]),
        (
            "李家村、杏花村分别获评全国乡村旅游重点村、省级美丽休闲乡村",
            ["实绩 李家村获评全国乡村旅游重点村", "实绩 杏花村获评省级美丽休闲乡村"],
        ),
        ("东方重工挂牌上市，金牛化工在科创板上市", ["实绩 东方重工挂牌上市", "实绩 金牛化工上市"]),
        ("人民医院东院区顺利通过竣工验收", ["实绩 人民医院东院区通过竣工验收"]),
        ("《历史文化名城保护条例》正式施行", ["实绩 《历史文化名城保护条例》施行"]),
        ("清河水库除险加固工程全面完成", ["实绩 清河水库除险加固工程全面完成"]),
        ("机场至高铁站快速通道建成通车，实现两站十五分钟直达", ["实绩 机场至高铁站快速通道建成通车"]),
        ("我市成功创建全国文明城市", ["实绩 创建全国文明城市"]),
        ("11月28日上午，滨江大道跨河大桥合龙仪式举行", ["实绩 滨江大道跨河大桥合龙仪式举行"]),
        ("截至目前，环湖路改造已完工，湖心公园进入收尾阶段", ["实绩 环湖路改造完工"]),
        ("由中建集团承建的城市展览馆项目主体结构顺利封顶", ["实绩 城市展览馆项目主体结构封顶"]),
        ("历时三年建设的清江引水工程正式通水", ["实绩 清江引水工程通水"]),
        ("全省首家跨境电商保税仓开仓运营", ["实绩 首家跨境电商保税仓开仓运营"]),
        ("我县被列为全国乡村振兴示范县创建单位", ["实绩 被列为全国乡村振兴示范县创建单位"]),
        (
            "“数字农业大脑”平台上线运行，智慧停车系统投入使用",
            ["实绩 “数字农业大脑”平台上线运行", "实绩 智慧停车系统投入使用"],
        ),
        ("新增国家级专精特新企业5家，华创精密入选制造业单项冠军", ["实绩 华创精密入选制造业单项冠军"]),
        ("盘龙江特大桥、青石岭隧道等控制性工程全线贯通", ["实绩 盘龙江特大桥全线贯通", "实绩 青石岭隧道全线贯通"]),
        ("市委党校新校区、残疾人康复中心交付使用", ["实绩 市委党校新校区交付使用", "实绩 残疾人康复中心交付使用"]),
        ("省级高新区创建获省政府批复", ["实绩 省级高新区创建获省政府批复"]),
        ("成功承办第六届全国智能制造大赛", ["实绩 承办第六届全国智能制造大赛"]),
        ("凤凰岭风景区晋升国家5A级旅游景区", ["实绩 凤凰岭风景区晋升国家5A级旅游景区"]),
        ("东湖水厂二期、城西变电站分别于4月、9月投运", ["实绩 东湖水厂二期投运", "实绩 城西变电站投运"]),
        ("新材料产业园一期基础设施配套建设完成", ["实绩 新材料产业园一期基础设施配套建设完成"]),
        ("县人民医院通过三级医院评审", ["实绩 县人民医院通过三级医院评审"]),
        ("年产20万吨绿色建材项目竣工投产", ["实绩 年产20万吨绿色建材项目竣工投产"]),
        ("与浙江大学共建的绿色化工研究院揭牌成立", ["实绩 绿色化工研究院揭牌成立"]),
        (
            "长江路改造工程(一期)竣工，二期即将启动",
            ["实绩 长江路改造工程(一期)竣工", "目标 长江路改造工程二期启动"],
        ),
    ],
)
def test_what_a_review_says_was_done(text: str, rows: list[str]) -> None:
    assert told(text, REVIEW) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("6月底前开通临江至南浦动车专列", ["目标 开通临江至南浦动车专列 限2023-06"]),
        (
            "年底前全面完成北湖公园改造提升、青溪大桥加固工程",
            ["目标 北湖公园改造提升 限2023-12", "目标 青溪大桥加固工程 限2023-12"],
        ),
        ("促进远帆、海润等新能源项目如期投产达效", ["目标 远帆新能源项目投产达效", "目标 海润新能源项目投产达效"]),
        ("启动城东和河西片区改造", ["目标 启动城东片区改造", "目标 启动河西片区改造"]),
        ("动工建设老城搬迁、盛元轴承等项目", ["目标 动工建设老城搬迁", "目标 动工建设盛元轴承项目"]),
        ("(3)完成西环路一期工程", ["目标 西环路一期工程"]),
        ("②启动市博物馆迁建，9月前完成征地拆迁", ["目标 启动市博物馆迁建", "目标 市博物馆迁建征地拆迁 限2023-09"]),
        ("市博物馆新馆12月底前建设完成", ["目标 市博物馆新馆建设完成 限2023-12"]),
        ("推动临江国际物流港投产运营", ["目标 临江国际物流港投产运营"]),
        ("《数据管理条例》6月底前修订出台", ["目标 《数据管理条例》修订出台 限2023-06"]),
        (
            "3月底前完成一号厂房主体工程，争取区图书馆新馆开工建设",
            ["目标 一号厂房主体工程 限2023-03", "目标 区图书馆新馆开工建设"],
        ),
        ("一季度开工南岭水库，秋季建成南山中学", ["目标 开工南岭水库 限2023-03", "目标 建成南山中学"]),
        (
            "引进恒达粮油、华瑞冷链仓储项目，推动昌达光缆等成果转化落地",
            ["目标 引进恒达粮油项目", "目标 引进华瑞冷链仓储项目", "目标 昌达光缆成果转化落地"],
        ),
        (
            "2023年9月底前完成城南客运站主体工程，年底前投入运营",
            ["目标 城南客运站主体工程 限2023-09", "目标 城南客运站投入运营 限2023-12"],
        ),
        ("确保东部快速路6月通车、体育公园10月开园", ["目标 东部快速路通车 限2023-06", "目标 体育公园开园 限2023-10"]),
        ("力争引江补源工程获批立项，启动老火车站片区更新", ["目标 引江补源工程获批立项", "目标 启动老火车站片区更新"]),
        (
            "建成投用实验中学北校区、妇幼保健院新院等民生项目",
            ["目标 建成投用实验中学北校区", "目标 建成投用妇幼保健院新院"],
        ),
        ("争创国家知识产权强市建设示范城市", ["目标 争创国家知识产权强市建设示范城市"]),
        ("推进明珠湖国际会议中心、凤凰山隧道开工建设", ["目标 明珠湖国际会议中心开工建设", "目标 凤凰山隧道开工建设"]),
        ("完成国土空间总体规划编制报批", ["目标 国土空间总体规划编制报批"]),
        ("出台促进民宿业发展若干意见", ["目标 出台促进民宿业发展若干意见"]),
        ("加快港区铁路专用线建设，年底具备通车条件", ["目标 港区铁路专用线具备通车条件 限2023-12"]),
        ("设立新材料产业投资基金，组建市大数据集团", ["目标 设立新材料产业投资基金", "目标 组建市大数据集团"]),
        ("建成5G基站500个，开通城东公交枢纽", ["目标 开通城东公交枢纽"]),
        (
            "加快建设体育中心、妇幼保健院，确保年底前主体完工",
            ["目标 体育中心完工 限2023-12", "目标 妇幼保健院完工 限2023-12"],
        ),
        (
            "推动高铁南站综合枢纽7月底前动工、创新大厦四季度交付",
            ["目标 高铁南站综合枢纽动工 限2023-07", "目标 创新大厦交付 限2023-12"],
        ),
        (
            "（二）建成运营冷链物流中心、再生资源交易市场。",
            ["目标 建成运营冷链物流中心", "目标 建成运营再生资源交易市场"],
        ),
        (
            "积极创建国家生态文明建设示范区、全国双拥模范城",
            ["目标 创建国家生态文明建设示范区", "目标 创建全国双拥模范城"],
        ),
        ("推动智慧港口项目签约落地，力促宏远铝业复产", ["目标 智慧港口项目签约落地"]),
        ("编制完成城市更新专项规划", ["目标 城市更新专项规划"]),
    ],
)
def test_what_a_plan_means_to_do(text: str, rows: list[str]) -> None:
    assert told(text, PLAN) == rows


@pytest.mark.parametrize(
    "text",
    [
        "建成学校3所",
        "项目加快建设",
        "工程建成投用",
        "一批重点项目建成投用",
        "推进智慧城市建设",
        "实现高质量发展",
        "通过不懈努力",
        "全市经济平稳增长",
        "投产后可带动上下游企业集聚",
        "建成后将成为西部重要的物流枢纽",
        "以获批国家级新区为契机推进各项工作",
        "临江成为市民休闲的好去处",
        "临江成为全国第五个经济总量突破万亿的城市",
        "目前仍缺少大项目投产",
        "开工仪式现场的天成科技是行业龙头",
        "实现政务服务事项全覆盖",
        "产业集聚效应成为区域发展新引擎",
        "随着一批项目竣工投产，工业用电快速回升",
        "新开工项目个数位居全市前列",
        "企业从签约到投产平均缩短三个月",
        "为重点企业上市开辟绿色通道",
        "建成区绿化覆盖面积持续扩大",
        "开通率达到百分之百",
        "落户企业对园区服务给予好评",
        "成立以来始终坚持服务中小企业",
        "通过招商引资推动产业升级",
        "项目全部达产后将形成完整产业链",
        "领导小组先后三次召开专题会议研究开工事宜",
        "全面完成机构改革任务",
        "项目签约率、开工率、投产率均居全市前列",
        "为园区建设投入使用的设备提供保障",
        "工业经济成为拉动增长的主引擎",
        "创建工作取得明显成效",
        "全市完成造林绿化任务",
        "开展项目集中签约活动",
        "获得群众广泛好评",
    ],
)
def test_counts_slogans_and_what_names_nothing_are_none(text: str) -> None:
    assert milestones(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "推动项目早签约、早落地、早投产",
        "促进重点产业项目落地",
        "为企业从注册到开工提供一站式服务",
        "加大创建国家森林城市工作力度",
        "引进和培育高层次人才",
        "推动更多企业上市",
        "办好临江文化艺术节",
        "打造成为全国重要的装备制造基地",
        "积极推进免签政策落地",
        "组建一批产业联盟",
        "全力推进项目早开工、快建设、早投产",
        "推动更多科技成果落地转化",
        "努力建成人民满意的服务型政府",
        "争创一流业绩",
        "加快建成区域性消费中心",
        "完善企业开办注销便利化机制",
        "引进一批高水平创新团队",
        "深入开展文明创建活动",
        "用好政策窗口期，尽快开工建设一批重大项目",
        "实现重点企业研发机构全覆盖",
        "建成更高水平的平安城市",
        "支持企业挂牌上市",
        "抓好项目签约、落地、开工、投产各环节",
        "推进在建项目加快建设、竣工项目尽快投产",
        "全面启动各项准备工作",
    ],
)
def test_hopes_are_no_milestones_of_a_plan(text: str) -> None:
    assert milestones(text, PLAN) == []


def test_a_list_that_a_figure_counts_is_no_list_of_milestones() -> None:
    assert milestones("临江大桥、北山隧道等2个项目建成投用") == []
    assert milestones("建成临江大桥、北山隧道2个项目") == []


def test_an_event_of_the_sentence_before_is_carried_on_and_doubted() -> None:
    text = "北湖中学新校区去年3月开工。计划明年底全面竣工。"
    flat = flat_of(text)
    reader = reader_of(flat)
    cut = text.index("。") + 1
    assert [row.name for row in reader.sentence(0, cut, [], REVIEW, False)] == ["北湖中学新校区开工"]
    (row,) = reader.sentence(cut, len(text), [], REVIEW, False)
    assert row.name == "北湖中学新校区竣工" and "event_carried" in row.reasons
    assert (row.kind, row.year, row.deadline) == (Kind.TARGET, 2024, "2024-12")


def test_a_numbered_list_without_full_stops_is_read_and_a_heading_is_not() -> None:
    """2023年重点工程安排
    (1)完成西环路一期工程
    (2)开工建设西城中学
    """
    assert [
        row.split()[2] for row in noted(text_of(test_a_numbered_list_without_full_stops_is_read_and_a_heading_is_not))
    ] == [
        "西环路一期工程",
        "开工建设西城中学",
    ]
    assert noted("(1)完成西环路一期工程\n2023年1月，各项工作有序推进，群众普遍满意。") == []


def test_a_deadline_or_a_will_makes_a_goal() -> None:
    assert [row.kind for row in milestones("望江大桥将建成投用")] == [PLAN.kind]
    assert [row.kind for row in milestones("望江大桥建成投用")] == [REVIEW.kind]
    (row,) = milestones("望江大桥6月底前建成投用", PLAN)
    assert row.deadline == "2023-06" and row.year == 2023
