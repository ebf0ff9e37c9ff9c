"""接口给出的样子：一样东西一个类，说明写进 OpenAPI。"""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

Size = Literal["20", "50", "100"]
Light = Literal["late", "near", "go", "hold", "done"]


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


class MilestoneLine(Schema):
    """时间表上的一个节点。"""

    id: int = Field(description="节点的编号")
    item: int = Field(description="督办事项的编号")
    item_title: str = Field(description="督办事项的标题")
    name: str = Field(description="节点")
    due_on: date = Field(description="应完成日期")
    done_on: date | None = Field(description="完成日期，没完成的为空")


class Milestones(Schema):
    """一页节点。"""

    rows: list[MilestoneLine]
    next: str = Field(description="下一页的查询串，接在网址后面；到头为空")


class HandlerLine(Schema):
    """一个承办单位办到哪里。"""

    org: int = Field(description="单位的编号")
    org_name: str = Field(description="单位")
    part: str = Field(description="主办或者协办")
    owner_name: str = Field(description="责任人")
    progress: int = Field(description="完成率，百分数")
    acknowledged_at: datetime | None = Field(description="签收时间")
    reported_at: datetime | None = Field(description="最近反馈时间")


class ItemLine(Schema):
    """一件督办事项，台账的一行。"""

    id: int = Field(description="督办事项的编号，也是事项的编号")
    number: str = Field(description="督办编号，如 督字〔2026〕12号；没编号的为空")
    year: int = Field(description="年度")
    title: str = Field(description="标题")
    source: str = Field(description="来源的代号，A 到 J")
    source_name: str = Field(description="来源")
    lead_org: int | None = Field(description="牵头单位的编号")
    lead_org_name: str = Field(description="牵头单位")
    leader_name: str = Field(description="包抓领导")
    state: str = Field(description="状态的代号")
    state_name: str = Field(description="状态")
    light: Light = Field(description="late 逾期，near 临期，go 正常，hold 中止等，done 办结")
    light_text: str = Field(description="灯上的字，如 逾期 3 日")
    due_at: datetime | None = Field(description="完成时限，没有的为空")
    milestone_on: date | None = Field(description="最近的节点，没有的为空")
    progress: int = Field(description="完成率，百分数")
    latest: str = Field(description="进展情况")
    problem: str = Field(description="存在问题")
    next_step: str = Field(description="下步措施")
    reported_at: datetime | None = Field(description="最近反馈时间")
    reminder_count: int = Field(description="催办次数")
    url: str = Field(description="网页的地址，要登录")


class Items(Schema):
    """一页督办事项，次序同台账。"""

    rows: list[ItemLine]
    next: str = Field(description="下一页的查询串，接在网址后面；到头为空")


class ItemWhole(ItemLine):
    """一件督办事项的全部：四要素、承办单位、节点。"""

    basis: str = Field(description="依据")
    content: str = Field(description="事项内容")
    mission: str = Field(description="任务目标")
    standard: str = Field(description="验收标准")
    road_steps: list[str] = Field(description="路径图的各步")
    owner_name: str = Field(description="责任人")
    backup_name: str = Field(description="B 角")
    assist_names: str = Field(description="协办单位")
    closed_at: datetime | None = Field(description="办结时间")
    handlers: list[HandlerLine] = Field(description="现在的承办单位，主办在前")
    milestones: list[MilestoneLine] = Field(description="各节点，按次序")
