"""Files for cases, as ``check_file`` returns them."""

from atencion.casos import ArchivoRecibido

PDF = ArchivoRecibido("prueba.pdf", "application/pdf", b"%PDF-1.4 muestra %%EOF")
