"""名册：谁是什么角色，写的密码都一样。"""

from dataclasses import dataclass

PASSWORD = "Sanban-chaos-1"
# 每十个人里：文书四位，主任一位，联络员三位，别的人两位
TEN = (
    "clerk", "director", "liaison", "clerk", "reader", "liaison", "clerk", "liaison", "clerk",
    "reader",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """一位：用户名、角色、单位的编号、早上登录好的会话。"""

    username: str
    role: str
    org: int
    session: str


def role_of(number: int) -> str:
    """第几位是什么角色；人少的时候也样样都有。"""
    return TEN[number % len(TEN)]
