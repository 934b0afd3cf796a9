from django.db import migrations

CONTAINER = 8  # characters of a tree path: root and container of the portal


def write_portal(apps, schema_editor):
    """Give the entries of pages that still are the portal that newer ones are born with."""
    settings = apps.get_model("base", "PortalSettings")
    entries = apps.get_model("wagtailcore", "PageLogEntry")
    homes = settings.objects.values_list("slug", "site__root_page__path")
    for slug, home in homes:
        older = entries.objects.filter(page__path__startswith=home[:CONTAINER]).exclude(
            data__has_key="portales"
        )
        for entry in older.iterator(chunk_size=1000):
            entry.data = {**(entry.data or {}), "portales": {slug: True}}
            entry.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0003_roles_of_a_portal"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(write_portal, migrations.RunPython.noop, elidable=True),
    ]
