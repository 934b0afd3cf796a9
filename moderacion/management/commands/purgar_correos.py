from correo.cola import purge
from moderacion.archivos.cambios import purge as purge_changes
from servidor.purgas import Purga


class Command(Purga):
    help = (
        "Deletes mails that went out a week ago, those that failed a month ago, and the changes "
        "of files whose decision is as old as what the log forgets."
    )

    def purgar(self):
        return f"Borrados: {purge()} correos, {purge_changes()} cambios de archivos decididos."
