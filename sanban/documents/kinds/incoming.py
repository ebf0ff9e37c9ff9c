"""收文：登记、拟办、批示、分办、承办、办结、归档；阅件走传阅。

依据《党政机关公文处理工作条例》第二十四条：收文办理主要程序是
签收、登记、初审、承办、传阅、催办、答复。
"""

from sanban.core.prepared import Prepared
from sanban.documents.models import Distribution, Incoming
from sanban.matters.models import Matter
from sanban.matters.routes import ALL, SEQUENTIAL, Condition, Kind, Move, Stage
from sanban.matters.searched import Searched

ACTION = (Condition("nature", "=", "action_item"),)
READ = (Condition("nature", "=", "read_item"),)
FIXED = ("send_back", "add_signer", "refer", "terminate", "direct_send")

_ROW = Prepared(lambda pk: Incoming.objects.filter(pk=pk))
_ANSWERS: Prepared[str] = Prepared(
    lambda pk: (
        Distribution.objects.filter(matter=pk)
        .exclude(answer="")
        .order_by("pk")
        .values_list("answer", flat=True)
    )
)


def searched(matter: Matter) -> Searched:
    """能搜的：来文单位、字号、收文号，摘要、拟办、结果和各单位报的办理情况。"""
    row = _ROW.first(matter.pk)
    if row is None:
        return Searched()
    return Searched(
        head=(row.sender_number, row.sender_name, row.receipt_text, row.main_recipient),
        body=(
            row.summary, row.attachment_note, row.handling_proposal, row.result,
            *_ANSWERS.rows(matter.pk),
        ),
    )  # fmt: skip


# fmt: off
#                    环节            名称       谁办            几人怎样办完       限几个工作日
REGISTER  = Stage("register",  "登记",   "starter",     days=0, forbids=("send_back",))
PROPOSE   = Stage("propose",   "拟办",   "director",    days=0)
INSTRUCT  = Stage("instruct",  "批示",   "ranked",      SEQUENTIAL, days=2)
ASSIGN    = Stage("assign",    "分办",   "clerk",       days=1)
HANDLE    = Stage("handle",    "承办",   "chosen_orgs", ALL)
COMPLETE  = Stage("complete",  "办结",   "clerk",       days=2)
READING   = Stage("reading",   "传阅",   "clerk")
ARCHIVE   = Stage("archive",   "归档",   "clerk",       days=22, forbids=("terminate", "refer"))
ARCHIVED  = Stage("archived",  "已归档", forbids=("withdraw", "circulate", *FIXED))
REJECTED  = Stage("rejected",  "已退文", forbids=("circulate", *FIXED))

KIND = Kind(
    "incoming",
    "收文",
    (REGISTER, PROPOSE, INSTRUCT, ASSIGN, HANDLE, READING, COMPLETE, ARCHIVE, ARCHIVED, REJECTED),
    (
        #    动作              名称            从        到
        Move("submit",        "送拟办",       REGISTER, PROPOSE),
        Move("pass_round",    "直接传阅",     REGISTER, READING,  when=READ),
        Move("reject",        "退文",         REGISTER, REJECTED, remark=True),
        Move("to_leaders",    "送领导批示",   PROPOSE,  INSTRUCT, remark=True),
        Move("to_clerk",      "交文书分办",   PROPOSE,  ASSIGN,   remark=True),
        Move("to_orgs",       "直接交办",     PROPOSE,  HANDLE,   remark=True, when=ACTION),
        Move("to_readers",    "送传阅",       PROPOSE,  READING,  remark=True, when=READ),
        Move("instruct",      "批示",         INSTRUCT, ASSIGN,   remark=True, when=ACTION,
             explicit=True),
        Move("circled",       "圈阅",         INSTRUCT, ASSIGN,   when=READ),
        Move("assign",        "转承办单位",   ASSIGN,   HANDLE,   when=ACTION),
        Move("more_leaders",  "补呈批示",     ASSIGN,   INSTRUCT),
        Move("no_handling",   "直接办结",     ASSIGN,   COMPLETE, remark=True),
        Move("to_readers",    "转传阅",       ASSIGN,   READING),
        Move("report_back",   "反馈办理情况", HANDLE,   COMPLETE, remark=True),
        Move("read_through",  "传阅完毕",     READING,  COMPLETE),
        Move("complete",      "办结",         COMPLETE, ARCHIVE,  remark=True),
        Move("redo",          "退回重新分办", COMPLETE, ASSIGN,   remark=True),
        Move("archive",       "归档",         ARCHIVE,  ARCHIVED),
    ),
    searched=searched,
)
# fmt: on
