import base.models.portal
from django.db import migrations, models


class Migration(migrations.Migration):
    """English stays where it was; other languages are switched on by each portal."""

    dependencies = [
        ('base', '0006_change_of_an_original'),
    ]

    operations = [
        migrations.AddField(
            model_name='portalsettings',
            name='idiomas',
            field=models.JSONField(blank=True, default=base.models.portal.idiomas_de_un_portal, verbose_name='idiomas'),
        ),
    ]
