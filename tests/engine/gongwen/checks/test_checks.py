"""一份公文的检查：要素齐不齐，各要素写得对不对。"""

from dataclasses import replace
from datetime import date

import pytest

from sanban.engine.gongwen.blocks import PageBreak, plain
from sanban.engine.gongwen.checks import check, settle
from sanban.engine.gongwen.elements import (
    Adoption,
    Attachment,
    AttachmentNote,
    Body,
    CcRecipients,
    CopyNo,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    PrintLine,
    Secrecy,
    Signatory,
    Signers,
    SignOff,
    Title,
    Urgency,
)
from sanban.engine.gongwen.kinds import DOC_KINDS
from sanban.engine.gongwen.problems import REFUSE, WARN, Rejected
from tests.engine.gongwen.checks.papers import DAY, ORGAN, document, only, signed_by, told
from tests.engine.gongwen.full import notice


@pytest.mark.parametrize("code", DOC_KINDS)
def test_a_proper_document_of_every_kind_has_no_problem(code):
    assert check(document(code)) == ()


def test_the_full_notice_has_no_problem():
    assert check(notice()) == ()


def test_an_unknown_kind_or_format_is_refused_alone():
    assert "没有“memo”这一种" in only(replace(document(), kind="memo")).message
    assert only(replace(document(), format="wide")).element == "格式"


@pytest.mark.parametrize(
    "code, dropped, name, level",
    [
        ("notice", IssuerMark, "发文机关标志", REFUSE),
        ("notice", DocNumber, "发文字号", REFUSE),
        ("notice", Title, "标题", REFUSE),
        ("notice", MainRecipients, "主送机关", WARN),
        ("request", MainRecipients, "主送机关", REFUSE),
        ("letter", MainRecipients, "主送机关", REFUSE),
        ("notice", Body, "正文", REFUSE),
        ("notice", SignOff, "成文日期", REFUSE),
        ("resolution", SignOff, "成文日期", REFUSE),
        ("request", Signers, "签发人", REFUSE),
        ("notice", PrintLine, "印发机关和印发日期", WARN),
        ("notice", PageNumbers, "页码", WARN),
    ],
)
def test_a_missing_element_is_told_with_its_article(code, dropped, name, level):
    found = only(document(code, drop=(dropped,)))
    assert (found.element, found.level) == (name, level)
    assert found.clause.startswith("条例第九条（")


@pytest.mark.parametrize(
    "code, dropped",
    [
        ("order", Title), ("order", MainRecipients), ("minutes", Title), ("minutes", SignOff),
        ("letter", PrintLine), ("public_notice", MainRecipients),
    ],
)  # fmt: skip
def test_what_a_format_has_not_is_not_missed(code, dropped):
    assert check(document(code, drop=(dropped,))) == ()


def test_an_adopted_document_is_dated_by_its_adoption():
    assert check(document("resolution", Adoption("2026年9月1日会议通过"), drop=(SignOff,))) == ()


def test_recipients_moved_to_the_foot_count():
    assert check(document("notice", CcRecipients(main="各乡镇"), drop=(MainRecipients,))) == ()


def test_a_request_goes_to_one_organ():
    found = only(document("request", MainRecipients("乙市人民政府，乙市财政局")))
    assert found.level == REFUSE
    assert found.clause == "条例第十五条（一）"
    assert "这里有 2 个" in found.message


def test_a_report_to_two_organs_is_only_warned():
    assert only(document("report", MainRecipients("甲，乙"))).level == WARN
    assert check(document("notice", MainRecipients("甲，乙"))) == ()


def test_signers_on_a_downward_document_are_warned():
    assert only(document("notice", Signers(("张三",)))).element == "签发人"


def test_each_joint_issuer_has_a_signer_and_a_signatory():
    found = document("request", IssuerMark(("甲县人民政府", "乙县人民政府"), "文件"))
    assert [(one.element, one.level) for one in check(found)] == [
        ("签发人", WARN), ("发文机关署名", WARN),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said, why",
    [
        ("甲政发[2026]3号", "六角括号"),
        ("甲政发（2026）3号", "六角括号"),
        ("甲政发【2026】3号", "六角括号"),
        ("甲政发〔26〕3号", "四位"),
        ("甲政发〔2026〕第3号", "不加“第”"),
        ("甲政发〔2026〕03号", "不编虚位"),
        ("甲政发〔２０２６〕3号", "半角"),
        ("甲政发〔2026〕 3号", "空格"),
        ("甲政发〔2026〕3", "“号”字"),
        ("第3号", "应当像 演政办发〔2026〕12号"),
        ("", "应当像"),
    ],
)
def test_a_wrong_number_is_refused_with_the_reason(said, why):
    number = DocNumber(text=said) if said else DocNumber("", 0, 0)
    found = only(document("notice", number))
    assert (found.element, found.level, found.clause) == (
        "发文字号",
        REFUSE,
        "GB/T 9704-2012 7.2.5",
    )
    assert why in found.message


