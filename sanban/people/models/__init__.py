"""机构人员的表：单位、科室、人员、职务、角色、分管、排序、委托、账号、凭证。"""

from sanban.people.models.account import Account, Delegation, OldPassword
from sanban.people.models.codes import (
    ADMINS,
    BUSINESS,
    OFFICE_RANK,
    RANKINGS,
    OrgKind,
    RoleCode,
)
from sanban.people.models.office import (
    Charge,
    OfficeSection,
    Org,
    OrgQuerySet,
    Person,
    PersonQuerySet,
    Post,
    RankEntry,
    RoleHolding,
    closest,
)
from sanban.people.models.token import AccessToken, TokenPurpose

__all__ = [
    "ADMINS",
    "BUSINESS",
    "OFFICE_RANK",
    "RANKINGS",
    "AccessToken",
    "Account",
    "Charge",
    "Delegation",
    "OfficeSection",
    "OldPassword",
    "Org",
    "OrgKind",
    "OrgQuerySet",
    "Person",
    "PersonQuerySet",
    "Post",
    "RankEntry",
    "RoleCode",
    "RoleHolding",
    "TokenPurpose",
    "closest",
]
