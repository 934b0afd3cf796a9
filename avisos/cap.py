"""Messages about avisos in the Common Alerting Protocol 1.2, and the feed that lists them.

https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
"""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from base.frame import Frame
from base.idiomas import ESPANOL, is_original
from base.publicas import privadas
from base.texto import xml_text
from difusion.feeds import feed_response, new_feed, se_dice_en

from .models.aviso import AvisoPage
from .models.mensaje import Mensaje, cap_time
from .models.opciones import Nivel, Tipo

CONTENT_TYPE = "application/cap+xml"

_LISTED = 50
_CATEGORIES = {
    Tipo.CICLON: "Met",
    Tipo.LLUVIAS: "Met",
    Tipo.SISMO: "Geo",
    Tipo.SEQUIA: "Env",
    Tipo.SALUD: "Health",
    Tipo.ELECTRICIDAD: "Infra",
    Tipo.AGUA: "Infra",
    Tipo.OTRO: "Other",
}
# (severity, urgency) of each level, as the manual explains the levels to editors.
_SEVERITIES = {
    Nivel.INFORMACION: ("Minor", "Unknown"),
    Nivel.PRECAUCION: ("Moderate", "Future"),
    Nivel.PELIGRO: ("Severe", "Expected"),
    Nivel.EMERGENCIA: ("Extreme", "Immediate"),
}


def messages_for(request):
    """Return the messages sent to this portal, except about private avisos, the latest first."""
    slug = Frame.for_request(request).datos.slug
    return Mensaje.objects.para(slug).sin(privadas(AvisoPage.objects.all()))


def message_response(message):
    """Return the HTTP response with ``message`` as CAP."""
    content = message.contenido
    severity, urgency = _SEVERITIES[Nivel(content["nivel"])]
    texts = [content["resumen"], content["texto"]]
    xml = render_to_string(
        "avisos/cap.xml",
        {
            "mensaje": message,
            "sent": cap_time(message.enviado),
            "status": "Exercise" if content["simulacro"] else "Actual",
            "language": ESPANOL,
            "category": _CATEGORIES[Tipo(content["tipo"])],
            "severity": severity,
            "urgency": "Past" if message.tipo == Mensaje.Tipo.CANCEL else urgency,
            "description": "\n\n".join(texts),
            "instruction": "\n".join(content["instrucciones"]),
            "content": content,
        },
    )
    return HttpResponse(xml_text(xml), content_type=CONTENT_TYPE)


def message_url(section, message, request):
    return f"{section.get_url(request)}cap/{message.identificador}/"


def messages_feed(page, request):
    """Return the latest messages as an Atom feed; each entry links to one message."""
    frame = Frame.for_request(request, page)
    feed = new_feed(request, page, "atom", subject=_("Avisos para otros sistemas (CAP)"))
    idioma = "" if is_original() else ESPANOL  # messages are in Spanish; "" if the reader's too
    for message in messages_for(request)[:_LISTED]:
        content = message.contenido
        url = frame.absolute(message_url(page, message, request))
        with se_dice_en(idioma):
            feed.add_item(
                title=xml_text(f"{message.get_tipo_display()}: {content['titulo']}"),
                link=url,
                description=xml_text(content["resumen"]),
                author_name=xml_text(content["quien"]) or frame.titulo,
                unique_id=url,
                pubdate=message.enviado,
                updateddate=message.enviado,
                categories=[message.tipo],
                idioma=idioma,
                link_type=CONTENT_TYPE,
            )
    return feed_response(feed, request)
