"""保管期限怎样提出：一张表，先中先用，说明理由；定不定由文书。

依据《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第8号），domain.md §9.2。
"""

from typing import NamedTuple

from sanban.archives.models import Retention
from sanban.matters.models import Matter
from sanban.matters.routes import Condition


class Proposal(NamedTuple):
    """提出的期限和理由。"""

    retention: Retention
    reason: str


class Rule(NamedTuple):
    """一条：标题里有其中一个词，事项的各项都合条件，就提这个期限。"""

    retention: Retention
    reason: str
    words: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


READ = (Condition("nature", "=", "read_item"),)
# fmt: off
RULES = (
    Rule(Retention.PERMANENT, "机构编制、人事任免",
         ("机构编制", "任免", "任职", "免职", "人事", "机构改革", "区划")),
    Rule(Retention.PERMANENT, "会议纪要、决议、决定", ("纪要", "决议", "决定", "会议记录")),
    Rule(Retention.PERMANENT, "重要请示的批复", ("批复",)),
    Rule(Retention.PERMANENT, "产权、土地权属", ("产权", "权属", "征地", "征收", "划拨", "不动产")),
    Rule(Retention.PERMANENT, "年度计划、总结和规划",
         ("年度计划", "工作总结", "五年规划", "规划纲要")),
    Rule(Retention.PERMANENT, "重大事件", ("重大事故", "事故调查", "大事记", "重大突发")),
    Rule(Retention.TEN, "阅件，不需办理", when=READ),
    Rule(Retention.TEN, "事务性通知", ("值班", "放假", "报名", "征订", "召开", "参加", "培训")),
    Rule(Retention.THIRTY, "上级部署，须结合实际贯彻",
         ("实施意见", "指导意见", "意见", "方案", "办法", "规定", "规划", "条例", "部署", "督查",
          "专项", "整改", "防汛", "防火", "安全生产", "生态环境")),
    Rule(Retention.THIRTY, "请示及其办理", ("请示", "申请")),
    Rule(Retention.THIRTY, "特急件", when=(Condition("urgency", "=", "top"),)),
)
# fmt: on
OTHERWISE = Proposal(Retention.TEN, "一般业务文件")


def propose_retention(matter: Matter) -> Proposal:
    """按标题和事项的情况提一个保管期限。"""
    values = {**matter.values, "urgency": matter.urgency}
    for rule in RULES:
        word = next((one for one in rule.words if one in matter.title), "")
        if (word or not rule.words) and all(test.holds(values) for test in rule.when):
            said = f"{rule.reason}（标题中有“{word}”）" if word else rule.reason
            return Proposal(rule.retention, said)
    return OTHERWISE
