"""Atención a la Población: terms, limits, and how long data is kept."""

from .environment import env

# Terms by kind of case: «N naturales» or «N habiles» (days). Defaults: Ley 167 for queja and
# peticion, Ley 168 for informacion; for the other kinds the portals' own promise.
ATENCION_PLAZOS = {
    "queja": env.str("ATENCION_PLAZO_QUEJA", default="30 naturales"),
    "peticion": env.str("ATENCION_PLAZO_PETICION", default="30 naturales"),
    "informacion": env.str("ATENCION_PLAZO_INFORMACION", default="15 habiles"),
    "consulta": env.str("ATENCION_PLAZO_CONSULTA", default="30 naturales"),
    "sugerencia": env.str("ATENCION_PLAZO_SUGERENCIA", default="30 naturales"),
}
ATENCION_PRORROGAS = {
    "queja": env.str("ATENCION_PRORROGA_QUEJA", default="30 naturales"),
    "peticion": env.str("ATENCION_PRORROGA_PETICION", default="30 naturales"),
    "informacion": env.str("ATENCION_PRORROGA_INFORMACION", default="15 habiles"),
    "consulta": env.str("ATENCION_PRORROGA_CONSULTA", default="30 naturales"),
    "sugerencia": env.str("ATENCION_PRORROGA_SUGERENCIA", default="30 naturales"),
}
# Natural days before the end of the term, after which it can no longer be extended.
ATENCION_PRORROGA_ANTES = env.int("ATENCION_PRORROGA_ANTES", default=7)
# Days before the end of the term at which the person in charge of a case gets a mail.
ATENCION_AVISAR_DIAS = env.int("ATENCION_AVISAR_DIAS", default=5)
# Days to keep the texts and personal data of a case once it is closed: a choice of this
# installation. Statistics stay.
ATENCION_DIAS_CONSERVACION = env.int("ATENCION_DIAS_CONSERVACION", default=5 * 365)
# Days to keep the answers to a public consultation, from the day it closed.
ATENCION_CONSULTAS_DIAS = env.int("ATENCION_CONSULTAS_DIAS", default=365)
# Minutes during which a browser may view a case after entering its number and code.
ATENCION_PASO_MINUTOS = env.int("ATENCION_PASO_MINUTOS", default=30)
# Term to pass a case on to somebody else. The law may mean natural or working days: the shorter.
ATENCION_TRASLADO = env.str("ATENCION_TRASLADO", default="5 naturales")

# Files in one submission, by citizens or officials.
ATENCION_ADJUNTO_MAX_BYTES = env.int("ATENCION_ADJUNTO_MAX_BYTES", default=5 * 1024 * 1024)
ATENCION_ADJUNTOS_MAX = env.int("ATENCION_ADJUNTOS_MAX", default=4)
# Maximum pixels of a photo that is decoded whole, by one process at a time, with 8 bytes each.
# JPEG, which is reduced during decoding, may have four times as many, WebP half (servidor/foto.py).
# The best telephones take 50 million.
ATENCION_FOTO_MAX_PIXELES = env.int("ATENCION_FOTO_MAX_PIXELES", default=50_000_000)
# Against robots (docs/decisions/0029): submissions per hour of one browser or telephone, or to one
# case; requests per hour of one network address, perhaps of a whole municipality, in all and
# without scripts; maximum attempts of the proof of work; minimum seconds that a person needs to
# write a form.
ATENCION_POR_HORA = env.int("ATENCION_POR_HORA", default=10)
ATENCION_RED_POR_HORA = env.int("ATENCION_RED_POR_HORA", default=240)
ATENCION_PREGUNTAS_POR_HORA = env.int("ATENCION_PREGUNTAS_POR_HORA", default=120)
ATENCION_TRABAJO = env.int("ATENCION_TRABAJO", default=200)
ATENCION_SEGUNDOS_MINIMOS = env.int("ATENCION_SEGUNDOS_MINIMOS", default=3)
# Acuses per day to one mailbox, because anybody may enter another person's address; and to all
# addresses of one domain, unless it is a public mail provider (atencion/buzones.py).
ATENCION_ACUSES_POR_DIA = env.int("ATENCION_ACUSES_POR_DIA", default=5)
ATENCION_ACUSES_DOMINIO_POR_DIA = env.int("ATENCION_ACUSES_DOMINIO_POR_DIA", default=25)
# Smaller figures of cases are not published, nor figures from which they could be computed.
ATENCION_UMBRAL = env.int("ATENCION_UMBRAL", default=5)

# Days to keep opiniones.
OPINIONES_DIAS = env.int("OPINIONES_DIAS", default=365)
