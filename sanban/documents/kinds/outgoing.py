"""发文：拟稿、核稿、征求意见、审核、会签、签发、复核、登记、印制、核发、归档。

环节的名称都是两个字，路线上一格一个才摆得下：征求意见叫征询，会签、征询以后起草人
处理意见叫改稿，登记叫编号，用印付印叫用印。
依据《党政机关公文处理工作条例》第十八条（起草、审核、签发）、
第二十五条（复核、登记、印制、核发）。
"""

from functools import partial

from sanban.documents.models import DraftVersion, Outgoing
from sanban.engine.gongwen.serialise import from_json
from sanban.engine.gongwen.writing import plain_text
from sanban.matters.models import Matter, MatterFile
from sanban.matters.routes import ALL, SEQUENTIAL, Condition, Kind, Move, Stage
from sanban.matters.searched import FIRST_PAPER, Paper, Searched

NUMBERED = (Condition("numbered", "=", True),)
UNNUMBERED = (Condition("numbered", "=", False),)
AFTER = ("send_back", "add_signer", "refer")
FIXED = (*AFTER, "terminate", "direct_send")
FINAL_MEDIA = ("pdf", "ofd")


def searched(matter: Matter) -> Searched:
    """能搜的：文号、机关、主送、抄送；意见和各版稿子只给内部的人，外单位只搜得到定稿和附件。"""
    row = Outgoing.objects.select_related("number__prefix").filter(pk=matter.pk).first()
    if row is None:
        return Searched(is_inner=True)
    number = str(row.number) if row.number else ""
    return Searched(
        head=(number, row.issuer, row.main_recipients, row.cc_recipients),
        body=(row.project_basis, row.contact, row.publicity_reason),
        papers=_versions(matter),
        is_inner=True,
        is_out=is_out,
    )


def _versions(matter: Matter) -> tuple[Paper, ...]:
    rows = DraftVersion.objects.filter(matter=matter).values_list("pk", "number")
    return tuple(
        Paper(FIRST_PAPER + number, f"第 {number} 版稿子", f"version:{number}", partial(_text, pk))
        for pk, number in rows
    )


def _text(pk: int) -> str:
    return plain_text(from_json(DraftVersion.objects.get(pk=pk).gongwen))


def is_out(file: MatterFile) -> bool:
    """随文件发出去的：印好的定稿和附件。"""
    return file.role == "attachment" or (file.role == "main" and file.stored.media in FINAL_MEDIA)


# fmt: off
#                    环节          名称         谁办           几人怎样办完      限几个工作日
DRAFT     = Stage("draft",      "拟稿",     "starter",     days=3, forbids=("send_back",))
CHECK     = Stage("check",      "核稿",     "chosen",      days=1)
CONSULT   = Stage("consult",    "征询",     "chosen_orgs", ALL, days=5)
REVIEW    = Stage("review",     "审核",     "director",    days=1)
COSIGN    = Stage("cosign",     "会签",     "chosen",      ALL, days=3)
SETTLE    = Stage("settle",     "改稿",     "starter",     days=1)
SIGN_OFF  = Stage("sign_off",   "签发",     "chosen",      SEQUENTIAL, days=2)
RECHECK   = Stage("recheck",    "复核",     "clerk",       days=1)
NUMBER    = Stage("number",     "编号",     "clerk",       days=1, forbids=AFTER)
PRINT     = Stage("print",      "用印",     "clerk",       days=1, forbids=AFTER)
DISPATCH  = Stage("dispatch",   "核发",     "clerk",       days=1, forbids=FIXED)
ARCHIVE   = Stage("archive",    "归档",     "clerk",       days=22, forbids=FIXED)
ARCHIVED  = Stage("archived",   "已归档",   forbids=("withdraw", "circulate", *FIXED))
DECLINED  = Stage("declined",   "不予签发", forbids=("withdraw", "circulate", *FIXED))

KIND = Kind(
    "outgoing",
    "发文",
    (DRAFT, CHECK, CONSULT, REVIEW, COSIGN, SETTLE, SIGN_OFF, RECHECK, NUMBER, PRINT, DISPATCH,
     ARCHIVE, ARCHIVED, DECLINED),
    (
        #    动作            名称            从         到
        Move("to_review",   "送审核",       DRAFT,     REVIEW),
        Move("to_check",    "送核稿",       DRAFT,     CHECK),
        Move("to_consult",  "征求意见",     DRAFT,     CONSULT),
        Move("to_review",   "核稿后送审核", CHECK,     REVIEW),
        Move("consulted",   "答复意见",     CONSULT,   SETTLE,    remark=True),
        Move("to_leader",   "送签发",       REVIEW,    SIGN_OFF,  remark=True),
        Move("to_cosign",   "送会签",       REVIEW,    COSIGN),
        Move("to_consult",  "征求意见",     REVIEW,    CONSULT),
        Move("cosigned",    "会签",         COSIGN,    SETTLE,    remark=True, explicit=True),
        Move("to_review",   "送审核",       SETTLE,    REVIEW),
        Move("to_check",    "送核稿",       SETTLE,    CHECK),
        Move("sign_off",    "签发",         SIGN_OFF,  RECHECK),
        Move("decline",     "不予签发",     SIGN_OFF,  DECLINED,  remark=True, at_once=True),
        Move("to_number",   "复核通过",     RECHECK,   NUMBER,    when=NUMBERED),
        Move("to_print",    "复核通过",     RECHECK,   PRINT,     when=UNNUMBERED),
        Move("sign_again",  "送复审",       RECHECK,   SIGN_OFF,  remark=True),
        Move("number",      "编号登记",     NUMBER,    PRINT),
        Move("sign_again",  "送复审",       NUMBER,    SIGN_OFF,  remark=True),
        Move("print",       "付印",         PRINT,     DISPATCH),
        Move("sign_again",  "送复审",       PRINT,     SIGN_OFF,  remark=True),
        Move("dispatch",    "核发",         DISPATCH,  ARCHIVE),
        Move("archive",     "归档",         ARCHIVE,   ARCHIVED),
    ),
    searched=searched,
)
# fmt: on
