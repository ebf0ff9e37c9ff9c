"""文件头能写的各项：中文名、代号、写成什么样、说明。文档里的表由此生成。"""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sanban.engine.gongwen.markdown import values


@dataclass(frozen=True, slots=True)
class Field:
    """一项：`name` 中文名，`code` 代号，`take` 把写的值变成要的值（写错报 ValueError）。

    `others` 是也认的名称；`says` 是给人看的说明。
    """

    name: str
    code: str
    take: Callable[[Any], Any]
    says: str
    others: tuple[str, ...] = ()


# fmt: off
FIELDS = (
    Field("文种", "doc_kind", values.kind,
          "十五个文种之一，如 通知、请示、函；命令也可写 令"),
    Field("格式", "format", values.layout,
          "文件、信函、命令（令）、纪要；不写按文种定"),
    Field("行文方向", "direction", values.direction,
          "上行、下行、平行、公布；不写按文种定"),
    Field("份号", "copy_no", values.whole, "1 到 999999，印成六位"),
    Field("密级", "secrecy_level", values.text,
          "秘密、机密、绝密；可连着期限写 秘密★1年。网页系统不收涉密文件",
          ("密级和保密期限",)),
    Field("保密期限", "secrecy_term", values.text, "1年、6个月、长期"),
    Field("紧急程度", "urgency", values.text, "特急、加急"),
    Field("发文机关", "issuer", values.names,
          "全称或规范化简称；联合行文用顿号隔开或写成列表，主办在前", ("发文单位",)),
    Field("机关标志", "issuer_mark", values.names,
          "红头上的名称与发文机关不同时写；联合行文只用主办机关的，写主办机关",
          ("发文机关标志",)),
    Field("标志后缀", "mark_suffix", values.text,
          "红头名称后面的字：文件、命令、令、纪要；写空引号是没有。不写按格式定"),
    Field("发文字号", "doc_number", values.number,
          "演政办发〔2026〕12号；命令写 第3号，纪要写 第12次、第12期"),
    Field("签发人", "signer", values.names, "上行文写；联合行文按机关次序"),
    Field("标题", "title", values.title,
          "发文机关＋事由＋文种；要人定回行处，用 ｜ 隔开或写成列表"),
    Field("题注", "adoption", values.text, "会议通过的日期和会议名称，不写括号"),
    Field("主送", "main_recipient", values.joined, "不写末尾的冒号", ("主送机关",)),
    Field("主送移至版记", "main_recipient_moved", values.yes, "写 是，主送就排在版记的抄送之上"),
    Field("正文", "body", values.body, "只在 .toml 文件里写；.md 文件的正文写在文件头之后"),
    Field("附件说明", "attachment_note", values.listed,
          "各附件的名称；不写就用附件的名称"),
    Field("附件", "attachment", values.attachments,
          "名称的列表；或用 [[附件]] 一个一个写 标题、正文、文件", ("附件名称",)),
    Field("署名", "issuer_signature", values.signatories,
          "不写就是发文机关；用签名章的，写 {机关, 职务, 姓名} 的列表", ("发文机关署名",)),
    Field("署名方式", "sign_off_style", values.style,
          "加盖印章、不加盖印章、签名章；不写按文种定", ("印章",)),
    Field("职务", "post", values.text, "签名章左边的职务全称"),
    Field("姓名", "signer_name", values.text, "签名章上的姓名"),
    Field("成文日期", "issue_date", values.day, "2026年9月11日 或 2026-09-11"),
    Field("附注", "annotation", values.text,
          "不写括号，如 此件公开发布；请示写 联系人：张三，电话：0931-8800000"),
    Field("出席", "attend", values.joined, "纪要的出席名单"),
    Field("请假", "leave_request", values.joined, "纪要的请假名单"),
    Field("列席", "sit_in", values.joined, "纪要的列席名单"),
    Field("抄送", "cc_recipient", values.joined, "不写末尾的句号", ("抄送机关",)),
    Field("印发机关", "print_org", values.text, "送印的机关，多为办公室"),
    Field("印发日期", "print_date", values.day, "送印的日期，写法同成文日期"),
    Field("页码", "page_no", values.whole, "起始页码，不写从 1 起"),
)
# 附件一张表里的各项
ATTACHMENT_FIELDS = (
    Field("标题", "title", values.text, "附件的名称", ("名称",)),
    Field("正文", "body", values.body, "附件的正文，写法与公文正文相同"),
    Field("文件", "file", values.text, "正文所在的 .md 文件，或一幅 PNG、JPEG 图"),
)
# 署名一项里的各项
SIGNATORY_FIELDS = (
    Field("机关", "organ", values.text, "发文机关"),
    Field("职务", "post", values.text, "职务全称"),
    Field("姓名", "name", values.text, "姓名"),
)
# fmt: on


def known(name: str, rows: tuple[Field, ...] = FIELDS) -> Field | None:
    """按中文名、代号或也认的名称找一项。"""
    return _index(rows).get(name)


def nearest(name: str, rows: tuple[Field, ...] = FIELDS) -> str:
    """最像的一项的名称；都不像答空串。"""
    found = difflib.get_close_matches(name, _index(rows), n=1, cutoff=0.5)
    return found[0] if found else ""


def _index(rows: tuple[Field, ...]) -> dict[str, Field]:
    return {name: row for row in rows for name in (row.name, row.code, *row.others)}
