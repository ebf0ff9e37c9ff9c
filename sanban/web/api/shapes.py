"""接口给出的样子：一样东西一个类，说明写进 OpenAPI。"""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

Size = Literal["20", "50", "100"]


class Fault(Schema):
    """没有办成：一句话和短代码。"""

    message: str = Field(description="什么问题、怎么办")
    code: str = Field(description="给程序认的短代码，小写短横线")


class MatterLine(Schema):
    """一件事项。"""

    id: int = Field(description="事项的编号")
    kind: str = Field(description="种类的代号，如 incoming 收文、outgoing 发文")
    title: str = Field(description="标题")
    stage: str = Field(description="到了哪个环节")
    state: str = Field(description="running 在办，done 办结，stopped 终止，voided 作废")
    urgency: str = Field(description="top 特急，high 加急，low 平急，空为平常")
    due_at: datetime | None = Field(description="期限，没有的为空")
    started_at: datetime = Field(description="登记时间")
    url: str = Field(description="网页的地址，要登录")


class MatterWhole(MatterLine):
    """一件事项，连同单位、登记人、现在谁在办。"""

    ended_at: datetime | None = Field(description="办结时间")
    org: str = Field(description="登记单位")
    drafter: str = Field(description="登记人")
    holders: list[str] = Field(description="现在在谁手上：单位或者人")


class Matters(Schema):
    """一页事项。"""

    rows: list[MatterLine]
    next: str = Field(description="下一页的查询串，接在网址后面；到头为空")


class TodoLine(Schema):
    """我的一件待办。"""

    id: int = Field(description="待办的编号")
    matter: int = Field(description="事项的编号")
    title: str = Field(description="事项的标题")
    stage: str = Field(description="要办的环节")
    due_at: datetime | None = Field(description="期限，没有的为空")
    opened_at: datetime = Field(description="送到的时间")
    on_behalf_of: str = Field(description="替谁办，不是代办的为空")
    url: str = Field(description="网页的地址，要登录")


class Todos(Schema):
    """一页待办。"""

    rows: list[TodoLine]
    next: str = Field(description="下一页的查询串，接在网址后面；到头为空")


class Me(Schema):
    """凭证是谁的。"""

    id: int = Field(description="人员的编号")
    name: str = Field(description="姓名")
    org: str = Field(description="单位")
    today: date = Field(description="系统的今天")
