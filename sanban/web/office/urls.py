"""管理页的地址。"""

from django.urls import path

from sanban.web.office import audit, holidays, jobs

urlpatterns = [
    path("holidays/", holidays.show, name="holidays"),
    path("holidays/save/", holidays.save, name="holiday-save"),
    path("holidays/remove/", holidays.remove, name="holiday-remove"),
    path("holidays/seed/", holidays.seed, name="holiday-seed"),
    path("holidays/import/", holidays.take_in, name="holiday-import"),
    path("holidays/template/", holidays.template, name="holiday-template"),
    path("jobs/", jobs.show, name="jobs"),
    path("jobs/<uuid:pk>/again/", jobs.again, name="job-again"),
    path("audit/", audit.show, name="audit"),
    path("audit/export/", audit.export, name="audit-export"),
    path("audit/verify/", audit.verify, name="audit-verify"),
]
