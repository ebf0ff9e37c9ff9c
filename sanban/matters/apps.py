"""事项室的登记。"""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """事项。"""

    name = "sanban.matters"
    label = "matters"
    verbose_name = "事项"
    default_auto_field = "django.db.models.BigAutoField"
