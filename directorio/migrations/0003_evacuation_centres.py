from uuid import uuid4

from django.db import migrations, models

NAMES = {"es": "Centros de evacuación", "en": "Evacuation centres"}


def add_kind(apps, schema_editor):
    """Give it to the lists that exist; new ones come with it."""
    kinds = apps.get_model("directorio", "TipoEntidad").objects
    if not kinds.exists() or kinds.filter(slug="evacuacion").exists():
        return
    key = uuid4()
    for locale in apps.get_model("wagtailcore", "Locale").objects.filter(language_code__in=NAMES):
        kinds.create(
            slug="evacuacion",
            nombre=NAMES[locale.language_code],
            locale=locale,
            translation_key=key,
            es_evacuacion=True,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('directorio', '0002_plain_columns_share_their_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='tipoentidad',
            name='es_evacuacion',
            field=models.BooleanField(default=False, help_text='Se leen en la portada mientras dura el modo emergencia.', verbose_name='centros de evacuación'),
        ),
        migrations.RunPython(add_kind, migrations.RunPython.noop, elidable=True),
    ]
