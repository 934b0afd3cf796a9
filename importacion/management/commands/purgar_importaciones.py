from base.purgas import Purga
from importacion.pendientes import purge


class Command(Purga):
    help = "Deletes what was read from files sent long ago (IMPORTACION_DIAS)."

    def purgar(self):
        return f"Importaciones borradas: {purge()}."
