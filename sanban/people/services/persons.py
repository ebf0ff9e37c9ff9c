"""机构人员的变动。"""

from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.people.models import Person


@transaction.atomic
def deactivate(person: Person, *, by: Person, now: datetime) -> Person:
    """停用一个人和他的账号；手上的差事须已交出。"""
    person.is_active = False
    person.save(update_fields=["is_active"])
    audit.record("person.deactivate", by=by, target=f"person:{person.pk}")
    return person
