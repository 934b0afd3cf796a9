from django.db import migrations, models


def believe_labels(apps, schema_editor):
    """Until now only the label of a number could say that it is answered day and night."""
    numbers = apps.get_model("directorio", "Contacto").objects.filter(
        canal__in=("telefono", "movil", "whatsapp"), etiqueta__iregex=r"(^|[^0-9])24 *h"
    )
    numbers.update(contesta="siempre")


class Migration(migrations.Migration):

    dependencies = [
        ('directorio', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='contacto',
            name='contesta',
            field=models.CharField(blank=True, choices=[('', 'en el horario de la oficina'), ('siempre', 'las 24 horas, todos los días'), ('otro', 'en otro horario')], help_text='Cuando la oficina está cerrada, se muestra primero el teléfono que contesta.', max_length=8, verbose_name='cuándo contesta'),
        ),
        migrations.AddField(
            model_name='contacto',
            name='contesta_desde',
            field=models.TimeField(blank=True, null=True, verbose_name='desde las'),
        ),
        migrations.AddField(
            model_name='contacto',
            name='contesta_dias',
            field=models.CharField(blank=True, choices=[('lu-vi', 'lunes a viernes'), ('lu-sa', 'lunes a sábado'), ('lu-do', 'todos los días'), ('lu', 'lunes'), ('ma', 'martes'), ('mi', 'miércoles'), ('ju', 'jueves'), ('vi', 'viernes'), ('sa', 'sábado'), ('do', 'domingo')], max_length=5, verbose_name='qué días'),
        ),
        migrations.AddField(
            model_name='contacto',
            name='contesta_hasta',
            field=models.TimeField(blank=True, help_text='Una hora menor que la primera es del día siguiente.', null=True, verbose_name='hasta las'),
        ),
        migrations.AlterField(
            model_name='contacto',
            name='etiqueta',
            field=models.CharField(blank=True, help_text='Como en «Recepción» o «Averías».', max_length=80, verbose_name='para qué es'),
        ),
        migrations.AlterField(
            model_name='tipoentidad',
            name='es_emergencia',
            field=models.BooleanField(default=False, help_text='El teléfono de 24 horas de estas entidades (o el primero, si no lo hay) se muestra arriba en el directorio.', verbose_name='teléfonos de emergencia'),
        ),
        migrations.RunPython(believe_labels, migrations.RunPython.noop),
    ]
