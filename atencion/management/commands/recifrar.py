from django.core.management.base import BaseCommand

from atencion.recifrado import encrypt_files_again, renew_huellas
from servidor.recifrado import encrypt_texts_again


class Command(BaseCommand):
    help = (
        "Encrypts what is kept with the first key of CIFRADO_CLAVES, so that the others can be "
        "taken out. Interrupted, it goes on where it was; the portals serve meanwhile."
    )

    def handle(self, *args, **options):
        texts, files, digests = encrypt_texts_again(), encrypt_files_again(), renew_huellas()
        self.stdout.write(f"Cifrados otra vez: {texts} textos, {files} archivos.")
        self.stdout.write(f"Huellas renovadas: {digests} personas.")
