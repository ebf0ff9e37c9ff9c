from datetime import date
from pathlib import Path

import pytest

from sanban.engine.gongwen.elements import (
    Adoption,
    Annotation,
    Attachment,
    AttachmentNote,
    Attendance,
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
    SignOff,
    Title,
)
from sanban.engine.gongwen.markdown import NotReadable, load_typed, read_markdown
from sanban.engine.gongwen.markdown.fields import FIELDS
from sanban.engine.gongwen.problems import Rejected


def typed(front, body="正文。"):
    return read_markdown(f"+++\n{front}\n+++\n{body}\n")


def refused(front, body="正文。"):
    with pytest.raises(Rejected) as caught:
        typed(front, body)
    return [str(one).removeprefix("不能成文：") for one in caught.value.problems]


FULL = """
文种 = 通知
份号 = 000001
密级 = 秘密★1年
发文机关 = 甲县人民政府、乙县人民政府
发文字号 = 甲政发〔2026〕3号   # 主办机关的
标题 = 甲县人民政府｜乙县人民政府｜关于做好工作的通知
题注 = （2026年9月1日会议通过）
主送 = ["各乡镇", "各部门："]
附件 = ["清单"]
署名方式 = 不加盖印章
成文日期 = 2026年9月11日
附注 = （此件公开发布）
抄送 = "县委办公室。"
印发机关 = 甲县人民政府办公室
印发日期 = 2026-09-12
页码 = 3
"""


def test_every_field_becomes_its_element():
    found = typed(FULL)
    assert (found.kind, found.format, found.direction) == ("notice", "general", "下行")
    assert found.elements == (
        CopyNo(1),
        Secrecy("秘密", "1年"),
        IssuerMark(("甲县人民政府", "乙县人民政府"), "文件"),
        DocNumber("甲政发", 2026, 3),
        Title("甲县人民政府乙县人民政府关于做好工作的通知", (6, 12)),
        Adoption("2026年9月1日会议通过"),
        MainRecipients("各乡镇，各部门"),
        found.first(Body),
        AttachmentNote(("清单",)),
        SignOff((Signatory("甲县人民政府"), Signatory("乙县人民政府")), date(2026, 9, 11), "none"),
        Annotation("此件公开发布"),
        CcRecipients("县委办公室"),
        PrintLine("甲县人民政府办公室", date(2026, 9, 12)),
        PageNumbers(3),
    )


def test_every_element_knows_its_line():
    found = typed(FULL)
    assert found.first(CopyNo).source.line == 4
    assert found.first(Title).source.line == 8
    assert found.first(Body).blocks[0].source.line == 21


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: row.code)
def test_the_english_name_is_the_same_field(row):
    front = {row.name: "x", "文种": "通知"}
    for name in (row.name, row.code):
        try:
            typed("\n".join(f"{key} = '{value}'" for key, value in (front | {name: "x"}).items()))
        except Rejected as rejected:
            assert "不认得这一项" not in str(rejected)


def test_dashes_fence_the_head_too():
    assert read_markdown("---\n文种 = 函\n---\n正文。").format == "letter"


@pytest.mark.parametrize(
    "text, said",
    [
        ("正文", "第 1 行 文件头：第一行要写 +++，下面写文种、标题等各项，再写一行 +++。"),
        ("", "第 1 行 文件头：第一行要写 +++，下面写文种、标题等各项，再写一行 +++。"),
        ("\n+++\n文种 = 通知", "第 2 行 文件头：只有开头的 +++，没有收尾的 +++。"),
        (
            "+++\n文种 = 通知\n标题 = 'x\n+++\n",
            "第 3 行 文件头：引号没有配成对。",
        ),
        ("+++\n文种 = 通知\n文种 = 函\n+++\n", "第 3 行 文件头：这一项写了两次，请留一个。"),
        ("+++\n文种 通知\n+++\n", "第 2 行 文件头：名称后面要有等号。"),
    ],
)
def test_a_malformed_head_is_refused_with_the_line(text, said):
    with pytest.raises(Rejected) as caught:
        read_markdown(text)
    assert str(caught.value) == f"不能成文：{said}"


def test_an_unknown_field_is_told_the_nearest():
    assert refused("文种 = 通知\n成文时间 = 2026-09-01") == [
        "第 3 行 成文时间：不认得这一项，是不是“成文日期”？"
    ]
    assert refused("文种 = 通知\nxyz = 1") == ["第 3 行 xyz：不认得这一项，请对照说明改正或删去。"]


@pytest.mark.parametrize(
    "line, said",
    [
        ("成文日期 = 2026年2月30日", "没有 2026年2月30日 这一天。"),
        ("成文日期 = 九月一日", "日期要写成 2026年9月11日 或 2026-09-11。"),
        ("份号 = 一号", "要写一个整数。"),
        ("标题 = 3", "要写文字，用引号括起来。"),
        ("行文方向 = 内行", "只能写 上行、下行、平行、公布。"),
        ("署名方式 = 手印", "只能写 加盖印章、不加盖印章、签名章。"),
        ("主送移至版记 = 好", "只能写 是 或 否。"),
        ('附注 = """\n一\n二"""', "只能写一行。"),
        ("附件 = 3", "要写名称的列表，或者用 [[附件]] 一个一个写。"),
    ],
)
def test_a_wrong_value_is_refused_with_the_line(line, said):
    name = line.partition(" ")[0]
    assert refused("文种 = 通知\n" + line) == [f"第 3 行 {name}：{said}"]


def test_an_unknown_kind_is_refused():
    (said,) = refused("文种 = 通报函")
    assert said.startswith("第 2 行 文种：没有“通报函”这个文种，只能是 决议、")
    assert refused("标题 = 某通知")[0].startswith("文种：没有写文种")