@pytest.mark.parametrize(
    "code, said", [("order", "第3号"), ("minutes", "第12次"), ("minutes", "第5期")]
)
def test_orders_and_minutes_are_numbered_plainly(code, said):
    assert check(document(code, DocNumber(text=said))) == ()


def test_a_secret_document_is_warned_exactly_once():
    found = only(document("notice", CopyNo(1), Secrecy("秘密", "1年")))
    assert found.level == WARN and "网页系统不收" in found.message


@pytest.mark.parametrize(
    "more, name",
    [
        ((Secrecy("秘密"),), "份号"),
        ((CopyNo(1), Secrecy("内部")), "密级和保密期限"),
        ((CopyNo(1), Secrecy("秘密", "一年")), "密级和保密期限"),
        ((CopyNo(0),), "份号"),
        ((CopyNo(1_000_000),), "份号"),
        ((Urgency("特提"),), "紧急程度"),
        ((Urgency("急"),), "紧急程度"),
        ((IssuerMark((), "文件"),), "发文机关标志"),
        ((IssuerMark(("甲", "")), signed_by("甲乙")), "发文机关标志"),
        ((IssuerMark(tuple("甲乙丙丁戊己庚")), signed_by("甲乙丙丁戊己庚")), "发文机关标志"),
        ((Title(" "),), "标题"),
        ((Title(f"{ORGAN}通知", (99,)),), "标题"),
        ((Body(()),), "正文"),
        ((Body((PageBreak(),)),), "正文"),
        ((SignOff((), DAY),), "发文机关署名"),
        ((PageNumbers(0),), "页码"),
        ((PageNumbers(10_000),), "页码"),
        ((SignOff((Signatory(ORGAN),), DAY, "thumb"),), "署名方式"),
        ((SignOff((Signatory(ORGAN),), DAY, "signature"),), "发文机关署名"),
    ],
)  # fmt: skip
def test_a_wrong_element_is_refused(more, name):
    found = only(document("notice", *more))
    assert (found.element, found.level) == (name, REFUSE)


@pytest.mark.parametrize(
    "more, name",
    [
        ((Title(f"{ORGAN}关于某事的决定"),), "标题"),
        ((Title("关" * 21 + "的通知", (21,)),), "标题"),
        ((Body((plain("（此页无正文）"),)),), "正文"),
        ((PrintLine(ORGAN, date(2026, 9, 10)),), "印发机关和印发日期"),
        ((Body((plain("x" * 57),)),), "正文"),
        ((AttachmentNote(("甲",)),), "附件"),
        ((AttachmentNote(("甲。",)), Attachment("甲。", (plain("一"),))), "附件说明"),
        ((AttachmentNote(("《甲》",)), Attachment("《甲》", (plain("一"),))), "附件说明"),
        ((AttachmentNote(("甲",)), Attachment("乙", (plain("一"),))), "附件"),
    ],
)
def test_what_may_pass_is_warned(more, name):
    found = only(document("notice", *more))
    assert (found.element, found.level) == (name, WARN)


def test_a_letter_has_no_print_line_and_one_mark():
    assert only(document("letter", PrintLine(ORGAN, DAY))).level == REFUSE
    joint = IssuerMark(("甲", "乙")), SignOff((Signatory("甲"), Signatory("乙")), DAY)
    assert only(document("letter", *joint)).clause == "GB/T 9704-2012 10.1"


@pytest.mark.parametrize(
    "code, changes, name",
    [
        ("notice", {"format": "order"}, "格式"),
        ("notice", {"format": "minutes"}, "格式"),
        ("report", {"format": "letter"}, "格式"),
        ("order", {"format": "general"}, "格式"),
        ("letter", {"direction": "上行", "format": "general"}, "行文方向"),
    ],
)
def test_format_and_direction_fit_the_kind(code, changes, name):
    assert only(document(code, **changes)).element == name


@pytest.mark.parametrize(
    "more, said",
    [
        ((Attachment("甲", (plain("一"),)),), "附件说明里没有列出"),
        ((AttachmentNote(("甲",)), Attachment("甲")), "是空的"),
    ],
)
def test_attachments_are_listed_and_not_empty(more, said):
    found = only(document("notice", *more))
    assert found.level == REFUSE and said in found.message


def test_refusals_come_first_and_are_raised():
    given = document("notice", Title("关于某事的函"), DocNumber(text="3号"))
    assert [level for level, *_ in told(given)] == [REFUSE, WARN]
    with pytest.raises(Rejected) as caught:
        settle(given)
    assert len(caught.value.problems) == 2
