"""督办台账的地址。"""

from django.urls import path

from sanban.web.supervision import (
    agenda,
    board,
    campaigns,
    exporting,
    gantt,
    importing,
    inline,
    ledger,
    rules,
    taking_back,
    views,
)

urlpatterns = [
    path("supervision/", ledger.show, name="supervision"),
    path("supervision/board/", board.show, name="supervision-board"),
    path("supervision/gantt/", gantt.show, name="supervision-gantt"),
    path("supervision/agenda/", agenda.show, name="supervision-agenda"),
    path("supervision/rules/", rules.show, name="supervision-rules"),
    path("supervision/press/", inline.press, name="supervision-press"),
    path("supervision/views/", views.save, name="supervision-view-save"),
    path("supervision/views/<int:pk>/drop/", views.drop, name="supervision-view-drop"),
    path("supervision/<int:pk>/more/", inline.more, name="supervision-more"),
    path("supervision/<int:pk>/note/", inline.note, name="supervision-note"),
    path("supervision/campaigns/", campaigns.listed, name="campaigns"),
    path("supervision/campaigns/<int:pk>/", campaigns.show, name="campaign"),
    path("supervision/campaigns/<int:pk>/close/", campaigns.close, name="campaign-close"),
    path(
        "supervision/campaigns/<int:pk>/statement/", campaigns.statement, name="campaign-statement"
    ),
    path("supervision/campaigns/entries/<int:pk>/", campaigns.verify, name="campaign-verify"),
    path("supervision/campaigns/new/", campaigns.new, name="campaign-new"),
    path("supervision/export/", exporting.export, name="items-export"),
    path("supervision/import/", importing.upload, name="items-import"),
    path("supervision/import/<int:pk>/", importing.run, name="items-import-run"),
    path("supervision/import/<int:pk>/drop/", importing.drop, name="items-import-drop"),
    path("supervision/import/<int:pk>/faults/", importing.faults, name="items-import-faults"),
    path("supervision/import/<int:pk>/start/", importing.start, name="items-import-start"),
    path("supervision/import/template/", importing.template, name="items-import-template"),
    path("supervision/take-back/", taking_back.upload, name="items-take-back"),
    path("supervision/take-back/<int:pk>/", taking_back.run, name="items-take-back-run"),
    path("supervision/take-back/<int:pk>/take/", taking_back.take, name="items-take-back-take"),
]
