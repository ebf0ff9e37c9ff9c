"""督办事项此刻另外能办的几样：催办、改派、中止、恢复、核查、回头看、并案；只给办得成的。"""

from collections.abc import Callable
from dataclasses import dataclass

from sanban.matters.models import MatterState
from sanban.matters.services import Options
from sanban.supervision.kinds.supervised_item import FOLLOW_UP, VERIFY
from sanban.supervision.models import ItemState, SupervisedItem
from sanban.supervision.services.actors import is_office
from sanban.web.request import Request


@dataclass(frozen=True, slots=True)
class Offer:
    """一样：代号、名称，何时办得成；`in_bar` 直接画在办理条上，其余收在“更多”里。"""

    code: str
    label: str
    holds: Callable[[SupervisedItem], bool]
    in_bar: bool = False


def _handling(item: SupervisedItem) -> bool:
    return item.state == ItemState.HANDLING


def _verifying(item: SupervisedItem) -> bool:
    return item.matter.state == MatterState.RUNNING and item.matter.stage == VERIFY.code


def _suspended(item: SupervisedItem) -> bool:
    return item.state == ItemState.SUSPENDED


def _looking(item: SupervisedItem) -> bool:
    return item.matter.state == MatterState.RUNNING and item.matter.stage == FOLLOW_UP.code


def _open(item: SupervisedItem) -> bool:
    return item.is_open and item.matter.state == MatterState.RUNNING


# fmt: off
OFFERS = (
    #     代号         名称         何时
    Offer("press",     "催办",      _handling, in_bar=True),
    Offer("verify",    "记核查",    _verifying, in_bar=True),
    Offer("resume",    "恢复办理",  _suspended, in_bar=True),
    Offer("look_back", "回头看",    _looking, in_bar=True),
    Offer("reassign",  "改派",      _handling),
    Offer("suspend",   "提请中止",  _handling),
    Offer("merge",     "并案",      _open),
    Offer("edit",      "改四要素",  _open),
)
# fmt: on


def offers_for(item: SupervisedItem, options: Options, request: Request) -> list[Offer]:
    """此人此刻能办的；督查室以外的人没有。回头看的差事在手上的，用办理条办。"""
    if not is_office(item.org, request.me):
        return []
    held = options.todo is not None and item.matter.stage == FOLLOW_UP.code
    return [one for one in OFFERS if one.holds(item) and not (held and one.code == "look_back")]
