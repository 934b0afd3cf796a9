"""Data for the JavaScript of this app: URLs, limits and texts."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from servidor.foto import LADO, MAS_DE_JPEG

from .textos.docx import too_heavy


def pictures():
    """Return the limits and texts of the scripts that rotate, crop and shrink pictures."""
    return {
        "lado": LADO,
        "peso": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        "puntos": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS * MAS_DE_JPEG,
        "textos": {
            "zona": _(
                "Arrastre aquí las imágenes. Podrá girarlas y recortarlas antes de subirlas."
            ),
            "mesa": _("Imágenes antes de subirlas"),
            "vista": _("Así queda «{nombre}»"),
            "reduciendo": _("Reduciendo la imagen…"),
            "reducida": _("{antes} → {despues} · {ancho} × {alto} píxeles"),
            "igual": _("{antes} · {ancho} × {alto} píxeles: ya es pequeña y se sube como está"),
            "como_esta": _("{antes}: se sube como está, porque es animada"),
            "heic": _(
                "{antes}. Este navegador no puede abrirla: se sube como está y la reduce el portal"
            ),
            "ninguna": _("«{nombre}» no es una imagen, o está dañada. Elija otra."),
            "enorme": _(
                "«{nombre}» tiene {millones} millones de píxeles: son demasiados para reducirla "
                "aquí. Hágala más pequeña con otro programa y elíjala otra vez."
            ),
            "pesada": _("«{nombre}» pesa {peso} y el máximo es {limite}: elija otra más pequeña."),
            "heic_grande": _(
                "«{nombre}» pesa {peso}, el máximo es {limite}, y este navegador no puede "
                "reducirla. Guárdela como JPEG y elíjala otra vez."
            ),
            "sin_memoria": _(
                "Esta computadora no tuvo memoria para reducir «{nombre}». Cierre otros programas "
                "o hágala más pequeña, y elíjala otra vez."
            ),
            "izquierda": _("↺ Girar a la izquierda"),
            "derecha": _("↻ Girar a la derecha"),
            "recortar": _("Recortar"),
            "entera": _("Deshacer el recorte"),
            "quitar": _("Quitar"),
            "aplicar": _("Aplicar el recorte"),
            "cancelar": _("Cancelar"),
            "queda": _("Quedan {ancho} × {alto} píxeles. Arrastre el marco o sus esquinas."),
            "proporcion": _("Proporción del recorte"),
            "proporciones": [
                [_("Libre"), 0],
                [_("Portada (1200 × 630)"), 1200 / 630],
                [_("Apaisada 3:2"), 3 / 2],
                [_("Cuadrada"), 1],
                [_("Vertical 3:4"), 3 / 4],
            ],
            "mover": _("Mover el recorte, también con las flechas"),
            "esquinas": [
                _("Esquina superior izquierda del recorte"),
                _("Esquina superior derecha del recorte"),
                _("Esquina inferior izquierda del recorte"),
                _("Esquina inferior derecha del recorte"),
            ],
            "subir_una": _("Subir la imagen"),
            "subir": _("Subir las {cuantas} imágenes"),
            "subiendo": _("Subiendo: {parte} %"),
            "portada_sin_texto": _(
                "Falta describir esta imagen. Diga aquí qué se ve en ella: sin eso la página no se "
                "puede publicar."
            ),
        },
    }


def texts():
    """Return the URLs, the limit and the texts of the script that imports texts into a body."""
    names = ("docx", "pegado", "deshacer")
    return {
        "direcciones": {name: reverse(f"redaccion_{name}", args=[0]) for name in names},
        "tope": settings.REDACCION_MAX_BYTES,
        "textos": {
            "pesado": too_heavy(),
            "traer": _("Traer un texto de Word"),
            "ayuda": _("Elija un .docx o suéltelo aquí: se añade al final de lo que ya hay."),
            "suelte": _("Suelte el documento de Word"),
            "varios": _("Suelte un solo documento de Word (.docx)."),
            "enviando": _("Enviando {nombre}: {parte} de {total}"),
            "leyendo": _("Leyendo {nombre}…"),
            "cancelar": _("Cancelar"),
            "cancelado": _("Se canceló: no se añadió nada."),
            "fallo": _("No llegó {nombre}: se cortó la conexión. No se añadió nada."),
            "fuera": _("Su sesión terminó. Entre en otra pestaña y reintente."),
            "rechazado": _("El portal no pudo leer {nombre}. No se añadió nada."),
            "reintentar": _("Reintentar"),
            "vino": _("Vino de {nombre}: {resumen}."),
            "pegado": _("Se pegó: {resumen}."),
            "pegando": _("Pegando…"),
            "perdido": _("No se pudo traer: {que}."),
            "quitar": _("Quitar lo que vino"),
            "quitado": _("Se quitó lo que vino."),
            "cambiado": _("Usted cambió algo de lo que vino. ¿Quitarlo todo, también lo cambiado?"),
            "largo": _(
                "Lo que quiere pegar es demasiado largo: péguelo por partes, o tráigalo como"
                " archivo de Word."
            ),
            "cortado": _(
                "Aquí caben {caben} letras, y lo pegado tenía más: el final no se pegó. Acórtelo."
            ),
            "simple": _("El portal no respondió: se pegó como texto, sin tablas ni encabezados."),
            "cerrar": _("Cerrar"),
        },
    }
