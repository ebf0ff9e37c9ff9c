"""提取：样文各格式逐项都要准，每项的原文都在说的位置上。"""

from datetime import date

import pytest

from sanban.engine.extract import NAMES, extract
from sanban.engine.extract.dates import complete, full_date, number
from sanban.engine.read import read
from tests.engine.letters import SAMPLES
from tests.engine.samples import FORMATS, Sample, as_docx, as_txt, rows


def fields_of(sample, suffix="docx"):
    return extract(read(FORMATS[suffix](sample), f"a.{suffix}")).fields


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_field_is_exact(sample, suffix):
    found = fields_of(sample, suffix)
    values = {name: found[name].value if name in found else None for name in sample.expect}
    assert values == sample.expect


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_quote_stands_where_it_says(sample, suffix):
    page = read(FORMATS[suffix](sample), f"a.{suffix}")
    for name, field in extract(page).fields.items():
        assert name in NAMES
        assert page.text[field.start : field.end] == field.quote
        assert 0.5 <= field.confidence < 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("云政发〔2026〕3号", "云政发〔2026〕3号"),
        ("云政发[2026]3号", "云政发〔2026〕3号"),
        ("云政发（2026）03号", "云政发〔2026〕3号"),
        ("云政发【2026】第3号", "云政发〔2026〕3号"),
        ("云政发〔２０２６〕３号", "云政发〔2026〕3号"),
        ("云政发 〔2026〕 3 号", "云政发〔2026〕3号"),
    ],
)
def test_odd_brackets_are_set_right_and_reported(written, value):
    sample = Sample("n", rows(f"mark|云川县人民政府文件\nnumber|{written}\ntitle|关于x的通知"))
    field = fields_of(sample)["sender_number"]
    assert field.value == value
    assert field.quote == written
    assert bool(field.note) == (written.replace(" ", "") not in {value, "云政发〔２０２６〕３号"})


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026年9月8日", date(2026, 9, 8)),
        ("2026 年 9 月 8 日", date(2026, 9, 8)),
        ("２０２６年９月８日", date(2026, 9, 8)),
        ("二〇二六年九月八日", date(2026, 9, 8)),
        ("二○二六年十二月二十一日", date(2026, 12, 21)),
        ("二零二六年十月十日", date(2026, 10, 10)),
        ("2026年2月30日", None),
        ("昨天", None),
    ],
)
def test_dates_are_read_however_written(written, day):
    assert full_date(written) == day


def test_a_deadline_without_a_year_takes_it_from_the_issue_date():
    issued = date(2026, 12, 18)
    assert complete(None, 12, 25, issued=issued) == date(2026, 12, 25)
    assert complete(None, 1, 10, issued=issued) == date(2027, 1, 10)
    assert complete(None, 2, None, issued=issued) == date(2027, 2, 28)
    assert complete(None, 1, 10, issued=None) is None
    assert complete(2027, 2, 30, issued=issued) is None
    assert number("二十一") == 21


def test_a_deadline_without_any_issue_date_is_not_guessed():
    sample = Sample("d", rows("title|关于报送材料的通知\nto|各乡镇：\ntext|请于9月1日前报送。"))
    assert "due_on" not in fields_of(sample)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("请于2026年9月20日前报送。", "2026-09-20"),
        ("务必于9月20日下午5时前将材料报县政府办。", "2026-09-20"),
        ("请于9月20日（星期日）前反馈意见。", "2026-09-20"),
        ("请在9月底前提交总结。", "2026-09-30"),
        ("9月20日17:30前报送。", "2026-09-20"),
        ("请于二〇二六年九月二十日前函复。", "2026-09-20"),
        ("9月20日召开会议。", None),
        ("自9月20日起施行。", None),
    ],
)
def test_deadlines_are_told_from_other_dates(sentence, due):
    sample = Sample(
        "d",
        rows(
            f"title|关于报送材料的通知\nto|各乡镇：\ntext|{sentence}\nsign|县水务局\nsign|2026年9月1日"
        ),
    )
    found = fields_of(sample).get("due_on")
    assert (found.value if found else None) == due


def test_what_is_not_there_is_not_found():
    assert extract(read("今天天气很好。".encode(), "a.txt")).fields == {}


def test_only_the_printing_date_is_offered_for_checking():
    sample = Sample(
        "p",
        rows("""
mark|云川县水务局文件
number|云水发〔2026〕2号
title|云川县水务局关于防汛的通知
to|各乡镇：
text|请抓好落实。
imprint|云川县水务局办公室⇥2026年6月2日印发
"""),
    )
    field = fields_of(sample)["issue_date"]
    assert field.value == "2026-06-02"
    assert field.certainty == "请核对"
    assert "印发日期" in field.note


def test_a_classification_is_named_so_that_it_can_be_refused():
    sample = Sample("s", rows("copy|机密★5年\nmark|云川县人民政府文件\ntitle|关于x的通知"))
    assert fields_of(sample)["secrecy_level"].value == "机密★5年"


def test_the_same_file_always_gives_the_same_answer():
    for build, suffix in ((as_docx, "docx"), (as_txt, "txt")):
        data = build(SAMPLES[0])
        assert extract(read(data, f"a.{suffix}")) == extract(read(data, f"a.{suffix}"))
