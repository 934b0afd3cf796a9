"""What is told to other systems about an aviso, and when: kept in rows, never made up later.

Of each aviso there is a chain: a first message, updates when it says something else, and a
cancellation when somebody ends it or takes it away. One that ends at its hour needs none: the
messages before have told the hour.
"""

from uuid import uuid4

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from base.models import PortalSettings
from base.publicas import privadas, publicas
from base.tree import in_tree_of

from .models import AvisoPage, Mensaje
from .models.mensaje import cap_time
from .models.opciones import Alcance


def send_published(aviso):
    """Keep what the publication of ``aviso`` says to the world, if it says anything new."""
    if not publicas(AvisoPage.objects.filter(pk=aviso.pk)).exists():
        return
    if aviso.ha_terminado:
        send_withdrawn(aviso)
        return
    chain = _chain(aviso)
    record = _record_of(aviso)
    content = _content(aviso, record)
    portales = _portales(aviso, record)
    if not chain:
        _send(aviso, Mensaje.Tipo.ALERT, record, portales, content)
    elif content != chain[-1].contenido or not portales.keys() <= chain[-1].portales.keys():
        # Whoever was told before is told what has become of it.
        everybody = chain[-1].portales | portales
        _send(aviso, Mensaje.Tipo.UPDATE, record, everybody, content, chain)


def send_withdrawn(aviso):
    """Keep that ``aviso`` holds no longer; what had ended by itself needs no word."""
    chain = _chain(aviso)
    if chain and _holds(chain[-1]):
        last = chain[-1]
        _send(aviso, Mensaje.Tipo.CANCEL, last.emisor, last.portales, last.contenido, chain)


def forget_private(aviso):
    """Take back what was told about ``aviso`` if it is private: soon no page will say so."""
    if privadas(AvisoPage.objects.filter(pk=aviso.pk)).exists():
        Mensaje.objects.filter(clave=aviso.translation_key).delete()


def _chain(aviso):
    """Return the messages about ``aviso`` that hold or held, the first one first."""
    sent = Mensaje.objects.filter(clave=aviso.translation_key).select_related("emisor__site")
    chain = []
    for message in sent.order_by("enviado", "pk"):
        chain = [] if message.tipo == Mensaje.Tipo.CANCEL else [*chain, message]
    return chain


def _holds(message):
    expires = message.contenido["termina"]
    return expires is None or parse_datetime(expires) > timezone.now()


def _send(aviso, tipo, record, portales, content, before=()):
    Mensaje.objects.create(
        identificador=f"{record.slug}-{uuid4()}",
        clave=aviso.translation_key,
        tipo=tipo,
        enviado=timezone.now(),
        emisor=record,
        remitente=record.site.hostname,
        portales=portales,
        referencias=" ".join(message.referencia for message in before),
        contenido=content,
    )


def _record_of(aviso):
    """Return the settings of the portal that says it; asked for anew, for it is written down."""
    records = PortalSettings.objects.select_related("site")
    return records.get(in_tree_of(aviso.path, "site__root_page__path"))


def _portales(aviso, record):
    """Return {slug: True} of the portals that show ``aviso``, written in that of ``record``."""
    slugs = [record.slug]
    if record.es_provincial and aviso.alcance == Alcance.TODOS:
        slugs = PortalSettings.objects.en_pie().values_list("slug", flat=True)
    elif record.es_provincial and aviso.alcance == Alcance.MUNICIPIOS:
        slugs += [portal.slug for portal in aviso.municipios.all()]
    return dict.fromkeys(slugs, True)


def _content(aviso, record):
    """Return what the message says, in values that JSON keeps as they are."""
    with translation.override(settings.LANGUAGE_CODE):
        return _in_spanish(aviso, record)


def _in_spanish(aviso, record):
    ends = aviso.termina
    return {
        "simulacro": aviso.simulacro,
        "tipo": aviso.tipo,
        "suceso": aviso.get_tipo_display(),
        "nivel": aviso.nivel,
        "fase": aviso.get_fase_display(),
        "numero_nota": aviso.numero_nota,
        "titulo": aviso.title,
        "resumen": aviso.resumen,
        "texto": aviso.texto,
        "instrucciones": aviso.instrucciones_en_lineas,
        "fuente": aviso.fuente,
        "desde": cap_time(aviso.desde),
        "termina": cap_time(ends) if ends else None,
        "alcance": aviso.alcance,
        "areas": _areas(aviso, record),
        "direccion": aviso.full_url,
        "quien": record.titulo,
    }


def _areas(aviso, record):
    if not record.es_provincial:
        return [record.nombre]
    whole = _("Provincia de %(nombre)s") % {"nombre": record.nombre}
    return aviso.municipios_nombrados or [whole]
