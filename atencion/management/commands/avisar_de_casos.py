import logging

from django.core.management.base import BaseCommand

from atencion.alertas import warn_of_news, warn_of_terms
from atencion.correo import send_to_persons
from servidor import reloj

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Tells people and those who answer them how cases go; the scheduler runs it."

    def handle(self, *args, **options):
        steps = [send_to_persons, warn_of_news]
        if reloj.duda() is None:
            steps.append(warn_of_terms)
        for step in steps:
            try:
                step()
            except Exception:
                # A failed step must not stop the mails of the others.
                logger.exception("%s failed; it will be tried again", step.__name__)
