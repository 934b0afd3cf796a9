"""Messages to other systems about avisos, stored as rows when they are sent.

Each aviso has a chain of messages: a first message, updates when its content changes, and a
cancellation when somebody ends or unpublishes it early. An aviso that ends on time needs no
cancellation, because its messages state the end.
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
    """Store a message about the publication of ``aviso``, if its content or portals are new."""
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
        # Portals that received an earlier message receive the update too.
        everybody = chain[-1].portales | portales
        _send(aviso, Mensaje.Tipo.UPDATE, record, everybody, content, chain)


def send_withdrawn(aviso):
    """Store the cancellation of ``aviso``, unless it had already ended on time."""
    chain = _chain(aviso)
    if chain and _holds(chain[-1]):
        last = chain[-1]
        _send(aviso, Mensaje.Tipo.CANCEL, last.emisor, last.portales, last.contenido, chain)


def forget_private(aviso):
    """Delete the messages about ``aviso`` if it is private: without the page nothing hides them."""
    if privadas(AvisoPage.objects.filter(pk=aviso.pk)).exists():
        Mensaje.objects.filter(clave=aviso.translation_key).delete()


def _chain(aviso):
    """Return the messages about ``aviso`` since its last cancellation, the oldest first."""
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
    """Return the settings of the portal of ``aviso``; not cached ones, as a message stores them."""
    records = PortalSettings.objects.select_related("site")
    return records.get(in_tree_of(aviso.path, "site__root_page__path"))


def _portales(aviso, record):
    """Return {slug: True} for the portals that show ``aviso``, a page of the portal ``record``."""
    slugs = [record.slug]
    if record.es_provincial and aviso.alcance == Alcance.TODOS:
        slugs = PortalSettings.objects.en_pie().values_list("slug", flat=True)
    elif record.es_provincial and aviso.alcance == Alcance.MUNICIPIOS:
        slugs += [portal.slug for portal in aviso.municipios.all()]
    return dict.fromkeys(slugs, True)


def _content(aviso, record):
    """Return the content of a message in Spanish, as a dict of JSON values."""
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
