from atencion.purga import purge, purge_loose_files
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes the personal data of old cases (ATENCION_DIAS_CONSERVACION); figures stay."

    def purge(self):
        purged = purge()
        purge_loose_files()
        return f"Casos sin datos personales desde hoy: {purged}."
