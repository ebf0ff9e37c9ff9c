"""督办事项的地址。"""

from django.urls import path

from sanban.web.items import acts, editing, live, waiting

urlpatterns = [
    path("items/new/", editing.new, name="item-new"),
    path("items/live/", live.side, name="item-live"),
    path("items/row/", editing.row, name="item-row"),
    path("items/waiting/", waiting.show, name="items-waiting"),
    path("items/<int:pk>/edit/", editing.change, name="item-edit"),
    path("items/<int:pk>/qualities/", live.qualities, name="item-qualities"),
    path("items/<int:pk>/handlers/", live.handlers, name="item-handlers"),
    path("items/<int:pk>/evidence/", live.evidence, name="item-evidence"),
    path("items/<int:pk>/alike/", live.alike, name="item-alike"),
    path("items/<int:pk>/act/<slug:code>/", acts.act, name="item-act"),
]
