"""Files for cases, as ``comprobar`` returns them."""

from atencion.casos import Archivo

PDF = Archivo("prueba.pdf", "application/pdf", b"%PDF-1.4 muestra %%EOF")
