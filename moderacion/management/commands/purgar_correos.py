from archivos.cambios import purge as purge_changes
from correo.cola import purge
from moderacion.compartidos.enlaces import purge as purge_links
from moderacion.retiros.pedidos import purge as purge_requests
from servidor.purga import Purga


class Command(Purga):
    help = (
        "Deletes mails that went out a week ago, those that failed a month ago, and the changes "
        "of files, requests to retire pages and links of drafts that ended as long ago as what "
        "the log forgets."
    )

    def purge(self):
        return (
            f"Borrados: {purge()} correos, {purge_changes()} cambios de archivos decididos, "
            f"{purge_requests()} pedidos de retiro decididos, "
            f"{purge_links()} enlaces de borradores."
        )
