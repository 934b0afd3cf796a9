from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join, json_script
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from usuarios.middleware import is_signing_in

from ..claves import keys_of
from ..middleware import copy_shown

register = template.Library()

_SCRIPTS = ("copias", "pulso", "guardado", "formularios", "ventanas")


@register.simple_tag(takes_context=True)
def keep_what_is_written(context):
    """Render the scripts that store copias, with the user's keys; "" unless fully signed in."""
    request = context.get("request")
    # No keys before the second step: a password alone must not open the copias.
    if request is None or not request.user.is_authenticated or is_signing_in(request):
        return ""
    scripts = format_html_join(
        "", '<script src="{}"></script>', ((static(f"js/{name}.js"),) for name in _SCRIPTS)
    )
    return mark_safe(json_script(_data(request), "borradores") + scripts)  # noqa: S308 - both are escaped


def _data(request):
    keys = keys_of(request.user)
    shown, is_recovered = copy_shown(request)
    pulso = reverse("borradores_pulso")
    moment = now()
    return {
        "quien": keys[0][0],
        "claves": dict(keys),
        "enviada": is_recovered or request.method == "POST",
        "copia": shown,
        "recuperada": is_recovered,
        "ahora": int(moment.timestamp() * 1000),
        "desfase": int(localtime(moment).utcoffset().total_seconds() * 1000),
        "cabe": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "admin": reverse("wagtailadmin_home"),
        "pulso": pulso,
        "textos": {
            "lejos": _(
                "El portal no responde. Siga escribiendo: lo que escribe queda en este navegador."
                " Cuando vuelva, se lo diremos aquí."
            ),
            "lejos_sin_copia": _(
                "El portal no responde. No cierre esta pestaña: este navegador no puede guardar lo"
                " que escribe."
            ),
            "sin_sitio": _(
                "El portal responde, pero ahora no puede guardar nada. Siga escribiendo: lo que"
                " escribe queda en este navegador. Avise a quien administra el servidor."
            ),
            "sin_sitio_sin_copia": _(
                "El portal responde, pero ahora no puede guardar nada, y este navegador tampoco. No"
                " cierre esta pestaña, y avise a quien administra el servidor."
            ),
            "fuera": _(
                "Su sesión terminó. Entre en otra pestaña y vuelva a esta: lo que escribió sigue"
                " aquí y podrá guardarlo."
            ),
            "otra": _(
                "En este navegador entró otra persona. Para guardar lo de esta pestaña, entre en"
                " otra con su cuenta y vuelva."
            ),
            "pendiente": _("Sin guardar"),
            "bien": _("El portal responde otra vez y usted está dentro."),
            "no_enviado": _(
                "No se envió. Cuando vea aquí que el portal responde, pulse otra vez el botón."
            ),
            # Shown in the header and in the message at the foot: why autosave is paused.
            "sin_guardar": _("Sin guardar todavía: se guarda solo en cuanto haga una pausa."),
            "pausa_bien": _(
                "El portal no pudo guardarlo ahora. Siga escribiendo: se intentará otra vez solo."
            ),
            "pausa_en_vano": _(
                "El portal responde, pero no acepta esta página. Lo suyo queda en este navegador:"
                " pulse «Guardar borrador» para saber por qué."
            ),
            "pausa_lejos": _("El portal no responde: se guardará solo cuando vuelva."),
            "pausa_sin_sitio": _(
                "El servidor no tiene espacio: avise a quien lo administra. Se guardará"
                " automáticamente cuando lo haya."
            ),
            "pausa_fuera": _("Su sesión terminó: se guardará cuando entre otra vez."),
            "pausa_otra": _("Entró otra persona: se guardará cuando entre usted otra vez."),
            "pausa_version": _(
                "Se guardó otra versión de esta página. Lo suyo queda en este navegador: recargue"
                " para ver la otra, o pulse «Guardar borrador» para que valga la suya."
            ),
            "sin_mirar": _(
                "Se guardó otra versión después de lo que recuperó. Compruebe cuál vale, y pulse"
                " «Guardar borrador» si es esta."
            ),
            "entrar": _("Entrar en otra pestaña"),
            "entrar_en": f"{reverse('wagtailadmin_login')}?{urlencode({'next': pulso})}",
            "lleno": _(
                "En este navegador no cabe la copia de lo que escribe. Guarde a menudo, y no cierre"
                " la pestaña sin guardar."
            ),
            "grande": _(
                "Esto pesa más de lo que se puede enviar de una vez: así no se guarda. Quite algo,"
                " o ponga lo más largo en un documento. Mientras tanto, queda en este navegador."
            ),
            "hay": _("Hay texto de este formulario sin guardar, de las {hora}."),
            "hay_antes": _("Hay texto de este formulario sin guardar, del {dia} a las {hora}."),
            "despues": _("Después se guardó otra versión: compruebe cuál vale."),
            "recuperar": _("Recuperarlo"),
            "desechar": _("Desecharlo"),
            "recuperada": _("Aquí está lo que escribió a las {hora}. Revíselo y guárdelo."),
            "recuperada_antes": _(
                "Aquí está lo que escribió el {dia} a las {hora}. Revíselo y guárdelo."
            ),
            "archivos": _("Los archivos hay que volver a elegirlos."),
            "otra_pestana": _(
                "Este formulario está abierto en otra pestaña. Escriba solo en una: lo que guarda"
                " en una no lo ve la otra."
            ),
            "ver": _("Ver lo escrito"),
            "otra_version": _("Ver la otra versión"),
            "desechar_si": _("¿Desechar lo que se escribió? No hay vuelta atrás."),
            "pendientes": _("En este navegador hay textos suyos sin guardar:"),
        },
    }
