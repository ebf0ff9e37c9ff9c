"""机构人员室的登记。"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """机构人员。"""

    name = "sanban.people"
    label = "people"
    verbose_name = "机构人员"
    default_auto_field = "django.db.models.BigAutoField"
