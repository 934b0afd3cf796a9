from bitacora.purga import purge
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes the entries of the log that have outlived their term (BITACORA_DIAS_…)."

    def purge(self):
        content, rights = purge()
        return f"Borrados: {content} de contenido, {rights} de permisos y ajustes."
