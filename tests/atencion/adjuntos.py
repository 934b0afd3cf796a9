"""Files as they are after they were checked."""

from atencion.casos import Archivo

PDF = Archivo("prueba.pdf", "application/pdf", b"%PDF-1.4 muestra %%EOF")
