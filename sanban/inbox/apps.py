"""消息室的登记。"""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """消息。"""

    name = "sanban.inbox"
    label = "inbox"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"
