"""任务写得好不好：四要素缺了哪样，明确、具体、可操作、可量化、可考核各得几分、还差什么。

依据三办讲话里的“任务书、时间表、路径图、责任人”和“明确、具体、能操作、宜量化、可评价”；
分数只给写的人看，好照着补，不用来考核人。
"""

from collections.abc import Callable
from dataclasses import dataclass

from sanban.engine.tasks.text import TaskText
from sanban.engine.tasks.view import View

# fmt: off
LABELS = {
    "clear":      "明确",
    "specific":   "具体",
    "operable":   "可操作",
    "quantified": "可量化",
    "assessable": "可考核",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Lack:
    """缺的一样要素：`message` 一句话说该写什么。"""

    code: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Quality:
    """一项质量：`points` 0 到 100；`missing` 一条一句，说还差什么、怎样写。"""

    code: str
    label: str
    points: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """一条要求：哪项质量的、占几分、做到没有、没做到怎么说；别条已经说了的，答空。"""

    code: str
    points: int
    holds: Callable[[View], bool]
    say: Callable[[View], str]


def weigh(text: TaskText) -> tuple[Quality, ...]:
    """五项质量各得几分、还差什么，按明确、具体、可操作、可量化、可考核的次序。"""
    view = View(text)
    return tuple(_quality(code, view) for code in LABELS)


def _quality(code: str, view: View) -> Quality:
    demands = [one for one in DEMANDS if one.code == code]
    failed = [one for one in demands if not one.holds(view)]
    points = 100 - sum(one.points for one in failed)
    said = dict.fromkeys(one.say(view) for one in failed)
    return Quality(code, LABELS[code], points, tuple(one for one in said if one))


def four_elements(text: TaskText) -> tuple[Lack, ...]:
    """任务书、时间表、路径图、责任人缺了哪几样；都有了答空。"""
    view = View(text)
    return tuple(
        Lack(code, label, say(view)) for code, label, holds, say in ELEMENTS if not holds(view)
    )


# fmt: off
ELEMENTS: tuple[tuple[str, str, Callable[[View], bool], Callable[[View], str]], ...] = (
    ("mission",  "任务书", lambda view: bool(view.mission),
     lambda view: f"任务书没有写：写做什么、做到什么，例如“{view.like_mission}”。"),
    ("timeline", "时间表", lambda view: view.has_due and view.has_timeline,
     lambda view: f"时间表没有写全：{view.like_timeline}。"),
    ("roadmap",  "路径图", lambda view: bool(view.steps),
     lambda view: f"路径图没有写：一步一句，例如“{view.like_steps}”。"),
    ("owner",    "责任人", lambda view: view.has_lead and view.has_owner,
     lambda view: f"责任人没有写全：{view.like_owner}。"),
)

DEMANDS: tuple[Demand, ...] = (
    Demand("clear", 25, lambda view: view.says_what,
           lambda view: f"没有说做什么：用动词起头，例如“{view.like_mission}”。"),
    Demand("clear", 25, lambda view: view.is_written and not view.several,
           lambda view: view.several and f"{view.several}，一事一项，请拆开各立一项。"),
    Demand("clear", 25, lambda view: view.has_lead and view.has_owner,
           lambda view: f"谁来办不明确：{view.like_owner}。"),
    Demand("clear", 25, lambda view: view.is_written and not view.empty_words,
           lambda view: view.empty_words and
                        f"{view.empty_words}后面没有可以查的内容，写明做哪几件、做到什么，"
                        f"例如“{view.like_amount}”。"),
    Demand("specific", 30, lambda view: view.is_detailed,
           lambda view: f"任务书太笼统：写明在哪里、对谁、做哪几样，例如“{view.like_mission}”。"),
    Demand("specific", 25, lambda view: view.has_lead and not view.anybody,
           lambda view: f"“{view.anybody}”写出单位、姓名来，例如“{view.like_org}”。"
                        if view.anybody else f"没有落到单位：{view.like_owner}。"),
    Demand("specific", 25, lambda view: view.has_due and not view.loose_time,
           lambda view: f"{view.about_time}，例如“{view.like_due}前完成”。"),
    Demand("specific", 20, lambda view: not view.thin_step,
           lambda view: f"{view.thin_step}：写明做什么、交出什么，例如“{view.like_step}”。"),
    Demand("operable", 30, lambda view: len(view.steps) >= 2,
           lambda view: f"路径图至少写两步：先做什么、后做什么，例如“{view.like_steps}”。"),
    Demand("operable", 20, lambda view: bool(view.steps) and not view.idle_step,
           lambda view: view.idle_step and
                        f"{view.idle_step}：一步写一个动作，例如“{view.like_step}”。"),
    Demand("operable", 20, lambda view: view.has_timeline,
           lambda view: f"时间表的节点要有日子，例如“{view.like_milestone}”。"),
    Demand("operable", 20, lambda view: view.has_due and not view.disorder,
           lambda view: f"{view.disorder or '没有完成时限，看不出先后'}。"),
    Demand("operable", 10, lambda view: view.has_backup,
           lambda view: "没有 B 角：责任人不在时由谁接着办，写上姓名，不能还是责任人自己。"),
    Demand("quantified", 50, lambda view: view.has_amount,
           lambda view: f"没有数：写做多少、做到多少，例如“{view.like_amount}”。"),
    Demand("quantified", 30, lambda view: view.has_measured_standard,
           lambda view: f"验收标准里没有数：写明达到多少算数，例如“{view.like_standard}”。"),
    Demand("quantified", 20, lambda view: view.is_written and not view.rising,
           lambda view: view.rising and
                        f"“{view.rising}”没有说多少：写从多少到多少，例如“{view.like_rise}”。"),
    Demand("assessable", 35, lambda view: bool(view.standard),
           lambda view: f"没有验收标准：写怎样算办成，例如“{view.like_standard}”。"),
    Demand("assessable", 25, lambda view: view.can_be_checked,
           lambda view: view.standard and
                        f"验收标准查不了：写看得见、数得清的结果，例如“{view.like_standard}”。"),
    Demand("assessable", 20, lambda view: view.has_due,
           lambda view: f"没有完成时限：不知道哪天算到期，例如“{view.like_due}前完成”。"),
    Demand("assessable", 20, lambda view: view.has_proof,
           lambda view: f"没有说凭什么认定：写明交什么，例如“{view.like_proof}”。"),
)
# fmt: on
