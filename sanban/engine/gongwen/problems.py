"""成文前的问题：拒绝或提醒，说清是哪个要素、第几行、依据哪一条。"""

from dataclasses import dataclass

REFUSE, WARN = "refuse", "warn"
LEVELS = {REFUSE: "不能成文", WARN: "提醒"}


@dataclass(frozen=True, slots=True)
class Problem:
    """一个问题。

    `element` 是要素名或字段名；`message` 一句话，先说问题再说怎么办；
    `line` 是原文第几行（0 不知道）；`clause` 是条文（“条例第十五条”），没有依据的空着；
    `level` 见 `LEVELS`。
    """

    element: str
    message: str
    line: int = 0
    clause: str = ""
    level: str = REFUSE

    def __str__(self) -> str:
        where = f"第 {self.line} 行 " if self.line else ""
        why = f"（{self.clause}）" if self.clause else ""
        return f"{LEVELS[self.level]}：{where}{self.element}：{self.message}{why}"


class Rejected(Exception):
    """不能成文；`problems` 里至少有一个是拒绝。"""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
