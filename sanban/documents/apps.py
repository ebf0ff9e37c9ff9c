"""办文室的登记。"""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """办文。"""

    name = "sanban.documents"
    label = "documents"
    verbose_name = "办文"
    default_auto_field = "django.db.models.BigAutoField"
