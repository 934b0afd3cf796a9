from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.indice import rebuild
from search.models import Ficha


class Command(BaseCommand):
    help = "Makes all that citizens' search knows anew, of the pages that are public now."

    def add_arguments(self, parser):
        parser.add_argument(
            "--si-falta", action="store_true", help="only where it knows nothing at all"
        )

    def handle(self, *args, si_falta, **options):
        if si_falta and Ficha.objects.exists():
            return
        self.stdout.write(_("El buscador conoce %(total)d páginas.") % {"total": rebuild()})
