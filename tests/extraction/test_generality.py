"""No rule knows a place, company or project of the evaluation texts: they would be right there and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

import zonetracker
from zonetracker.support.paths import seed_folder

KNOWN_PLACES_AND_PROJECTS = """
吴兴 湖州 织里 八里店 埭溪 妙西 东林镇 郑港 凌家汇 常溪 后林平台 塘红 湖织大道 上河路 经九路
纬七路 经十路 杨水路 树庄路 同心路 湖薛线
晟太线 东桥村 幻溇 杨湑 敏轩农业 蟹宴馆 明康汇 稻渔共生 华远微电 久立 敏实 安力 能讯 高安社区
新城中学 戴山 南太湖 大好高 六村
新青年城市 德马科技 贝盛绿能 金洲管道 新凤鸣 西湖漾 上河漾 三一重工 三一装备 三一装载机 沪苏湖
如皋 南通 苏中 苏北 雉水 司马港 龙游河 夏庄 夏横河 汪明路 兴园路 际弘 弘远晶体 东旭科技
力瑞电子 宏景智能 卓远半导体 中科新源 秦烯 世睿电力
超达装备 向方机电 六一电子 正海磁材 如天光电 雷狄尼 通创荟 红领党务通 博思游戏 光益丰汇 高通新能源
蚌埠 皖北 秦寨 刘巷 山香 站苏苑 黄墩窑 孝仪 国电码头 贡镇村 国显科技 鸿程光电 大富科技 凯盛
中电科 吴方机电 双环电子 丰原 聚宝盆节能
康守药用 德力太阳能 保力新 高华电子 安徽徽工 兴宇轨道 花旺集团 禹亩物流 九州樾 花语筑 天公河畔
新悦城 小黄山公园 三实小 天河科技园
云盾服务全球中心 创维商用车 创源动力
邯郸 冀南 曲周 滏阳河 五粮液灌装 银隆新能源 新兴特种管材 东郊热电
武威 青土湖 祁连山 凉州 民勤 天祝
新疆 南疆 塔里木 塔克拉玛干 昆冈 和田地区
大庆 杜尔伯特 大同棚室 谷实公司 非油经济
佛山 南海区 狮山 辽中 满都户 蒲河 沈阳
杨陵 杨凌 五泉镇 王上村 马家底 锣鼓产业园 化建新材料
三源浦 柳河县 通化 铁旺山 双福铁矿 李安仁
"""
NAMES = KNOWN_PLACES_AND_PROJECTS.split()

FOLDERS = (Path(zonetracker.__file__).resolve().parent, seed_folder())
TEXT = {".py", ".csv", ".toml", ".txt", ".json", ".html", ".md", ".jsonl", ".tsv", ".yaml", ".ini", ".po", ".qss"}


def files() -> list[Path]:
    reports = seed_folder() / "reports"
    return [
        path
        for folder in FOLDERS
        for path in sorted(folder.rglob("*"))
        if path.suffix in TEXT and reports not in path.parents and "__pycache__" not in path.parts
    ]


def test_the_list_is_long_and_the_search_reaches_the_rules() -> None:
    assert len(set(NAMES)) >= 60
    found = {path.name for path in files()}
    assert {"indicators.csv", "verbs.csv", "matching.py", "pipeline.py"} <= found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_no_name_of_the_evaluation_texts_stands_in_a_rule(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [name for name in NAMES if name in text]


def test_the_samples_are_of_made_up_places_too() -> None:
    """The sample reports carry the facts of real ones, never their names."""
    for path in sorted((seed_folder() / "reports").rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not [name for name in NAMES if name in text and name != "大好高"], path.name
