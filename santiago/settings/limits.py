"""Limits of the search, of imports, of the bitácora and of reading statistics."""

from .environment import env

# Requests per minute of one network address, which a whole municipality may share. Responses from
# the page cache do not count.
BUSCADOR_POR_MINUTO = env.int("BUSCADOR_POR_MINUTO", default=600)
SUGERENCIAS_POR_MINUTO = env.int("SUGERENCIAS_POR_MINUTO", default=1200)

# Days that a search without result stays in the report after it was last made.
BUSQUEDAS_DIAS = env.int("BUSQUEDAS_DIAS", default=90)

IMPORTACION_MAX_BYTES = 5 * 1024 * 1024
IMPORTACION_MAX_DESCOMPRIMIDO = 60 * 1024 * 1024  # of the unpacked content of a workbook
IMPORTACION_MAX_FILAS = env.int("IMPORTACION_MAX_FILAS", default=10_000)
# Files that affect more pages wait for the scheduler.
IMPORTACION_PAGINAS_EN_EL_ACTO = env.int("IMPORTACION_PAGINAS_EN_EL_ACTO", default=30)
# Days to keep the content of an uploaded file.
IMPORTACION_DIAS = env.int("IMPORTACION_DIAS", default=30)

# Seconds per round that the scheduler spends on moving an older portal.
MUDANZA_SEGUNDOS = env.int("MUDANZA_SEGUNDOS", default=60)
# Days to keep the file of a move after its end: it holds the accounts of the older portal, and is
# needed only while people still write there.
MUDANZA_DIAS = env.int("MUDANZA_DIAS", default=15)

# Days to keep entries of the bitácora (docs/decisions/0015): a choice of this installation.
BITACORA_DIAS_CONTENIDO = env.int("BITACORA_DIAS_CONTENIDO", default=2 * 365)
BITACORA_DIAS_PERMISOS = env.int("BITACORA_DIAS_PERMISOS", default=5 * 365)

# Access log of nginx from which readings are counted; if empty, none are counted.
LECTURAS_LOG = env.str("LECTURAS_LOG", default="")
# Days to keep the counts.
LECTURAS_DIAS = env.int("LECTURAS_DIAS", default=2 * 365)
# Days to keep the counts of requested addresses that do not exist.
NO_ENCONTRADAS_DIAS = env.int("NO_ENCONTRADAS_DIAS", default=90)

# A Word document imported into the body of a page, with its pictures.
REDACCION_MAX_BYTES = 20 * 1024 * 1024
REDACCION_MAX_DESCOMPRIMIDO = 60 * 1024 * 1024
# A body of many blocks, or a long table, is a form of thousands of fields; Django's limit is 1000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
