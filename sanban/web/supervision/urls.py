"""督办台账的地址。"""

from django.urls import path

from sanban.web.supervision import agenda, board, gantt, inline, ledger, views

urlpatterns = [
    path("supervision/", ledger.show, name="supervision"),
    path("supervision/board/", board.show, name="supervision-board"),
    path("supervision/gantt/", gantt.show, name="supervision-gantt"),
    path("supervision/agenda/", agenda.show, name="supervision-agenda"),
    path("supervision/press/", inline.press, name="supervision-press"),
    path("supervision/views/", views.save, name="supervision-view-save"),
    path("supervision/views/<int:pk>/drop/", views.drop, name="supervision-view-drop"),
    path("supervision/<int:pk>/more/", inline.more, name="supervision-more"),
    path("supervision/<int:pk>/note/", inline.note, name="supervision-note"),
]
