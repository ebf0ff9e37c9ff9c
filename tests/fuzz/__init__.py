"""乱改真的文件，看读的人受不受得住；长跑用 `make fuzz`。"""

import os
import tempfile

import django
from django.apps import apps

os.environ.setdefault("SANBAN_DATA", tempfile.gettempdir())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
if not apps.ready:
    django.setup()
