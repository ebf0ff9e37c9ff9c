"""督办事项：拟办、立项、交办、办理、核查、审定、销号、回头看、归档（domain.md §4.3）。

签收、异议、分解、反馈、催办、延期、协调、中止都在“办理”环节里办，不离开环节，各有各的记录。
只有督查室能销号，承办单位只能申请办结（对账销号）。
"""

from itertools import chain

from sanban.matters.models import Matter
from sanban.matters.routes import ALL, Kind, Move, Stage
from sanban.matters.searched import Searched
from sanban.supervision.models import Feedback, Milestone, Subtask, SupervisedItem

AFTER = ("send_back", "add_signer", "refer")
FIXED = (*AFTER, "terminate", "direct_send")


def searched(matter: Matter) -> Searched:
    """能搜的：编号、牵头和协办单位、责任人，台账的各栏，节点、子任务和各次反馈。"""
    row = SupervisedItem.objects.select_related("lead_org", "leader").filter(pk=matter.pk).first()
    if row is None:
        return Searched()
    lead = row.lead_org.name if row.lead_org else ""
    leader = row.leader.name if row.leader else ""
    return Searched(
        head=(
            row.number_text, lead, row.assist_names, row.owner_name, row.backup_name, leader,
            row.basis,
        ),
        body=(
            row.content, row.mission, row.standard, row.roadmap, row.latest,
            row.problem, row.next_step, row.verify_opinion, *_parts(row),
        ),
    )  # fmt: skip


def _parts(row: SupervisedItem) -> list[str]:
    """节点、子任务、反馈各是一行。"""
    nodes = Milestone.objects.filter(item=row).values_list("name", "note")
    tasks = Subtask.objects.filter(item=row, removed_at=None)
    listed = tasks.values_list("title", "mission", "standard", "owner_name")
    told = Feedback.objects.filter(item=row).values_list("content", "problem", "next_step")
    return [text for line in chain(nodes, listed, told) for text in line]


# fmt: off
#                    环节          名称      谁办           几人怎样办完  限几个工作日
PROPOSE   = Stage("propose",   "拟办",   "starter",      days=0, forbids=("send_back",))
APPROVE   = Stage("approve",   "立项",   "chosen",       days=1)
ASSIGN    = Stage("assign",    "交办",   "supervisor",   days=1)
HANDLE    = Stage("handle",    "办理",   "chosen_orgs",  ALL, forbids=("send_back", "refer"))
VERIFY    = Stage("verify",    "核查",   "supervisor",   days=5)
CONSENT   = Stage("consent",   "审定",   "chosen",       days=2)
CLOSE_OFF = Stage("close_off", "销号",   "supervisor",   days=1, forbids=("refer",))
FOLLOW_UP = Stage("follow_up", "回看",   "supervisor",   forbids=FIXED)
ARCHIVE   = Stage("archive",   "归档",   "supervisor",   days=22, forbids=FIXED)
ARCHIVED  = Stage("archived",  "已归档",   forbids=("withdraw", "circulate", *FIXED))
DECLINED  = Stage("declined",  "不予立项", forbids=("withdraw", "circulate", *FIXED))

KIND = Kind(
    "supervised_item",
    "督办",
    (PROPOSE, APPROVE, ASSIGN, HANDLE, VERIFY, CONSENT, CLOSE_OFF, FOLLOW_UP, ARCHIVE, ARCHIVED,
     DECLINED),
    (
        #    动作            名称            从          到
        Move("to_approve",  "送立项审批",   PROPOSE,    APPROVE),
        Move("approve",     "同意立项",     APPROVE,    ASSIGN),
        Move("decline",     "不予立项",     APPROVE,    DECLINED,  remark=True, at_once=True),
        Move("assign",      "交办",         ASSIGN,     HANDLE),
        Move("apply_close", "申请办结",     HANDLE,     VERIFY,    remark=True),
        Move("to_leader",   "送领导审定",   VERIFY,     CONSENT,   remark=True),
        Move("redo",        "退回重办",     VERIFY,     HANDLE,    remark=True),
        Move("consent",     "同意销号",     CONSENT,    CLOSE_OFF),
        Move("refuse",      "不同意销号",   CONSENT,    VERIFY,    remark=True, at_once=True),
        Move("close_off",   "销号",         CLOSE_OFF,  FOLLOW_UP),
        Move("close_plain", "直接销号",     CLOSE_OFF,  ARCHIVE,   remark=True),
        Move("hold",        "已巩固",       FOLLOW_UP,  ARCHIVE,   remark=True),
        Move("reopen",      "重新办理",     FOLLOW_UP,  HANDLE,    remark=True),
        Move("archive",     "归档",         ARCHIVE,    ARCHIVED),
    ),
    own_clock=(HANDLE.code,),
    searched=searched,
)
# fmt: on
