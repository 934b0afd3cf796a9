import django.db.models.deletion
from django.db import migrations, models


def mark_what_was_counted_before(apps, schema_editor):
    """Of answers that are only counted by now nobody had asked a proof."""
    recuentos = apps.get_model("atencion", "RecuentoDeConsulta").objects
    recuentos.update(sin_prueba=models.F("total"))


class Migration(migrations.Migration):

    dependencies = [
        ('atencion', '0007_alternative_text_of_the_cover'),
    ]

    operations = [
        migrations.AddField(
            model_name='recuentodeconsulta',
            name='de_red_repetida',
            field=models.PositiveIntegerField(default=0, verbose_name='de una red repetida'),
        ),
        migrations.AddField(
            model_name='recuentodeconsulta',
            name='sin_prueba',
            field=models.PositiveIntegerField(default=0, verbose_name='sin prueba'),
        ),
        migrations.AddField(
            model_name='respuestaaconsulta',
            name='de_red_repetida',
            field=models.BooleanField(editable=False, null=True, verbose_name='de una red repetida'),
        ),
        migrations.CreateModel(
            name='RedDeConsulta',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('red', models.CharField(max_length=64, verbose_name='huella de la red')),
                ('respuestas', models.PositiveIntegerField(default=0, verbose_name='respuestas')),
                ('consulta', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redes', to='atencion.consultapublicapage', verbose_name='consulta')),
            ],
            options={
                'verbose_name': 'red de una consulta',
                'verbose_name_plural': 'redes de las consultas',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('consulta', 'red'), name='atencion_una_red_por_consulta')],
            },
        ),
        migrations.RunPython(mark_what_was_counted_before, migrations.RunPython.noop),
    ]
