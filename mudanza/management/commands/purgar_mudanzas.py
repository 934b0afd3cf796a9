from mudanza.traer.subidos import purge
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes the files of older portals that were sent through the screen (MUDANZA_DIAS)."

    def purge(self):
        return f"Archivos de mudanzas borrados: {purge()}."
