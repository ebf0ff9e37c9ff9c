"""档案室的登记。"""

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """档案。"""

    name = "sanban.archives"
    label = "archives"
    verbose_name = "档案"
    default_auto_field = "django.db.models.BigAutoField"
