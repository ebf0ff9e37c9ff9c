"""发文页的地址。"""

from django.urls import path

from sanban.web.outgoing import acts, book, figures, gates, inks, leader, numbers, prefixes, seals

urlpatterns = [
    path("outgoing/", book.show, name="outgoing-book"),
    path("outgoing/export/", book.export, name="outgoing-export"),
    path("outgoing/numbers/", numbers.show, name="outgoing-numbers"),
    path("outgoing/numbers/export/", numbers.export, name="outgoing-numbers-export"),
    path("outgoing/seals/", seals.show, name="outgoing-seals"),
    path("outgoing/seals/export/", seals.export, name="outgoing-seals-export"),
    path("outgoing/figures/", figures.show, name="outgoing-figures"),
    path("outgoing/figures/export/", figures.export, name="outgoing-figures-export"),
    path("outgoing/prefixes/", prefixes.page, name="outgoing-prefixes"),
    path("outgoing/prefixes/<int:pk>/<slug:code>/", prefixes.act, name="outgoing-prefix"),
    path("matters/<int:pk>/draft-sheet.pdf", acts.sheet, name="outgoing-sheet"),
    path("matters/<int:pk>/gates/", gates.gates, name="outgoing-gates"),
    path("matters/<int:pk>/review/", gates.review, name="outgoing-review"),
    path("matters/<int:pk>/findings/", gates.findings, name="outgoing-findings"),
    path("matters/<int:pk>/number/", gates.number, name="outgoing-number"),
    path("matters/<int:pk>/seal/", gates.seal, name="outgoing-seal"),
    path("matters/<int:pk>/force/<slug:code>/", gates.force, name="outgoing-force"),
    path("matters/<int:pk>/issue/<slug:code>/", acts.act, name="outgoing-act"),
    path("matters/<int:pk>/settle/<int:row>/", acts.settle, name="outgoing-settle"),
    path("matters/<int:pk>/ink/", inks.save, name="ink-save"),
    path("matters/<int:pk>/ink/drop/", inks.drop, name="ink-drop"),
    path("matters/<int:pk>/ink/phone/", inks.phone, name="ink-phone"),
    path("matters/<int:pk>/ink/waiting/", inks.waiting, name="ink-waiting"),
    path("matters/<int:pk>/ink/<int:ink>.png", inks.picture, name="ink-picture"),
    path("matters/<int:pk>/ink/<int:ink>/words/", inks.transcribe, name="ink-words"),
    path("leader/", leader.first, name="leader"),
    path("leader/<int:pk>/", leader.show, name="leader-matter"),
    path("pen/<slug:secret>/", inks.pad, name="ink-pad"),
]
