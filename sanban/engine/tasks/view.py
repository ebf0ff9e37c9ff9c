"""看一件任务：有没有数、有没有人、有没有先后，和拿任务自己的词写的例子，用到才算。"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sanban.engine.tasks.emptiness import is_solid, loose_time, rising, vague_words
from sanban.engine.tasks.examples import Examples
from sanban.engine.tasks.ordering import dated, disorders
from sanban.engine.tasks.owners import about_owner, is_person
from sanban.engine.tasks.plurality import several
from sanban.engine.tasks.signals import ANYBODY, PAPER, PROOF, has_action, is_measured
from sanban.engine.tasks.text import TaskText, short
from sanban.engine.text.sentences import SENTENCE

DETAILED, THIN = 15, 4


@dataclass(frozen=True, eq=False)
class View(Examples):
    """一件任务的各种看法；答字的，空就是没有毛病。"""

    text: TaskText

    @cached_property
    def mission(self) -> str:
        """任务书，去掉两头的空白。"""
        return self.text.mission.strip()

    @cached_property
    def standard(self) -> str:
        """验收标准，去掉两头的空白。"""
        return self.text.standard.strip()

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """路径图里写了字的各步。"""
        return tuple(step.strip() for step in self.text.steps if step.strip())

    @property
    def has_due(self) -> bool:
        """有完成时限。"""
        return self.text.due is not None

    @property
    def has_lead(self) -> bool:
        """有牵头单位，不是泛指。"""
        lead = self.text.lead_org.strip()
        return bool(lead) and ANYBODY.search(lead) is None

    @property
    def has_owner(self) -> bool:
        """责任人是一个人。"""
        return is_person(self.text.owner)

    @property
    def has_backup(self) -> bool:
        """B 角另有其人。"""
        backup = self.text.backup.strip()
        return is_person(backup) and backup != self.text.owner.strip()

    @property
    def like_owner(self) -> str:
        """责任人、牵头单位差在哪里。"""
        return about_owner(self.text)

    @property
    def has_timeline(self) -> bool:
        """时间表里至少有一个带日子的节点。"""
        return bool(dated(self.text))

    @property
    def is_written(self) -> bool:
        """标题、任务书、验收标准总有一样写了。"""
        return bool(self.mission or self.standard or self.text.title.strip())

    @property
    def says_what(self) -> bool:
        """说了做什么：任务书（没有就看标题）里有动作。"""
        return has_action(self.mission or self.text.title)

    @cached_property
    def several(self) -> str:
        """像是几件事；说是哪几件。"""
        return several(self.text)

    @property
    def is_detailed(self) -> bool:
        """任务书比标题说得细。"""
        if not self.mission or self.mission == self.text.title.strip():
            return False
        return is_solid(self.mission) or len(self.mission) >= DETAILED

    @cached_property
    def said(self) -> tuple[str, ...]:
        """任务书、验收标准、各步里的一句一句。"""
        return tuple(self._said())

    def _said(self) -> Iterator[str]:
        for written in (self.mission, self.standard, *self.steps):
            yield from (one.group() for one in SENTENCE.over(written))

    @cached_property
    def has_amount(self) -> bool:
        """标题、任务书、验收标准里有数，或者把话说死了。"""
        return any(map(is_measured, (self.text.title, self.mission, self.standard)))

    @property
    def has_measured_standard(self) -> bool:
        """验收标准里有数，或者把话说死了。"""
        return is_measured(self.standard)

    @property
    def can_be_checked(self) -> bool:
        """验收标准有数，或者是看得见的结果。"""
        return self.has_measured_standard or PROOF.search(self.standard) is not None

    @property
    def has_proof(self) -> bool:
        """说了交什么来证明。"""
        nodes = (said for _, said in self.text.milestones)
        return any(PAPER.search(one) for one in (self.standard, self.mission, *self.steps, *nodes))

    @cached_property
    def empty_words(self) -> str:
        """空话：所在的那句里没有数、没有日子、没有看得见的结果。"""
        said = (*self.said, *(() if self.has_amount else (self.text.title,)))
        return "".join(f"“{word}”" for word in vague_words(said, year=self.year)[:3])

    @property
    def year(self) -> int:
        """今年。"""
        return self.text.today.year

    @cached_property
    def anybody(self) -> str:
        """泛指的单位、人。"""
        named = (self.text.lead_org, *self.text.assist_orgs, self.text.owner, self.text.backup)
        found = (ANYBODY.search(one) for one in (self.mission, *self.steps, *named))
        return next((one.group() for one in found if one), "")

    @cached_property
    def loose_time(self) -> str:
        """“尽快”一类的词，同一句里没有日子。"""
        return loose_time(self.said, year=self.year)

    @property
    def about_time(self) -> str:
        """时间差在哪里。"""
        return "没有完成时限，写到哪一天" if not self.has_due else f"“{self.loose_time}”改成日子"

    @cached_property
    def thin_step(self) -> str:
        """太空的一步；没有路径图也算。"""
        for number, step in enumerate(self.steps, 1):
            if len(step) < THIN or vague_words((step,), year=self.year):
                return f"路径图第{number}步“{short(step)}”太空"
        return "" if self.steps else "路径图没有写"

    @cached_property
    def idle_step(self) -> str:
        """没有动作的一步。"""
        for number, step in enumerate(self.steps, 1):
            if not has_action(step):
                return f"路径图第{number}步“{short(step)}”没有说做什么"
        return ""

    @cached_property
    def rising(self) -> str:
        """“大幅”“明显”，同一句里没有数。"""
        return rising((self.text.title, *self.said))

    @cached_property
    def disorder(self) -> str:
        """日子的先后不对：哪里不对、怎么改。"""
        return next(disorders(self.text), "")
