"""运维室的登记。"""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """运维。"""

    name = "sanban.operations"
    label = "operations"
    verbose_name = "运维"
    default_auto_field = "django.db.models.BigAutoField"
