"""审计室的登记。"""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """审计。"""

    name = "sanban.audit"
    label = "audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"
