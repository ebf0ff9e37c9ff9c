"""办文页的地址。"""

from django.urls import path

from sanban.web.documents import (
    book,
    comparing,
    copies,
    days,
    editing,
    intake,
    paper,
    received,
    register,
    registering,
    senders,
)

urlpatterns = [
    path("intake/", intake.show, name="intake"),
    path("intake/upload/", intake.upload, name="intake-upload"),
    path("intake/<int:pk>/drop/", intake.drop, name="intake-drop"),
    path("intake/<int:pk>/<int:page>.png", paper.picture, name="intake-picture"),
    path("intake/<int:pk>/pages/", paper.pages, name="intake-pages"),
    path("register/", register.show, name="register"),
    path("register/batch/", book.batch, name="register-batch"),
    path("register/export/", book.export, name="register-export"),
    path("register/import/", book.upload, name="register-import"),
    path("register/import/apply/", book.apply, name="register-apply"),
    path("register/import/faults/", book.faults, name="register-faults"),
    path("register/import/template/", book.template, name="register-template"),
    path("register/new/", registering.new, name="register-new"),
    path("register/duplicates/", comparing.duplicates, name="register-duplicates"),
    path("register/senders/", senders.senders, name="register-senders"),
    path("register/day/<slug:name>/", days.day, name="register-day"),
    path("register/<int:pk>/compare/<int:intake>/", comparing.compare, name="register-compare"),
    path("register/<int:pk>/merge/<int:intake>/", comparing.merge, name="register-merge"),
    path("register/<int:pk>/edit/", editing.edit, name="register-edit"),
    path("register/<int:pk>/void/", editing.void, name="register-void"),
    path("register/<int:pk>/reject/", editing.reject, name="register-reject"),
    path("register/scan-back/", editing.scan_back, name="register-scan-back"),
    path("matters/<int:pk>/files/<int:file>/correct/", editing.correct, name="file-correct"),
    path("matters/<int:pk>/copies/", copies.send, name="copies-send"),
    path("matters/<int:pk>/copies/remind/", copies.remind, name="copies-remind"),
    path("copies/<int:pk>/withdraw/", copies.withdraw, name="copy-withdraw"),
    path("copies/<int:pk>/answer/", copies.answer, name="copy-answer"),
    path("received/", received.show, name="received"),
    path("received/export/", received.export, name="received-export"),
]
