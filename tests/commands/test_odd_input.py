"""What a clerk gets wrong on the command line: one Chinese sentence, exit status 1 or 2, and everything as it was."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.commands.test_calls import REPORT
from zonetracker.__main__ import main
from zonetracker.commands import verbs
from zonetracker.services.ledger import Ledger
from zonetracker.services.sample.book import clear_sample
from zonetracker.storage.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a space in its name, in which a workbook with targets lies."""
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "我的 文件"
    place.mkdir()
    (place / "报告.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(place)
    assert main(["new", "台账.zt", "--zone", "青岚高新区"]) == 0
    assert main(["import", "台账.zt", "报告.txt", "--accept", "all"]) == 0
    return place


def refused(capsys: pytest.CaptureFixture[str], *call: str, status: int = 1) -> str:
    """The one sentence that a call is refused with."""
    capsys.readouterr()
    try:
        found: object = main(list(call))
    except SystemExit as stopped:
        found = stopped.code
    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert (found, said.out) == (status, "")
    assert len(lines) == 1 and lines[0].endswith("。"), said.err
    return lines[0]


def content(book: str | Path) -> object:
    with Ledger.open(book) as ledger:
        return ledger.actuals(), ledger.targets(), ledger.reports(), len(ledger.history())


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["status", "台账.zt", "--month", "23-09"], "不是月份"),
        (["status", "台账.zt", "--month", "2023-00"], "不是月份"),
        (["status", "台账.zt", "--month", "2023年9月"], "不是月份"),
        (["status", "台账.zt", "--month"], "--month 后面缺少内容"),
        (["status", "台账.zt"], "缺少参数 --month"),
        (["status", "台账.zt", "--month", "2023-09", "多的"], "多出了参数 多的"),
        (["status", "台账.zt", "--month", "2023-09", "--format", "xml"], "--format 不能是“xml”"),
        (["sheet", "台账.zt", "--month", "2023-09", "表.xls"], "扩展名应为 .xlsx"),
        (["new", "台账.txt", "--zone", "甲区"], "扩展名应为 .zt"),
        (["new", "新.zt", "--zone", " "], "名称不能空着"),
        (["undo", "台账.zt", "--steps", "0"], "不是步数"),
        (["undo", "台账.zt", "--steps", "一"], "不是步数"),
        (["报告"], "不能是“报告”"),
        (["--self-test", "a", "b", "c"], "最多再加一个工作簿"),
    ],
)
def test_a_wrong_call(folder: Path, capsys: pytest.CaptureFixture[str], call: list[str], said: str) -> None:
    before = content("台账.zt")
    assert said in refused(capsys, *call, status=2)
    assert content("台账.zt") == before
    assert {path.name for path in folder.iterdir()} == {"报告.txt", "台账.zt"}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["extract", "没有.txt"], "没有.txt"),
        (["extract", "."], "“我的 文件”是一个文件夹"),
        (["import", "台账.zt", "没有.txt"], "没有.txt"),
        (["import", "没有.zt", "报告.txt"], "没有.zt"),
        (["import", ".", "报告.txt"], "文件夹"),
        (["import", "报告.txt", "报告.txt"], "报告.txt"),
        (["actuals", "台账.zt", "没有.csv", "--month", "2023-09"], "没有.csv"),
        (["actuals", "台账.zt", ".", "--month", "2023-09"], "文件夹"),
        (["actuals", "台账.zt", "报告.txt", "--month", "2023-09"], "表头"),
        (["actuals", "台账.zt", "台账.zt", "--month", "2023-09"], "台账"),
        (["status", "没有.zt", "--month", "2023-09"], "没有.zt"),
        (["new", "台账.zt", "--zone", "甲区"], "已经存在"),
        (["new", "没有/台账.zt", "--zone", "甲区"], "没有"),
        (["sheet", "台账.zt", "--month", "2023-09", "没有/表.xlsx"], "不存在"),
        (["summary", "台账.zt", "--month", "2023-09", "没有/通报.html"], "不存在"),
        (["gauges", "台账.zt", "--month", "2023-09", "没有/图.png"], "不存在"),
        (["backup", "台账.zt", "台账.zt"], "自己身上"),
        (["backup", "台账.zt", "../我的 文件/台账.zt"], "自己身上"),
        (["undo", "台账.zt", "--steps", "3"], "只有 2 步"),
        (["redo", "台账.zt"], "没有可以恢复"),
        (["demo", "报告.txt"], "不是文件夹"),
        (["--self-test", "报告.txt/里"], "文件夹"),
    ],
)
def test_what_cannot_be_done(folder: Path, capsys: pytest.CaptureFixture[str], call: list[str], said: str) -> None:
    before = content("台账.zt")
    assert said in refused(capsys, *call)
    assert content("台账.zt") == before
    assert {path.name for path in folder.iterdir()} == {"报告.txt", "台账.zt"}


