"""督办事项页上督查室的各个动作：裁定、催办、中止、节点、改派、并案。"""

from datetime import timedelta

from django.utils import timezone

from sanban.supervision.models import ItemState, Pressing
from tests.web import item_cast as items
from tests.web.test_items import at, read


def test_an_extension_is_ruled_on_the_page(sign_in, cast, assigned_item):
    later = timezone.localdate() + timedelta(90)
    made = items.wish(cast, assigned_item, wanted_on=later)
    client = sign_in(cast.supervisor)
    assert "汛期雨水多" in client.get(at("items-waiting")).content.decode()
    assert "汛期雨水多" in read(client, assigned_item, "requests")
    form = {"one": made.pk, "granted": "1", "day": later.isoformat(), "remark": "准"}
    client.post(at("item-act", assigned_item.pk, "rule"), form)
    assert items.fresh(assigned_item).extension_count == 1
    assert "准到" in read(client, assigned_item, "requests")


def test_an_objection_hands_it_to_another_unit(sign_in, cast, assigned_item):
    made = items.wish(cast, assigned_item, "objection")
    client = sign_in(cast.supervisor)
    form = {"one": made.pk, "granted": "1", "lead": cast.finance.pk, "remark": "改由财政局办"}
    client.post(at("item-act", assigned_item.pk, "rule"), form)
    assert items.fresh(assigned_item).lead_org == cast.finance


def test_one_request_of_another_item_is_not_ruled_here(sign_in, cast, assigned_item):
    made = items.wish(cast, assigned_item, wanted_on=timezone.localdate() + timedelta(90))
    other = items.propose(cast, title="改造三条背街小巷")
    form = {"one": made.pk, "granted": "1"}
    answer = sign_in(cast.supervisor).post(at("item-act", other.pk, "rule"), form)
    assert answer.status_code == 404


def test_it_is_pressed_suspended_and_resumed(sign_in, cast, assigned_item):
    client = sign_in(cast.supervisor)
    form = {"rung": "phone", "remark": "电话催了江一帆，答应周五报"}
    client.post(at("item-act", assigned_item.pk, "press"), form)
    assert Pressing.objects.count() == 2
    assert "电话催了江一帆" in read(client, assigned_item, "pressing")
    client.post(at("item-act", assigned_item.pk, "suspend"), {"remark": "汛情紧急"})
    made = assigned_item.requests.get()
    client.post(at("item-act", assigned_item.pk, "rule"), {"one": made.pk, "granted": "1"})
    assert items.fresh(assigned_item).state == ItemState.SUSPENDED
    page = read(client, assigned_item)
    assert 'id="ask-resume"' in page
    assert 'id="ask-press"' not in page
    client.post(at("item-act", assigned_item.pk, "resume"), {"remark": "汛情已过"})
    assert items.fresh(assigned_item).state == ItemState.HANDLING


def test_nodes_are_marked_changed_and_added(sign_in, cast, assigned_item):
    client = sign_in(cast.supervisor)
    today = timezone.localdate()
    first, second = assigned_item.milestones.order_by("due_on")
    form = {"one": first.pk, "day": today.isoformat()}
    client.post(at("item-act", assigned_item.pk, "node_done"), form)
    form = {"one": second.pk, "day": second.due_on.isoformat(), "name": "完工", "remark": "改名"}
    client.post(at("item-act", assigned_item.pk, "node_change"), form)
    page = read(client, assigned_item, "nodes")
    assert "按期完成" in page
    assert "完工" in page
    client.post(at("item-act", assigned_item.pk, "node_undo"), {"one": first.pk, "remark": "记错"})
    first.refresh_from_db()
    assert first.done_on is None


def test_an_orphaned_item_is_listed_and_reassigned(sign_in, cast, assigned_item):
    cast.water.is_active = False
    cast.water.save()
    client = sign_in(cast.supervisor)
    assert "县水务局已经停用" in client.get(at("items-waiting")).content.decode()
    page = client.get(at("item-handlers", assigned_item.pk)).content.decode()
    assert "县水务局" not in page
    form = {"lead": cast.finance.pk, "remark": "水务局撤并"}
    client.post(at("item-act", assigned_item.pk, "reassign"), form)
    assert items.fresh(assigned_item).lead_org == cast.finance


def test_two_items_of_one_thing_are_merged(sign_in, cast, assigned_item):
    twin = items.propose(cast, title="修复县城北环路防洪堤险段")
    client = sign_in(cast.supervisor)
    assert str(assigned_item) in client.get(at("item-alike", twin.pk)).content.decode()
    form = {"into": assigned_item.pk, "remark": "同一件事"}
    client.post(at("item-act", twin.pk, "merge"), form)
    assert items.fresh(twin).state == ItemState.MERGED
    assert f"已并到{assigned_item}" in read(client, twin)
