"""承办单位的页面的地址。"""

from django.urls import path

from sanban.web.units import (
    acts,
    approvals,
    blockages,
    burdens,
    evidence,
    reporting,
    subtask,
    task,
    tasks,
)

urlpatterns = [
    path("tasks/", tasks.show, name="tasks"),
    path("tasks/export/", tasks.export, name="tasks-export"),
    path("tasks/approvals/", approvals.show, name="task-approvals"),
    path("tasks/approvals/feedback/<int:pk>/", approvals.feedback, name="task-approve-feedback"),
    path("tasks/approvals/request/<int:pk>/", approvals.consent, name="task-approve-request"),
    path("tasks/<int:pk>/", task.show, name="task"),
    path("tasks/<int:pk>/feedback/", reporting.report, name="task-feedback"),
    path("tasks/<int:pk>/subtask/", subtask.show, name="task-subtask"),
    path("tasks/<int:pk>/<slug:code>/", acts.act, name="task-act"),
    path("blockages/", blockages.show, name="blockages"),
    path("blockages/export/", blockages.export, name="blockages-export"),
    path("blockages/new/", blockages.new, name="blockage-new"),
    path("blockages/<int:pk>/solve/", blockages.solve, name="blockage-solve"),
    path("site-checks/", evidence.site_checks, name="site-checks"),
    path("site-checks/export/", evidence.export, name="site-checks-export"),
    path("items/<int:pk>/site-check/", evidence.site_check, name="item-site-check"),
    path("items/<int:pk>/voices/", evidence.voices, name="item-voices"),
    path("burdens/", burdens.show, name="burdens"),
    path("burdens/export/", burdens.export, name="burdens-export"),
    path("burdens/<int:pk>/", burdens.detail, name="burden"),
]
