"""督办的全部动作：改督办的表，只从这里走。"""

from sanban.matters import kinds as _kinds
from sanban.supervision import kinds as _folder

_kinds.walk(_folder)
