"""管理页各由谁用。"""

from sanban.people.models import BUSINESS, RoleCode

KEEPERS = (RoleCode.SYS_ADMIN, RoleCode.CLERK, RoleCode.DIRECTOR)
"""管单位和人员的。"""
PICKERS = (*BUSINESS, RoleCode.SYS_ADMIN)
"""用得着选人、选单位的。"""
