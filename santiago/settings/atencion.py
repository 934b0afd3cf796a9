"""Cases of the population: terms, limits and how long they are kept."""

from .environment import env

# Terms by kind of case: «N naturales» or «N habiles» (days). Defaults: Ley 167 for queja and
# peticion, Ley 168 for informacion; what no law sets is what the portals promise.
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
# How many natural days before the end of its term a case can last be put off.
ATENCION_PRORROGA_ANTES = env.int("ATENCION_PRORROGA_ANTES", default=7)
# How many days before the end of its term whoever has a case is told so by mail.
ATENCION_AVISAR_DIAS = env.int("ATENCION_AVISAR_DIAS", default=5)
# How long what people wrote and who they are is kept once a case is closed: a choice of this
# installation, in days. What is counted stays.
ATENCION_DIAS_CONSERVACION = env.int("ATENCION_DIAS_CONSERVACION", default=5 * 365)
# The same for what each person answered to a public consultation, from the day it closed.
ATENCION_CONSULTAS_DIAS = env.int("ATENCION_CONSULTAS_DIAS", default=365)
# How long a browser may look at the case whose number and code it gave.
ATENCION_PASO_MINUTOS = env.int("ATENCION_PASO_MINUTOS", default=30)
# To pass on what belongs to somebody else. Natural or working days is not sure: the shorter.
ATENCION_TRASLADO = env.str("ATENCION_TRASLADO", default="5 naturales")

# Files that people, or those who answer them, send at once.
ATENCION_ADJUNTO_MAX_BYTES = env.int("ATENCION_ADJUNTO_MAX_BYTES", default=5 * 1024 * 1024)
ATENCION_ADJUNTOS_MAX = env.int("ATENCION_ADJUNTOS_MAX", default=4)
# The dots that a photo may have of which the whole is decoded, by one program at a time, in 8
# bytes each; JPEG, made smaller while it is, may have four times as many, WebP half
# (servidor/foto.py). 50 million are what the best telephones take.
ATENCION_FOTO_MAX_PIXELES = env.int("ATENCION_FOTO_MAX_PIXELES", default=50_000_000)
# Against robots (docs/decisions/0029): what one browser or one telephone may send in an hour, or
# add to one case; what one network address may, perhaps that of a whole municipality, and what of
# it without scripts; the attempts that the proof of work takes at most; how soon after it was
# shown a form cannot have been written by a person.
ATENCION_POR_HORA = env.int("ATENCION_POR_HORA", default=10)
ATENCION_RED_POR_HORA = env.int("ATENCION_RED_POR_HORA", default=240)
ATENCION_PREGUNTAS_POR_HORA = env.int("ATENCION_PREGUNTAS_POR_HORA", default=120)
ATENCION_TRABAJO = env.int("ATENCION_TRABAJO", default=200)
ATENCION_SEGUNDOS_MINIMOS = env.int("ATENCION_SEGUNDOS_MINIMOS", default=3)
# How many acuses are sent to one mailbox in a day, for anybody may write down another's; and to all
# addresses of one domain, unless it is a provider of everybody (atencion/buzones.py).
ATENCION_ACUSES_POR_DIA = env.int("ATENCION_ACUSES_POR_DIA", default=5)
ATENCION_ACUSES_DOMINIO_POR_DIA = env.int("ATENCION_ACUSES_DOMINIO_POR_DIA", default=25)
# Figures of cases smaller than this are not published, nor what would let compute them.
ATENCION_UMBRAL = env.int("ATENCION_UMBRAL", default=5)

# How long they are kept, in days.
OPINIONES_DIAS = env.int("OPINIONES_DIAS", default=365)
