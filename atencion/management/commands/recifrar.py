from django.core.management.base import BaseCommand

from atencion.recifrado import recifrar_archivos, renovar_huellas
from servidor.recifrado import recifrar_textos


class Command(BaseCommand):
    help = (
        "Encrypts what is kept with the first key of CIFRADO_CLAVES, so that the others can be "
        "taken out. Interrupted, it goes on where it was; the portals serve meanwhile."
    )

    def handle(self, *args, **options):
        texts, files, digests = recifrar_textos(), recifrar_archivos(), renovar_huellas()
        self.stdout.write(f"Cifrados otra vez: {texts} textos, {files} archivos.")
        self.stdout.write(f"Huellas renovadas: {digests} personas.")
