from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tramites", "0001_procedures_of_a_portal")]

    operations = [
        migrations.AlterField(
            "tramitepage", "texto_llano", models.TextField(editable=False)
        ),
        migrations.AlterField(
            "tramitepage",
            "titulo_llano",
            models.CharField(db_index=True, editable=False, max_length=255),
        ),
    ]
