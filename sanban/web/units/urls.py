"""承办单位的页面的地址。"""

from django.urls import path

from sanban.web.units import acts, approvals, reporting, subtask, task, tasks

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
]
