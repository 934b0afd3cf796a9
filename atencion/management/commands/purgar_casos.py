from atencion.purga import purgar, purgar_archivos_sueltos
from servidor.purgas import Purga


class Command(Purga):
    help = "Deletes the personal data of old cases (ATENCION_DIAS_CONSERVACION); figures stay."

    def purgar(self):
        purged = purgar()
        purgar_archivos_sueltos()
        return f"Casos sin datos personales desde hoy: {purged}."
