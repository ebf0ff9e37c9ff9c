"""管理页的地址。"""

from django.urls import path

from sanban.web.office import audit, channels, holidays, jobs

urlpatterns = [
    path("holidays/", holidays.show, name="holidays"),
    path("holidays/save/", holidays.save, name="holiday-save"),
    path("holidays/remove/", holidays.remove, name="holiday-remove"),
    path("holidays/seed/", holidays.seed, name="holiday-seed"),
    path("holidays/import/", holidays.take_in, name="holiday-import"),
    path("holidays/template/", holidays.template, name="holiday-template"),
    path("jobs/", jobs.show, name="jobs"),
    path("jobs/<uuid:pk>/again/", jobs.again, name="job-again"),
    path("channels/", channels.show, name="channels"),
    path("channels/<int:pk>/", channels.one, name="channel"),
    path("channels/<int:pk>/switch/", channels.switch, name="channel-switch"),
    path("channels/<int:pk>/test/", channels.test, name="channel-test"),
    path("channels/<int:pk>/retry/", channels.retry, name="channel-retry"),
    path("channels/<int:pk>/remove/", channels.remove, name="channel-remove"),
    path("channels/<int:pk>/contact/", channels.set_contact, name="channel-contact"),
    path(
        "channels/<int:pk>/contact/<int:contact>/remove/",
        channels.remove_contact,
        name="contact-remove",
    ),
    path("audit/", audit.show, name="audit"),
    path("audit/export/", audit.export, name="audit-export"),
    path("audit/verify/", audit.verify, name="audit-verify"),
]
