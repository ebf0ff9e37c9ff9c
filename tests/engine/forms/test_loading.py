"""从 TOML 装成表单。"""

from dataclasses import fields
from datetime import date, datetime

import pytest

from sanban.engine.forms import FORMS, load_form
from sanban.engine.forms.form import MOST_ROWS
from sanban.engine.forms.kinds.archive_list import ArchiveList
from sanban.engine.gongwen.problems import Rejected
from tests.engine.forms.filled import EXAMPLES, example

WRONG = {
    "没有说是哪种": ({}, "表单：没有写是哪一种表单，可用的是"),
    "没有这种": ({"表单": "请假条"}, "没有“请假条”这种表单"),
    "种类不是字": ({"表单": 3}, "没有“3”这种表单"),
    "没有这一栏": ({"表单": "发文稿纸", "发文文号": "x"}, "没有这一栏。是不是“发文字号”？"),
    "下层没有这一栏": (
        {"表单": "发文稿纸", "签发": [{"意 见": "同意"}]}, "签发.第1项.意 见：没有这一栏。",
    ),
    "写成了表": ({"表单": "发文稿纸", "标题": {"字": 1}}, "标题：这里写一段字"),
    "写成了真假": ({"表单": "发文稿纸", "份数": True}, "份数：这里写一段字"),
    "几项写成一段": ({"表单": "会议签到表", "人员": "张三"}, "人员：这里写几项，放在方括号里"),
    "一项写成数": ({"表单": "会议签到表", "人员": [3]}, "人员.第1项：这里写一组栏目：姓名、单位"),
    "真假写成字": ({"表单": "会议通知", "回执": "要"}, "回执：这里写 是 或者 否"),
    "数写成字": ({"表单": "会议通知", "回执行数": "三"}, "回执行数：这里写 0 到 16 的数"),
    "数太大": ({"表单": "会议通知", "回执行数": 17}, "回执行数：这里写 0 到 16 的数"),
    "字太多": ({"表单": "发文稿纸", "份数": "9" * 61}, "有 61 个字，这一栏最多 60 个"),
    "有控制符": ({"表单": "席卡", "名单": ["关于\x07的"]}, "第 3 个字是看不见的控制符 U+0007"),
    "行太多": ({"表单": "会议签到表", "人员": ["张"] * (MOST_ROWS + 1)}, "行，最多"),
    "席卡太宽": ({"表单": "席卡", "宽": 205}, "宽：请写 60 到 200 毫米"),
    "席卡太矮": ({"表单": "席卡", "高": 20}, "高：请写 30 到"),
    "几家承办没有主办": (
        {"表单": "督办通知单", "协办单位": ["甲局", "乙局"]}, "要写明主办单位",
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_a_form(path):
    assert example(path.stem).about.name in path.stem


def test_there_is_an_example_of_every_form():
    assert {example(path.stem).about.code for path in EXAMPLES} == set(FORMS)


@pytest.mark.parametrize("kind", FORMS.values(), ids=FORMS)
def test_every_field_has_a_chinese_key_of_its_own(kind):
    keys = [one.metadata["key"] for one in fields(kind)]
    assert len(set(keys)) == len(keys)
    assert all(not key.isascii() for key in keys)
    assert kind.about.basis
    assert kind.__module__.endswith(kind.about.code)


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_the_key(case):
    data, said = WRONG[case]
    with pytest.raises(Rejected) as caught:
        load_form(data)
    assert said in str(caught.value)


def test_all_problems_are_told_at_once():
    with pytest.raises(Rejected) as caught:
        load_form({"表单": "发文稿纸", "标题": {}, "甲": 1, "份数": True})
    assert {one.element for one in caught.value.problems} == {"标题", "甲", "份数"}


def test_the_code_names_do_as_well_as_the_chinese_ones():
    assert load_form({"form": "sign_in_sheet", "meeting": "水利会议"}) == load_form(
        {"表单": "会议签到表", "会议名称": "水利会议"}
    )


def test_dates_and_numbers_are_written_the_offices_way():
    form = load_form({"表单": "发文稿纸", "印制日期": date(2026, 9, 1), "份数": 85, "电话": 1.5})
    assert (form.printed_on, form.copies, form.phone) == ("2026年9月1日", "85", "1.5")
    meeting = load_form({"表单": "会议签到表", "会议时间": datetime(2026, 9, 5, 9, 0)})  # noqa: DTZ001
    assert meeting.time == "2026年9月5日09:00"


def test_the_archive_list_writes_dates_in_eight_digits():
    form = load_form({"表单": "归档文件目录", "文件": [{"题名": "甲", "日期": date(2026, 1, 2)}]})
    assert form.entries[0].issue_date == "20260102"


def test_a_name_alone_is_a_card():
    form = load_form({"表单": "席卡", "名单": ["何立新", {"姓名": "郑国平", "职务": "副县长"}]})
    assert [(one.name, one.post) for one in form.cards] == [("何立新", ""), ("郑国平", "副县长")]


def test_warnings_do_not_stop_the_form():
    form = load_form({"表单": "归档文件目录", "文件": [{"日期": "2026.9.1", "密级": "机密"}]})
    assert isinstance(form, ArchiveList)
    told = "\n".join(map(str, form.problems()))
    assert "八位数字" in told
    assert "没有题名" in told
    assert "网页系统一律拒收" in told


def test_a_closed_draft_asks_for_the_reason():
    form = load_form({"表单": "发文稿纸", "公开属性": "不予公开"})
    assert "写明理由" in "".join(map(str, form.problems()))
    odd = load_form({"表单": "发文稿纸", "公开属性": "保密"})
    assert "之一" in "".join(map(str, odd.problems()))
