"""Limits of the search, of imports, of the log and of the numbers of readings."""

from .environment import env

# What one network address may ask within a minute: perhaps a whole municipality has only one.
# What the page cache answers is not counted.
BUSCADOR_POR_MINUTO = env.int("BUSCADOR_POR_MINUTO", default=600)
SUGERENCIAS_POR_MINUTO = env.int("SUGERENCIAS_POR_MINUTO", default=1200)

# How long after it was last made a search without result stays in the report, in days.
BUSQUEDAS_DIAS = env.int("BUSQUEDAS_DIAS", default=90)

IMPORTACION_MAX_BYTES = 5 * 1024 * 1024
IMPORTACION_MAX_DESCOMPRIMIDO = 60 * 1024 * 1024  # of what a workbook holds, unpacked
IMPORTACION_MAX_FILAS = env.int("IMPORTACION_MAX_FILAS", default=10_000)
# Files that speak of more pages than these wait for the scheduler.
IMPORTACION_PAGINAS_EN_EL_ACTO = env.int("IMPORTACION_PAGINAS_EN_EL_ACTO", default=30)
# How long the content of a file is kept after it was sent.
IMPORTACION_DIAS = env.int("IMPORTACION_DIAS", default=30)

# How long the scheduler works on an older portal until the rest of its work has its turn again.
MUDANZA_SEGUNDOS = env.int("MUDANZA_SEGUNDOS", default=60)
# How long after a move ended the file that was sent for it is kept, in days: it holds the accounts
# of the older portal, and is wanted again only while that goes on being written.
MUDANZA_DIAS = env.int("MUDANZA_DIAS", default=15)

# How long entries are kept (docs/decisions/0015): a choice of this installation, in days.
BITACORA_DIAS_CONTENIDO = env.int("BITACORA_DIAS_CONTENIDO", default=2 * 365)
BITACORA_DIAS_PERMISOS = env.int("BITACORA_DIAS_PERMISOS", default=5 * 365)

# The log that nginx writes of what is read, from which readings are counted; empty: none are.
LECTURAS_LOG = env.str("LECTURAS_LOG", default="")
# How long their numbers are kept, in days.
LECTURAS_DIAS = env.int("LECTURAS_DIAS", default=2 * 365)
# The same of addresses that people asked for and that do not exist.
NO_ENCONTRADAS_DIAS = env.int("NO_ENCONTRADAS_DIAS", default=90)

# A document of Word that becomes the body of a page, with its pictures.
REDACCION_MAX_BYTES = 20 * 1024 * 1024
REDACCION_MAX_DESCOMPRIMIDO = 60 * 1024 * 1024
# A body of many blocks, or a long table, is a form of thousands of fields; Django takes a thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
