"""给开发者用的框架命令：迁移、检查。"""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
execute_from_command_line(sys.argv)