def test_one_wrong_report_keeps_out_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "另一份.txt").write_text(REPORT.replace("80亿元", "81亿元"), encoding="utf-8")
    before = content("台账.zt")
    assert "没有.txt" in refused(capsys, "import", "台账.zt", "另一份.txt", "没有.txt")
    assert content("台账.zt") == before


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.csv", b"", "空文件"),
        ("白.csv", b"\xef\xbb\xbf\r\n,,\r\n", "没有可读的文字"),
        ("图.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(40), "损坏"),
        ("文.xlsx", "指标名称,累计\n".encode(), "文.xlsx"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧.xls"),
        ("别月.csv", "2023年1-8月\n指标名称,累计\n地区生产总值,50\n".encode(), "1-8月"),
        ("不认识.csv", "指标名称,累计\n月球货运量,50\n".encode("gb18030"), "没有一个指标"),
    ],
)
def test_a_wrong_sheet(folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, said: str) -> None:
    (folder / name).write_bytes(data)
    before = content("台账.zt")
    capsys.readouterr()
    assert main(["actuals", "台账.zt", name, "--month", "2023-09"]) == 1
    assert said in capsys.readouterr().err
    assert content("台账.zt") == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("带标记.csv", "指标名称,累计,同比增长\n地区生产总值,57.50,(1.5)\n".encode("utf-8-sig")),
        ("国标.csv", "指标名称，累计，同比增长\n地区生产总值，５７．５０，下降1.5\n".encode("gb18030")),
        ("制表.csv", "指标名称\t累计\t同比增长\n地区生产总值\t57.50\t-1.5%\n".encode("utf-16")),
        ("分号.csv", 'sep=;\n指标名称;累计;同比增长\n地区生产总值;" 57.50 ";－1.5\n'.encode()),
        (
            "合并.xlsx",
            workbook(
                ["2023年1-9月主要指标"],
                ["指标名称", "单位", "9月", None, "1-9月累计", None],
                [None, None, "总量", "增速%", "总量", "增速%"],
                ["一、地区生产总值", "万元", "1", "1", "575,000", "△1.5"],
                ["财政总收入", "亿元", "—", "—", "—", "—"],
            ),
        ),
    ],
)
def test_a_sheet_of_another_shape(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    assert main(["actuals", "台账.zt", name, "--month", "2023-9"]) == 0
    with Ledger.open("台账.zt") as ledger:
        found = [actual for actual in ledger.actuals(2023) if actual.month == 9]
    assert len(found) == 1
    value = found[0].value
    assert value is not None
    level = value / 10000 if found[0].unit == "万元" else value
    assert (level, found[0].growth) == (Decimal("57.5"), Decimal("-1.5"))


def test_a_workbook_open_in_another_process(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = "from zonetracker.services.ledger import Ledger; Ledger.open('台账.zt'); print('ok', flush=True); input()"
    other = subprocess.Popen([sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"ok"
        said = refused(capsys, "undo", "台账.zt")
        assert "查看" in said or "打开" in said
        assert main(["status", "台账.zt", "--month", "2023-09"]) == 0
        assert main(["sheet", "台账.zt", "--month", "2023-09", "表.xlsx"]) == 0
    finally:
        other.communicate(b"\n")
    assert main(["undo", "台账.zt"]) == 0


def test_a_workbook_of_a_newer_version_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray((folder / "台账.zt").read_bytes())
    assert int.from_bytes(data[68:72], "big") == APPLICATION_ID
    data[60:64] = (9999).to_bytes(4, "big")
    (folder / "新版.zt").write_bytes(data)
    for call in (["status", "新版.zt", "--month", "2023-09"], ["import", "新版.zt", "报告.txt"], ["check", "新版.zt"]):
        assert "版本" in refused(capsys, *call)
    assert (folder / "新版.zt").read_bytes() == data


def test_a_year_without_targets_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["status", "台账.zt", "--month", "2019-09", "--format", "json"]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == "[]"
    assert "还没有 2019 年的目标" in said.err


def test_a_bug_is_one_sentence_and_leaves_a_bundle(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("报告里的一句话")

    monkeypatch.setitem(verbs.VERBS, "check", broken)
    said = refused(capsys, "check", "台账.zt")
    assert "出错记录在" in said and "一句话" not in said
    assert list((folder.parent / "home" / "log").glob("crash-*.zip"))


def test_a_full_disk_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "台账.zt")

    monkeypatch.setitem(verbs.VERBS, "check", full)
    assert "台账.zt" in refused(capsys, "check", "台账.zt")


def test_a_program_without_a_console(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["status", "台账.zt", "--month", "2023-09"]) == 0
    assert main(["status", "没有.zt", "--month", "2023-09"]) == 1
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_a_reader_that_goes_away(folder: Path) -> None:
    """`zonetracker history … | head -1` ends without a complaint of Python's."""
    call = [sys.executable, "-m", "zonetracker", "extract", str(folder / "报告.txt")]
    done = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert done.stdout is not None and done.stderr is not None
    done.stdout.close()
    assert (done.stderr.read(), done.wait()) == (b"", 1)
    done.stderr.close()


def test_a_demo_keeps_off_what_somebody_works_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sample workbook that the program made alone is made anew; one with a clerk's own operation stays."""
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    book = tmp_path / "样例.zt"
    assert main(["sample", str(book)]) == 0
    clear_sample(book)
    assert not book.exists()
    assert main(["sample", str(book)]) == 0
    with Ledger.open(book, "张三") as ledger:
        ledger.add_milestone("青岚大桥通车", 2023)
    capsys.readouterr()
    assert main(["demo", str(tmp_path)]) == 1
    assert "请换一个文件夹" in capsys.readouterr().err
    with Ledger.open(book) as ledger:
        assert [one.name for one in ledger.milestones(2023)][-1] == "青岚大桥通车"


def test_a_folder_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the one user whom permissions do not hold, it is done without that privilege."""
    if sys.platform == "win32":
        pytest.skip("permissions of folders are another matter there")
    before = (folder / "台账.zt").read_bytes()
    folder.chmod(0o555)
    plain = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if plain and shutil.which("setpriv") is None:
        pytest.skip("no way to give up the privilege")
    try:
        for call, said in (
            (["new", "新.zt", "--zone", "甲区"], "只读"),
            (["import", "台账.zt", "报告.txt"], "只读"),
            (["undo", "台账.zt"], "只读"),
            (["sheet", "台账.zt", "--month", "2023-09", "表.xlsx"], "不能写入"),
            (["summary", "台账.zt", "--month", "2023-09", "通报.html"], "不能写入"),
            (["backup", "台账.zt", "备份.zt"], "只读"),
            (["demo", "成果"], "建不了"),
        ):
            done = subprocess.run(
                [*plain, sys.executable, "-B", "-m", "zonetracker", *call],
                capture_output=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1), (call, done.stderr)
            assert said in done.stderr
        status = [*plain, sys.executable, "-B", "-m", "zonetracker", "status", "台账.zt", "--month", "2023-09"]
        assert subprocess.run(status, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode == 0
    finally:
        folder.chmod(0o755)
    assert (folder / "台账.zt").read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"报告.txt", "台账.zt"}
