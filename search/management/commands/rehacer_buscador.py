from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.indice import rebuild


class Command(BaseCommand):
    help = "Rehace las fichas del buscador de los ciudadanos a partir de las páginas públicas."

    def handle(self, *args, **options):
        self.stdout.write(_("Páginas que se pueden encontrar: %(total)d") % {"total": rebuild()})
