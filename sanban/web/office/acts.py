"""审计里的动作怎么叫：代号 → 名称，一张表。"""

from sanban.matters import kinds
from sanban.matters.routes import UNIVERSAL

# fmt: off
ACTS = {
    "sign-in": "登录", "sign-out": "退出", "read": "查看",
    "account.open": "开账号", "account.reset": "重置密码", "account.unlock": "解除锁定",
    "account.password": "改密码", "account.enable": "启用账号", "account.disable": "停用账号",
    "person.add": "添加人员", "person.change": "修改人员", "person.deactivate": "人员离岗",
    "person.reactivate": "人员复岗", "post.add": "任职", "post.end": "免职",
    "org.add": "添加单位", "org.change": "修改单位", "org.retire": "停用单位",
    "org.restore": "启用单位", "section.add": "添加科室", "section.remove": "删去科室",
    "charge.set": "改分管", "ranking.set": "改排序",
    "role.grant": "授予角色", "role.revoke": "收回角色",
    "token.make": "发凭证", "token.revoke": "作废凭证", "token.refused": "凭证不对",
    "channel.add": "添提醒通道", "channel.change": "改提醒通道", "channel.on": "开提醒通道",
    "channel.off": "关提醒通道", "channel.remove": "删提醒通道", "channel.test": "试送提醒",
    "channel.retry": "重送提醒", "contact.set": "记提醒地址", "contact.remove": "删提醒地址",
    "delegation.add": "委托", "delegation.cancel": "取消委托",
    "phrase.add": "添加常用意见", "phrase.remove": "删去常用意见",
    "office.found": "建立办公室", "office.upgrade": "升级数据库",
    "backup.ask": "要一份备份", "backup.make": "做备份", "backup.restore": "恢复备份",
    "backup.rule": "改备份留几份", "secret.refused": "拒收有密级标志的文件",
    "intake.receive": "收到来件", "intake.faulty": "来件读不了", "intake.drop": "放弃来件",
    "intake.merge": "来件并入已登记的收文",
    "incoming.register": "登记收文", "incoming.change": "更正登记", "incoming.void": "作废收文号",
    "incoming.export": "导出登记簿",
    "incoming.import": "导入登记簿",
    "file.add": "添加文件",
    "archive.collect": "归档收件", "archive.export": "导出归档目录", "archive.verify": "查验档案",
    "archive.zip": "整件下载",
    "holiday.set": "改节假日", "holiday.remove": "删节假日", "holiday.seed": "录入放假安排",
    "holiday.import": "导入放假安排",
    "job.again": "重试后台工作", "job.set-aside": "放下后台工作", "slow.clear": "清空慢查询",
    "audit.export": "导出审计", "audit.verify": "查验审计",
    "ledger.export": "导出台账",
    "matter.receive": "签收", "matter.distribute": "分发", "matter.withdraw_copy": "收回分发",
    "matter.remind_silent": "催签收", "matter.answer": "报办理情况", "matter.replace": "更正文件",
    "matter.retract": "撤回文件", "matter.set_nature": "改办阅", "matter.scan_back": "收回处理笺",
    "matter.start": "登记事项", "matter.acknowledge": "签收事项", "matter.read": "已阅",
    "matter.chase": "催阅", "matter.withdraw_circulation": "收回传阅",
    "matter.withdraw_opinion": "撤下意见", "matter.hand_over": "交接",
    "matter.delegate": "委托代办",
    "outgoing.start": "起草发文", "outgoing.assess": "记评估、审查",
    "outgoing.number": "编号", "outgoing.void_number": "注销文号",
    "outgoing.retract_issued": "撤回发文", "outgoing.repeal": "废止发文",
    "outgoing.revoke": "撤销发文",
    "draft.altered": "签发稿、稿子被改动", "draft.late": "存稿晚了",
    "draft.late-dropped": "放弃晚到的稿", "draft.online": "发在线编辑的凭证",
    "draft.lock": "在线编辑上锁", "draft.unlock": "在线编辑解锁",
    "finding.ignore": "检查结果不改", "finding.restore": "收回不改",
    "file.altered": "文件被改动",
    "material.call": "约稿", "material.withdraw": "撤回约稿", "material.attach": "约稿并入稿子",
    "ink.keep": "手写批示", "ink.offer": "手机扫码手写",
    "plan.open": "建计划", "plan.note": "记例会议定", "plan.add": "计划列一条",
    "plan.change": "改计划一条", "plan.link": "计划连督办事项", "plan.report": "报完成情况",
    "plan.tick_off": "计划销号", "plan.carry": "转下期", "plan.drop": "计划不再办",
    "plan.close": "计划对账",
    "supervision.rules": "改督办的规矩", "supervision.view": "存台账视图",
    "supervision.import": "导入督办清单", "supervision.export": "导出督办台账",
    "campaign.open": "立专班", "campaign.enlist": "列入专班", "campaign.close": "专班办结",
    "campaign.statement": "印专班情况说明",
    "circular.start": "做通报", "circular.revise": "改通报", "circular.recount": "通报重算",
    "circular.draft": "通报起草成发文", "circular.appeal": "对通报申诉",
    "circular.rule": "裁定申诉",
    "analysis.open": "立分析研判", "analysis.save": "存分析研判", "analysis.close": "研判定稿",
    "prefix.add": "添代字", "prefix.stop": "停用代字", "prefix.resume": "启用代字",
    "prefix.remove": "删去代字", "prefix.order": "排代字次序",
    "matter.review": "逐项审核", "matter.settle": "处理意见", "matter.use_seal": "用印",
    "matter.void_number": "注销文号", "matter.correct_issued": "更正发文",
    "matter.retract_issued": "撤回发文", "matter.repeal": "废止发文", "matter.revoke": "撤销发文",
    "matter.answered": "已答复", "matter.delegation_over": "转回本人",
    "matter.save_draft": "存稿", "matter.change_draft": "改发文登记", "matter.unlock_draft": "解锁",
    "matter.transcribe": "录入手写",
    "matter.approve_feedback": "审核反馈", "matter.break_down": "分解",
    "matter.campaign_verify": "专班核实", "matter.coordinated": "协调办好",
    "matter.feedback": "反馈", "matter.feedback_late": "迟报", "matter.merge": "并案",
    "matter.milestone": "节点", "matter.note_row": "改进展", "matter.reassign": "改派",
    "matter.resume": "恢复办理", "matter.site_check": "实地检查", "matter.take_back": "撤回申请",
    "matter.take_in": "并入", "matter.take_up": "补录在办", "matter.verify": "核查",
    "matter.voice": "群众意见",
    "matter.amend": "更正事项", "matter.void": "作废事项", "matter.close_past": "补录办结",
}
KINDS = {"matter": "事项", "export": "导出", "import": "导入"}
# fmt: on


def acts() -> dict[str, str]:
    """全部动作：表里的，加上各流程的走向和通用动作。"""
    moves = {f"matter.{move.code}": move.label for kind in kinds.all_kinds() for move in kind.moves}
    general = {f"matter.{one.code}": one.label for one in UNIVERSAL.values()}
    return {**general, **moves, **ACTS}


def label_of(act: str, known: dict[str, str]) -> str:
    """一个动作的名称；表里没有的，按前半截说个大概。"""
    return known.get(act) or KINDS.get(act.partition(".")[0], act)
