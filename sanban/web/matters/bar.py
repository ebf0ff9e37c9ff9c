"""办理条：此刻能办的几样，选人选单位，常用意见，还在等谁。"""

from dataclasses import dataclass
from typing import Any

from sanban.documents.models import RejectionReason
from sanban.documents.services.drafting.permits import HOLDERS
from sanban.matters import doers, kinds, services
from sanban.matters.models import NEXT_ON_DESK, OFFERED, Matter, MatterState, Todo, TodoState
from sanban.matters.routes import ALL, SEQUENTIAL, Move
from sanban.web.matters.files import keeps
from sanban.web.request import Request

# fmt: off
ASKS = {
    "add_signer": "请别人先看、写明意见；答复回来，您再接着办。",
    "refer": "这一件交给别人接着办，您手上的待办随之转走。",
    "circulate": "另请人看，不影响办理。",
    "withdraw": "把您上一步送出的收回来，恢复到送出以前。",
    "remind": "给正在办的人各发一条催办消息。",
    "terminate": "终止后各人的待办一并收回，事项不再办理。",
}
"""各个对话框里的一句说明。"""
# fmt: on


@dataclass(frozen=True, slots=True)
class Pick:
    """下一步要选谁：格子的名、读屏的名、提示，候选的地址。"""

    label: str
    named: str
    hint: str
    url: str


ORGS = "/pick/orgs/?handling=1"
PEOPLE, LEADER = "/pick/people/", "/pick/people/?role=leader"
FEW, JOINT = "姓名或首字母，可选几位", "姓名或首字母，联合发文主办在前"
LEADERS = Pick("呈领导", "呈送的领导", FEW, LEADER)
HANDLERS = Pick("承办", "承办单位，第一个主办", "单位或首字母，第一个主办", ORGS)
# fmt: off
PICKS = {
    # 去往的环节：选谁
    "check":    Pick("核稿", "核稿的人", FEW, PEOPLE),
    "consult":  Pick("送单位", "征求意见的单位", "单位或首字母，可选几个", ORGS),
    "cosign":   Pick("会签", "会签的负责人", FEW, PEOPLE),
    "sign_off": Pick("签发", "签发的领导", JOINT, LEADER),
    "approve":  Pick("审批", "审批立项的领导", FEW, LEADER),
    "consent":  Pick("审定", "审定的领导", FEW, LEADER),
}
PICKY = ("outgoing", "supervised_item")
"""照 `PICKS` 选人的两类。"""
INITIATORS = ("supervisor", "director")
"""能立项督办的。"""
DRAFTERS = ("drafter", "clerk", "section_head", "director")
"""能起草公文的。"""
SAME_SIGNERS = "sign_again"
"""送复审回到原来签发的人，不用再选。"""
GATED = frozenset(("review", "settle", "print", "dispatch"))
"""发文里先列清还差什么的环节。"""
OPENS = frozenset(("number", "print", "dispatch"))
"""发文里先看清后果、填好几项再办的走向：打开对话框。"""
# fmt: on


def bar(past: services.Past, request: Request) -> dict[str, Any]:
    """办理条要的全部内容。"""
    matter = past.matter
    options = services.options_for(matter, request.me, past)
    stages = kinds.kind_of(matter).stages
    busy = options.todo or options.reading
    office = {"clerk", "director"}.intersection(request.roles)
    return {
        "options": options,
        "asks": _asks(options),
        "ways": [_way(move, options, matter.kind) for move in options.moves],
        "phrases": _phrases(options, request, matter),
        "takes_files": matter.stage == "handle",
        "remark": _draft(matter, options),
        "sendable": [one for one in stages if not one.is_end],
        "waiting": _waiting(past),
        "on_paper": _on_paper(past, request),
        "is_office": bool(office),
        "is_keeper": keeps(matter, request.me),
        "reasons": RejectionReason.choices,
        "has_gates": matter.kind == "outgoing" and matter.stage in GATED,
        "may_redraft": bool(options.todo) and matter.kind == "outgoing" and matter.stage in HOLDERS,
        "may_draft": bool(request.roles.intersection(DRAFTERS)),
        "may_send_back": bool(options.earlier) and options.has("send_back"),
        "may_initiate": bool(request.roles.intersection(INITIATORS)),
        "may_ink": bool(options.todo) and "leader" in request.roles,
        "following": None if busy else NEXT_ON_DESK.first(request.me.pk, matter.pk),
    }


def _asks(options: services.Options) -> list[dict[str, Any]]:
    """各个对话框：代号、名称、一句说明、理由是不是必填。"""
    return [
        {"code": one.code, "label": one.label, "says": ASKS.get(one.code), "must": one.remark}
        for one in options.universal
        if one.code != "reply"
    ]


def _way(move: Move, options: services.Options, kind: str) -> dict[str, Any]:
    """一个办法：是不是主要的，要不要先选人、选单位、选传阅的人，要不要先打开对话框。"""
    moves_on = options.is_last and options.back is None and move.code != SAME_SIGNERS
    doer = move.target.doer if moves_on else ""
    needs = {
        "people": doer in doers.CHOSEN_PEOPLE,
        "orgs": doer in doers.CHOSEN_ORGS,
        "readers": move.target.code == "reading" and options.is_last,
    }
    is_main = move == options.moves[0]
    opens = kind == "outgoing" and move.code in OPENS
    pick = PICKS.get(move.target.code) if kind in PICKY else None
    return {
        "move": move,
        **needs,
        "is_main": is_main,
        "opens": opens,
        "asks": opens or (any(needs.values()) and not is_main),
        "pick": pick or (HANDLERS if needs["orgs"] else LEADERS),
        "limits": kind != "outgoing" or move.target.code == "consult",
    }


def _phrases(options: services.Options, request: Request, matter: Matter) -> list[str]:
    if not options.todo and not options.reading:
        return []
    return list(dict.fromkeys(OFFERED.rows(request.me.pk, matter.stage)))


def _draft(matter: Matter, options: services.Options) -> str:
    incoming = getattr(matter, "incoming", None)
    if incoming is None or matter.stage != "propose" or options.todo is None:
        return ""
    return str(incoming.handling_proposal)


def _waiting(past: services.Past) -> str:
    if past.matter.state != MatterState.RUNNING:
        return ""
    live = [one for one in past.live if one.state == TodoState.OPEN]
    names = [f"{one.person.name}（{one.org}）" if one.org else one.person.name for one in live]
    if not names:
        return ""
    sign = kinds.stage_of(past.matter).sign
    how = {ALL: "，都办完才往下走", SEQUENTIAL: "，依次办理"}.get(sign, "")
    return f"现在由{'、'.join(dict.fromkeys(names))}办理{how if len(live) > 1 else ''}。"


def _on_paper(past: services.Past, request: Request) -> Todo | None:
    """领导在纸上签了的，文书可以代录。"""
    if past.matter.stage != "instruct" or "clerk" not in request.roles:
        return None
    live = [one for one in past.live if one.state == TodoState.OPEN]
    return next((one for one in live if one.person_id != request.me.pk), None)
