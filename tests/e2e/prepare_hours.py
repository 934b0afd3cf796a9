"""Makes an office of the demo open at any hour, so that the front page always shows it open.

It is a program of its own because other processes serve the demo that it changes.
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
