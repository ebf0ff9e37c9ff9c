"""走到哪里了：一层一层的序号、小标题，讲过去还是讲以后。"""

from dataclasses import dataclass, field

from sanban.engine.tasks.moods import Mood, turns_to
from sanban.engine.text import Item

LAST = 9
"""“第一，”排在各级序号的里面。"""


@dataclass
class Place:
    """走到哪里了：一层一层的序号，各层的小标题，讲过去还是讲以后。"""

    base: Mood = ""
    marks: list[tuple[int, str, Mood]] = field(default_factory=list)
    heading: str = ""

    @property
    def mood(self) -> Mood:
        """最里面说了的那一层。"""
        return next((mood for *_, mood in reversed(self.marks) if mood), self.base)

    @property
    def number(self) -> str:
        """原序号，一层接一层。"""
        return "".join(mark for _, mark, _ in self.marks)

    def enter(self, item: Item, raw: str) -> None:
        """进到一个序号下面。"""
        while self.marks and self.marks[-1][0] >= item.level:
            self.marks.pop()
        self.marks.append((item.level, raw[item.start : item.end] + item.mark[:1], ""))

    def enter_last(self, mark: str) -> None:
        """进到“第一，”下面。"""
        self.marks = [one for one in self.marks if one[0] < LAST]
        self.marks.append((LAST, mark, ""))

    def head(self, heading: str, mood: Mood, *, is_numbered: bool) -> None:
        """到了一个小标题。"""
        self.heading = heading
        turned = turns_to(self.mood, mood, heading)
        if is_numbered and self.marks:
            level, mark, _ = self.marks[-1]
            self.marks[-1] = (level, mark, turned)
        elif mood:
            self.base, self.marks = mood, []
