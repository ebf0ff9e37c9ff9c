"""此人搜得到什么：看得见的事项；三员一件也没有。"""

from django.core.cache import cache

from sanban.matters.models import FEW, Matter, Visibility, seen_count, subjects_of
from sanban.people.models import Person
from sanban.search.finding import Sight

KEPT_SECONDS = 60


def sight_of(person: Person) -> Sight:
    """此人搜得到什么。"""
    subjects = subjects_of(person)
    if not subjects:
        return Sight(Matter.objects.none())
    shown = Visibility.objects.filter(subject__in=subjects)
    if _few(person, subjects):
        return Sight(Matter.objects.filter(pk__in=shown.values("matter")), is_few=True)
    return Sight(Matter.objects.shown_to(subjects))


def _few(person: Person, subjects: list[str]) -> bool:
    """看得见的多不多；只管从哪头找起，所以存一分钟也不会找错。"""
    kept = cache.get_or_set(f"search-few:{person.pk}", lambda: seen_count(subjects), KEPT_SECONDS)
    return kept is not None and kept <= FEW
