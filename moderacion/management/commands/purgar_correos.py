from base.purgas import Purga
from moderacion.correo import purge


class Command(Purga):
    help = "Deletes mails that went out a week ago, and those that failed a month ago."

    def purgar(self):
        return f"Correos borrados: {purge()}."
