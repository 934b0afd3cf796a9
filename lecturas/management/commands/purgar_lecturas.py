from lecturas.conteo import purge
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes the numbers of readings that have outlived their term."

    def purge(self):
        return f"Números de lecturas borrados: {purge()}."
