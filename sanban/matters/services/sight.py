"""此人搜得到什么：与事项页给他看的一样。"""

from django.db.models import Exists, OuterRef, Q

from sanban.matters.models import Matter, Todo, Visibility, seen_count, subjects_of
from sanban.people.models import Person, RoleCode
from sanban.search.engines import engine
from sanban.search.finding import Sight

KEEPERS = (RoleCode.CLERK, RoleCode.DIRECTOR, RoleCode.ARCHIVIST)
"""登记单位里保管换下的、撤回的文件的角色。"""


def sight_of(person: Person) -> Sight:
    """搜的时候给 `search.finding.find` 的。

    看得见的不多，从看得见的找起；多，逐件去问。内部的：本机关的，和经手过的；
    保管的：登记单位的文书、主任、档案员。
    """
    subjects = subjects_of(person)
    most = engine().most_listed
    is_few = seen_count(subjects, most=most + 1) <= most if subjects else True
    seen = Visibility.objects.filter(subject__in=subjects)
    handled = Todo.objects.filter(matter=OuterRef("pk"), person=person, is_reading=False)
    inside = Matter.objects.filter(Q(org=person.org_id) | Exists(handled))
    offices = [one.org_id for one in person.holdings.all() if one.role in KEEPERS]
    kept = inside.filter(org__in=offices)
    return Sight(seen, inside, kept, is_few=is_few, column="matter_id")
