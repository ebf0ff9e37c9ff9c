"""统计室的登记。"""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """统计。"""

    name = "sanban.statistics"
    label = "statistics"
    verbose_name = "统计"
    default_auto_field = "django.db.models.BigAutoField"
