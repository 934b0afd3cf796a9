from importacion.pendientes import purge
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes what was read from files sent long ago (IMPORTACION_DIAS)."

    def purge(self):
        return f"Importaciones borradas: {purge()}."
