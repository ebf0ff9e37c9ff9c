"""一件任务的字：任务书、时间表、路径图、责任人各写了什么。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

SHOWN = 16


class Part(NamedTuple):
    """任务里的一栏：`code` 是 `TaskText` 的栏名，`label` 是给人看的名字，`text` 是写的字。

    路径图、时间表一步一栏，`label` 里写着第几步；`written` 为真的是成句的话，要校对。
    """

    code: str
    label: str
    text: str
    written: bool = True


@dataclass(frozen=True, kw_only=True)
class TaskText:
    """一件任务的字，没有写的为空；日期由调用的人传进来，引擎不看钟。

    :param mission: 任务书：做什么、做到什么。
    :param standard: 验收标准。
    :param steps: 路径图，一步一句。
    :param milestones: 时间表，一个节点一个（日期，做到什么），日期可以空。
    :param owner: 责任人的姓名。
    :param backup: B 角的姓名。
    :param leader: 包抓领导。
    :param due: 完成时限。
    :param today: 今天。
    """

    title: str
    mission: str = ""
    standard: str = ""
    steps: tuple[str, ...] = ()
    milestones: tuple[tuple[date | None, str], ...] = ()
    owner: str = ""
    backup: str = ""
    lead_org: str = ""
    assist_orgs: tuple[str, ...] = ()
    leader: str = ""
    due: date | None = None
    today: date

    def parts(self) -> tuple[Part, ...]:
        """各栏，空的不在内，按表上的先后。"""
        return tuple(part for part in self._parts() if part.text.strip())

    def _parts(self) -> Iterator[Part]:
        yield Part("title", "标题", self.title)
        yield Part("mission", "任务书", self.mission)
        yield Part("standard", "验收标准", self.standard)
        for number, step in enumerate(self.steps, 1):
            yield Part("steps", f"路径图第{number}步", step)
        for number, (_, said) in enumerate(self.milestones, 1):
            yield Part("milestones", f"时间表第{number}个节点", said)
        yield Part("lead_org", "牵头单位", self.lead_org, written=False)
        yield Part("assist_orgs", "协办单位", "、".join(self.assist_orgs), written=False)
        yield Part("owner", "责任人", self.owner, written=False)
        yield Part("backup", "B角", self.backup, written=False)
        yield Part("leader", "包抓领导", self.leader, written=False)


def short(said: str) -> str:
    """说到一句话时，长的只引开头。"""
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}……"
