"""地基室的登记。"""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """地基。"""

    name = "sanban.core"
    label = "core"
    verbose_name = "地基"
    default_auto_field = "django.db.models.BigAutoField"
