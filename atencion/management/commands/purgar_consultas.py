from atencion.consultas.purga import purge
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes what people answered to old consultations (ATENCION_CONSULTAS_DIAS)."

    def purge(self):
        return f"Consultas de las que queda solo el recuento: {purge()}."
