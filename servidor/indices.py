"""An index on SQLite for queries of a branch of the tree of pages.

Django queries descendants with LIKE. SQLite's LIKE ignores case and cannot use the normal index of
the paths: it would read the pages of all portals. PostgreSQL has the index that it needs. This is
not a migration, because SQLite creates a table anew when a migration of Wagtail changes it, and the
index would be lost.
"""

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.models import Page


@receiver(post_migrate)
def index_paths(sender, using, **kwargs):
    connection, table = connections[using], Page._meta.db_table
    if sender.label != Page._meta.app_label or connection.vendor != "sqlite":
        return
    if table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS pages_by_branch ON {table} (path COLLATE NOCASE)"
            )
