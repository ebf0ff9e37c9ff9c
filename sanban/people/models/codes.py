"""单位类别、角色、三员、排序的场合。"""

from django.db import models


class OrgKind(models.TextChoices):
    """单位类别。"""

    PARTY = "party", "党委"
    GOV = "gov", "政府"
    NPC = "npc", "人大"
    CPPCC = "cppcc", "政协"
    COURT = "court", "法院"
    PROCURATORATE = "procuratorate", "检察院"
    DEPT = "dept", "部门"
    TOWNSHIP = "township", "乡镇（街道）"
    ENTERPRISE = "enterprise", "企事业单位"
    OUTSIDE = "outside", "外单位"


class RoleCode(models.TextChoices):
    """角色：一组职责，可以一人多任，也可以多人同任。"""

    CLERK = "clerk", "文书"
    DIRECTOR = "director", "主任"
    LEADER = "leader", "领导"
    PRINCIPAL = "principal", "主要负责人"
    SECTION_HEAD = "section_head", "科长"
    DRAFTER = "drafter", "秘书"
    SUPERVISOR = "supervisor", "督查员"
    INFO_OFFICER = "info_officer", "信息员"
    DUTY_OFFICER = "duty_officer", "值班员"
    LIAISON = "liaison", "联络员"
    ARCHIVIST = "archivist", "档案员"
    SYS_ADMIN = "sys_admin", "系统管理员"
    SEC_ADMIN = "sec_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


ADMINS = (RoleCode.SYS_ADMIN, RoleCode.SEC_ADMIN, RoleCode.AUDIT_ADMIN)
"""三员：互斥，也不兼任业务角色。"""
BUSINESS = tuple(code for code in RoleCode.values if code not in ADMINS)
"""业务角色：三员以外的。"""


OFFICE_RANK = "office"
"""批示、传阅用的领导排序表。"""
RANKINGS = {OFFICE_RANK: "批示、传阅", "party": "党委班子", "four_teams": "四套班子活动"}
"""各种场合各有一张排序表，由人维护，不由职务推算（domain.md §0）。"""
