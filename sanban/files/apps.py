"""文件室的登记。"""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """文件。"""

    name = "sanban.files"
    label = "files"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"
