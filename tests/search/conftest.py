"""搜索的测试共用：几件文书。归谁用人的编号，看得见的就是一个现成的查询集。"""

import pytest

from sanban.people.models import Org, OrgKind, Person
from sanban.search.services import put


@pytest.fixture
def shelf(db):
    """放进一件（几段），返回它的编号。"""
    org = Org.objects.create(name="演示县", short_name="县", initials="x", kind=OrgKind.GOV)

    def add(*pieces, owner=None, whole=True):
        owner = owner or Person.objects.create(name="人", org=org, post_name="职").pk
        put(owner, pieces, whole=whole)
        return owner

    return add
