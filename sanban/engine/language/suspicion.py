"""把语言模型疑心的都找出来：错字、重字、漏字、漏顿号。"""

from sanban.engine.language.candidates import suspects
from sanban.engine.language.gaps import doubled, dropped, unmarked
from sanban.engine.language.model import Model
from sanban.engine.language.trial import Suspect, apart

__all__ = ["Suspect", "suspicions"]


def suspicions(text: str, model: Model) -> list[Suspect]:
    """一段文字里的疑似差错，按先后排；重叠的只留把握大的。"""
    passage = model.open(text)
    found = [*suspects(text, passage), *doubled(passage), *dropped(passage), *unmarked(passage)]
    return apart(found)
