from django.db import migrations

_OLD_NAMES = ("orden", "buscable")


def drop_old_names(apps, schema_editor):
    """Take the old columns out of the revisions.

    They follow other fields; one revision with them and the next one without would count as
    a change of what the page says.
    """
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="directorio", content_type__model="entidadpage"
    )
    for revision in revisions.iterator(chunk_size=200):
        for name in _OLD_NAMES:
            revision.content.pop(name, None)
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("directorio", "0001_directory_of_a_portal"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RenameField("entidadpage", "orden", "titulo_llano"),
        migrations.RenameField("entidadpage", "buscable", "texto_llano"),
        migrations.RunPython(drop_old_names, migrations.RunPython.noop, elidable=True),
    ]
