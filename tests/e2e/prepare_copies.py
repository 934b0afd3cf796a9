"""Prepares the demo for its copies: an office is open at any hour, and the schedulers have no work.

Otherwise the scheduler of each copy would make the same pictures and data and read the same links,
while browsers wait for the same processor.
"""

import sys
from datetime import time, timedelta

import django

OFFICE = "Consejo de la Administración: Atención a la Población"


def main():
    django.setup()

    from django.core.management import call_command

    open_always(sys.argv[1])
    call_command("preparar_fotos", todo=True)
    call_command("preparar_fotos")  # notes that these pages have had their turn
    call_command("preparar_datos", todo=True)
    note_work_as_done()


def open_always(slug):
    """Make the front page of ``slug`` show an open office, whenever a browser asks."""
    from base.models import PortalSettings
    from directorio.models import EntidadPage, Horario
    from directorio.models.filas import Dias

    record = PortalSettings.objects.select_related("site__root_page").get(slug=slug)
    office = EntidadPage.objects.descendant_of(record.site.root_page).get(title=OFFICE)
    office.horarios = [Horario(dia=Dias.TODOS, abre=time(0), cierra=time(23, 59))]
    office.save_revision().publish()


def note_work_as_done():
    """Leave to the schedulers only the links of pages that a test publishes.

    The open data count as looked at until long after the tests: otherwise a page that a test
    publishes would make those of its portal again, and one of the province those of all.
    """
    from django.utils import timezone

    from datos.models import ArchivoDeDatos
    from enlaces.models import Vuelta

    now = timezone.now()
    done = {"empezo": now, "termino": now, "publicadas_hasta": now}
    Vuelta.objects.update_or_create(pk=1, defaults=done)
    ArchivoDeDatos.objects.update(comprobado_el=now + timedelta(days=1))


if __name__ == "__main__":
    main()
