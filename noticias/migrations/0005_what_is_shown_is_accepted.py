from django.db import migrations


def accept_what_is_shown(apps, schema_editor):
    """What the province shows today it goes on showing."""
    pages = apps.get_model("noticias", "NoticiaPage").objects
    decisions = apps.get_model("noticias", "DecisionDeLaProvincia").objects
    decisions.bulk_create(
        decisions.model(noticia_id=pk, aceptada=True)
        for pk in pages.filter(live=True, compartir_con_provincia=True).values_list("pk", flat=True)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('noticias', '0004_proposals_to_the_province'),
    ]

    operations = [
        migrations.RunPython(accept_what_is_shown, migrations.RunPython.noop),
    ]
