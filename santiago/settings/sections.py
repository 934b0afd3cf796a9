"""Limits of the search, of imports and of the log."""

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

# How long entries are kept (docs/decisions/0015): a choice of this installation, in days.
BITACORA_DIAS_CONTENIDO = env.int("BITACORA_DIAS_CONTENIDO", default=2 * 365)
BITACORA_DIAS_PERMISOS = env.int("BITACORA_DIAS_PERMISOS", default=5 * 365)
