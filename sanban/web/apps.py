"""网页室的登记。"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """网页。"""

    name = "sanban.web"
    label = "web"
    verbose_name = "网页"
