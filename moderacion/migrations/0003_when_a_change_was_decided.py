from django.db import migrations, models
from django.utils import timezone


def begin_the_term(apps, schema_editor):
    """When it was decided was not written down: the term of what was begins today."""
    changes = apps.get_model("moderacion", "CambioDeArchivo").objects
    changes.exclude(estado="espera").update(decidido=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ("moderacion", "0002_changes_of_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="cambiodearchivo",
            name="decidido",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(begin_the_term, migrations.RunPython.noop),
    ]
