"""搜索室的登记。"""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """搜索。"""

    name = "sanban.search"
    label = "search"
    verbose_name = "搜索"
    default_auto_field = "django.db.models.BigAutoField"
