from search.fallidas import purge
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes the searches without result that have outlived their term."

    def purge(self):
        return f"Búsquedas borradas: {purge()}."
