"""督办室的登记。"""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """督办。"""

    name = "sanban.supervision"
    label = "supervision"
    verbose_name = "督办"
    default_auto_field = "django.db.models.BigAutoField"
