"""搜索的表，和各家数据库自己的索引。"""

from typing import Any

from django.db import migrations, models

from sanban.search.engines import engine


def create_index(apps: Any, schema_editor: Any) -> None:
    """建索引的表。"""
    engine(schema_editor.connection.alias).create()


def drop_index(apps: Any, schema_editor: Any) -> None:
    """删去。"""
    engine(schema_editor.connection.alias).drop()


class Migration(migrations.Migration):
    """第一版。"""

    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Pending",
            fields=[
                (
                    "owner",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="哪一件"
                    ),
                ),
                ("stamp", models.BigIntegerField(verbose_name="哪一次")),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="试过几次")),
                ("leased_until", models.DateTimeField(null=True, verbose_name="领走到何时")),
            ],
            options={"db_table": "search_pending"},
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("head", models.TextField(verbose_name="短栏")),
                ("body", models.TextField(blank=True, verbose_name="文字")),
                ("label", models.CharField(blank=True, max_length=255, verbose_name="叫什么")),
                ("target", models.CharField(blank=True, max_length=40, verbose_name="从哪里来")),
                ("indexed", models.BooleanField(default=False, verbose_name="已编入")),
            ],
            options={
                "db_table": "search_passage",
                "indexes": [models.Index(fields=["indexed", "-id"], name="passage_to_index")],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
