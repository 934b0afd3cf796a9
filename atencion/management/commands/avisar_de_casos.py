import logging

from django.core.management.base import BaseCommand

from atencion.alertas import avisar_de_novedades, avisar_de_plazos
from atencion.correo import enviar_a_las_personas
from servidor import reloj

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Tells people and those who answer them how cases go; the scheduler runs it."

    def handle(self, *args, **options):
        steps = [enviar_a_las_personas, avisar_de_novedades]
        if reloj.duda() is None:
            steps.append(avisar_de_plazos)
        for step in steps:
            try:
                step()
            except Exception:
                # A failed step must not stop the mails of the others.
                logger.exception("%s failed; it will be tried again", step.__name__)