def test_print_organ_and_day_go_together():
    assert refused("文种 = 通知\n印发机关 = 甲") == [
        "第 3 行 印发机关和印发日期：印发机关和印发日期要一起写。（GB/T 9704-2012 7.4.3）"
    ]


@pytest.mark.parametrize(
    "kind, organ, mark",
    [
        ("通知", "甲县人民政府", IssuerMark(("甲县人民政府",), "文件")),
        ("函", "甲县人民政府、乙局", IssuerMark(("甲县人民政府",))),
        ("令", "甲县人民政府", IssuerMark(("甲县人民政府",), "令")),
        ("纪要", "甲县人民政府常务会议纪要", IssuerMark(("甲县人民政府常务会议",), "纪要")),
    ],
)
def test_the_mark_follows_the_format(kind, organ, mark):
    assert typed(f"文种 = {kind}\n发文机关 = {organ}").first(IssuerMark) == mark


def test_a_signature_stamp_has_post_and_name():
    found = typed(
        "文种 = 令\n发文机关 = 甲县人民政府\n职务 = 县长\n姓名 = 张三\n成文日期 = 2026-01-02"
    )
    signed = found.first(SignOff)
    assert (signed.style, signed.organs) == (
        "signature",
        (Signatory("甲县人民政府", "县长", "张三"),),
    )
    front = (
        "文种 = 议案\n成文日期 = 2026-01-02\n署名 = [{机关 = '甲', 职务 = '县长', 姓名 = '李四'}]"
    )
    assert typed(front).first(SignOff).organs == (Signatory("甲", "县长", "李四"),)
    assert refused(front.replace("职务", "官职")) == ["第 4 行 官职：不认得这一项，是不是“职务”？"]


def test_attendance_keeps_its_labels():
    found = typed("文种 = 纪要\n列席 = 丙\n出席 = ['甲', '乙']").first(Attendance)
    assert found.rows == (("出席", "甲，乙"), ("列席", "丙"))


def test_recipients_may_move_to_the_foot():
    found = typed("文种 = 通知\n主送 = 各乡镇：\n主送移至版记 = 是")
    assert found.first(MainRecipients) is None
    assert found.first(CcRecipients) == CcRecipients("", "各乡镇")


def test_attachments_come_from_sections_files_and_text(tmp_path):
    (tmp_path / "乙.md").write_text("乙的正文。", "utf-8")
    text = """+++
文种 = 通知
[[附件]]
标题 = 甲
[[附件]]
标题 = 乙
文件 = 乙.md
[[附件]]
标题 = "丙"
正文 = '''
丙的正文。'''
+++
正文。
# 附件1：甲
甲的正文。
# 附件4：丁
丁的正文。
"""
    found = read_markdown(text, tmp_path)
    assert found.first(AttachmentNote).names == ("甲", "乙", "丙", "丁")
    shown = [(one.number, one.title, one.blocks[0].text) for one in found.every(Attachment)]
    assert shown == [(n, t, f"{t}的正文。") for n, t in enumerate("甲乙丙丁", 1)]
    source = found.every(Attachment)[1].blocks[0].source
    assert (source.part, source.line) == ("乙.md", 1)
    assert found.every(Attachment)[2].blocks[0].source.line == 11


def test_a_single_attachment_has_no_number():
    found = typed("文种 = 通知", "正文。\n# 附件：清单\n内容。")
    assert found.every(Attachment) == (Attachment("清单", found.every(Attachment)[0].blocks, 0),)


@pytest.mark.parametrize(
    "front, body, said",
    [
        ("[[附件]]\n标题 = 甲\n文件 = 无.md", "x", "第 5 行 文件：无.md 没有找到"),
        ("[[附件]]\n文件名 = 无.md", "x", "第 4 行 文件名：不认得这一项，是不是“文件”？"),
        ("附件 = 甲", "x\n# 附件3：丙\n内容", "第 6 行 附件：附件的序号不连续"),
        ("附件 = 甲", "x\n# 附件1：甲\n一\n# 附件1：甲\n二", "第 8 行 附件：这个附件写了两次正文"),
    ],
)  # fmt: skip
def test_a_wrong_attachment_is_refused(front, body, said):
    assert refused("文种 = 通知\n" + front, body)[0].startswith(said)


def test_a_toml_file_holds_the_body(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes("文种 = 通知\r\n正文 = '''\r\n第一段。\r\n\\newpage'''\r\n".encode("gb18030"))
    given = load_typed(path)
    assert given.front["正文"] == "第一段。\n\\newpage"
    found = read_markdown("文种 = 通知\n正文 = '''\n第一段。\n第二段。'''", toml=True).first(Body)
    assert [(one.text, one.source.line) for one in found.blocks] == [
        ("第一段。", 3),
        ("第二段。", 4),
    ]


def test_two_bodies_are_refused():
    assert refused("文种 = 通知\n正文 = 甲", "乙") == [
        "第 3 行 正文：文件头里和文件头后面都写了正文，请留一处。"
    ]


def test_a_file_that_is_not_text_cannot_be_read(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\x89PNG\xff\xff\xff\x00")
    with pytest.raises(NotReadable, match="不是文字文件"):
        load_typed(path)
    with pytest.raises(NotReadable, match="没有这个文件"):
        load_typed(Path("没有.md"))
    with pytest.raises(NotReadable, match="文件夹"):
        load_typed(tmp_path)


def test_a_file_too_big_is_not_opened(tmp_path):
    path = tmp_path / "a.md"
    with path.open("wb") as big:
        big.truncate(101 * 1024 * 1024)
    with pytest.raises(NotReadable, match="超过 20 MB"):
        load_typed(path)
