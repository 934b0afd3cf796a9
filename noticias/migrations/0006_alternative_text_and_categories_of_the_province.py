from django.conf import settings
from django.db import migrations, models


def name_the_spanish_entry(apps, schema_editor):
    """Pages of every language name the entry in Spanish, as those of other lists do."""
    pages = apps.get_model("noticias", "NoticiaPage").objects
    entries = apps.get_model("noticias", "CategoriaNoticia").objects
    own = entries.filter(locale__language_code=settings.LANGUAGE_CODE)
    spanish = dict(own.values_list("translation_key", "pk"))
    others = {
        pk: spanish[key]
        for pk, key in entries.exclude(pk__in=spanish.values()).values_list("pk", "translation_key")
        if key in spanish
    }
    for other, entry in others.items():
        pages.filter(categoria=other).update(categoria=entry)
    revisions = apps.get_model("wagtailcore", "Revision").objects
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind = kinds.filter(app_label="noticias", model="noticiapage").first()
    for revision in revisions.filter(content_type=kind) if kind and others else ():
        if (chosen := revision.content.get("categoria")) in others:
            revision.content["categoria"] = others[chosen]
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("noticias", "0005_what_is_shown_is_accepted"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaindexpage',
            name='alt_portada',
            field=models.CharField(blank=True, help_text='Qué se ve, para quien no puede verla. Vacío: se toma el de la imagen.', max_length=255, verbose_name='texto alternativo de la portada'),
        ),
        migrations.AddField(
            model_name='eventopage',
            name='alt_portada',
            field=models.CharField(blank=True, help_text='Qué se ve, para quien no puede verla. Vacío: se toma el de la imagen.', max_length=255, verbose_name='texto alternativo de la portada'),
        ),
        migrations.AddField(
            model_name='noticiapage',
            name='alt_portada',
            field=models.CharField(blank=True, help_text='Qué se ve, para quien no puede verla. Vacío: se toma el de la imagen.', max_length=255, verbose_name='texto alternativo de la portada'),
        ),
        migrations.AddField(
            model_name='noticiasindexpage',
            name='alt_portada',
            field=models.CharField(blank=True, help_text='Qué se ve, para quien no puede verla. Vacío: se toma el de la imagen.', max_length=255, verbose_name='texto alternativo de la portada'),
        ),
        migrations.RunPython(name_the_spanish_entry, migrations.RunPython.noop),
    ]
