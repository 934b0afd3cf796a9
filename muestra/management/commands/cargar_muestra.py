from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from base.models import PortalSettings
from base.portales import portales
from muestra.carga import load_sample
from muestra.encargo import entrust_sample
from muestra.retirada import remove_sample
from search.indice import indexed_at_once


class Command(BaseCommand):
    help = "Fills every portal with content that says it is a sample (--quitar removes it)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--quitar",
            action="store_true",
            help="remove the sample; what people have changed since stays and is listed",
        )

    def handle(self, *args, quitar, **options):
        act = remove_sample if quitar else load_sample
        for portal in portales():
            try:
                with transaction.atomic(), indexed_at_once():
                    act(portal, self.stdout.write)
            except PortalSettings.DoesNotExist as error:
                raise CommandError(
                    _("Falta el portal «%(portal)s»: ejecute primero «crear_portales».")
                    % {"portal": portal.etiqueta}
                ) from error
        if not quitar:
            entrust_sample()
