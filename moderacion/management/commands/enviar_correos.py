from django.core.management.base import BaseCommand

from correo.cola import send_mail_queue
from moderacion.notificaciones import queue_mail


class Command(BaseCommand):
    help = "Writes the notices that are due and sends the mail that waits; the scheduler runs it."

    def handle(self, *args, **options):
        queue_mail()
        send_mail_queue()
