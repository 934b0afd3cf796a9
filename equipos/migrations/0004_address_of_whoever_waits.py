from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("equipos", "0003_people_who_wait_to_be_confirmed"),
    ]

    operations = [
        migrations.AddField(
            model_name="nombramiento",
            name="correo_pedido",
            field=models.EmailField(blank=True, max_length=254),
        ),
    ]
