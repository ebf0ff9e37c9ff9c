"""查库次数：常用的几个动作，钉住；其中一次是记下要重编进搜索的。"""

from sanban.supervision import services
from tests.supervision.conftest import go


def test_signing_for_an_item_takes_twenty_six_queries(
    cast, assigned, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(26):
        services.acknowledge(assigned, org=cast.water, by=cast.water_liaison, now=now)


def test_one_step_takes_thirty_eight_queries(cast, assigned, django_assert_max_num_queries):
    with django_assert_max_num_queries(38):
        go(assigned, "apply_close", cast.water_liaison)
