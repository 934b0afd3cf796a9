from django.core.management.base import BaseCommand

from atencion.alertas import avisar_de_novedades, avisar_de_plazos
from atencion.correo import enviar_a_las_personas


class Command(BaseCommand):
    help = "Tells people and those who answer them how cases go; the scheduler runs it."

    def handle(self, *args, **options):
        avisar_de_novedades()
        avisar_de_plazos()
        enviar_a_las_personas()
