from search.fallidas import purgar
from servidor.purgas import Purga


class Command(Purga):
    help = "Deletes the searches without result that have outlived their term."

    def purgar(self):
        return f"Búsquedas borradas: {purgar()}."
