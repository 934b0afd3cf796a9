from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("importacion", "0001_keys_and_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="importacion",
            name="vista",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
