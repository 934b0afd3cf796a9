import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tramites", "0002_plain_columns_of_all_pages_alike"),
        ("transparencia", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="baselegal",
            name="pagina",
            field=models.ForeignKey(
                blank=True,
                help_text="Si está en «Normas»: así el trámite dice si sigue vigente.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="transparencia.normapage",
                verbose_name="la norma en el portal",
            ),
        ),
    ]
