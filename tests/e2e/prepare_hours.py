"""Has an office of the demo open at any hour, so that its front page shows it whenever one looks.

A program of its own: the demo that it changes is served by others.
"""

import sys
from datetime import time

import django

OFFICE = "Consejo de la Administración: Atención a la Población"


def main():
    django.setup()

    from base.models import PortalSettings
    from directorio.models import EntidadPage, Horario
    from directorio.models.filas import Dias

    record = PortalSettings.objects.select_related("site__root_page").get(slug=sys.argv[1])
    office = EntidadPage.objects.descendant_of(record.site.root_page).get(title=OFFICE)
    office.horarios = [Horario(dia=Dias.TODOS, abre=time(0), cierra=time(23, 59))]
    office.save_revision().publish()


if __name__ == "__main__":
    main()
