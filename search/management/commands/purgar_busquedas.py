from base.purgas import Purga
from search.fallidas import purgar


class Command(Purga):
    help = "Deletes the searches without result that have outlived their term."

    def purgar(self):
        return f"Búsquedas borradas: {purgar()}."
