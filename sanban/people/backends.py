"""登录：取账号时连人、单位、科室、角色一起取。"""

from django.contrib.auth.backends import ModelBackend

from sanban.people.models import Account


class AccountBackend(ModelBackend):
    """少查几次库的账号后端。"""

    def get_user(self, user_id: int) -> Account | None:
        """按编号取在用的账号；人不在岗的不算。"""
        return Account.objects.entering(int(user_id))
