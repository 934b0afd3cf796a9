"""Making the link of a draft, finding it again, and ending it."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from moderacion.models import EnlaceDeBorrador
from traduccion.paginas import traduccion_de

CREATED, OPENED, REVOKED = (f"moderacion.enlace.{name}" for name in ("crear", "abrir", "revocar"))
DAYS = (1, 7, 30)
_BYTES = 24
_TOKEN = re.compile(r"[\w-]{32}")  # what 24 bytes make
_MOST = 10  # of one page at the same time: nobody shows a draft to more, one by one


@dataclass(frozen=True)
class Nuevo:
    """A link and its address, which nobody can tell again."""

    enlace: EnlaceDeBorrador
    url: str


def obstacle(page):
    """Say why the draft of ``page`` cannot be shown by a link; empty where it can."""
    if page.live and not page.has_unpublished_changes:
        return _("La página está publicada y no tiene borrador: dé su dirección.")
    if page.latest_revision_id is None:
        return _("Guarde primero la página: todavía no tiene ningún borrador.")
    if traduccion_de(page) is not None:
        return _("De una traducción que se escribe texto por texto no se puede dar un enlace.")
    if page.get_view_restrictions().exists():
        # Who reads it was decided by somebody who may; a link would be a way around.
        return _("La página es reservada: quien no puede leerla publicada no la lee por un enlace.")
    return ""


@transaction.atomic
def create(page, *, days, para, user):
    """Return the :class:`Nuevo` link; raises ``ValidationError`` where there can be none."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    if reason := obstacle(page):
        raise ValidationError(reason)
    if open_links().filter(pagina=page).count() >= _MOST:
        raise ValidationError(_("Esta página ya tiene demasiados enlaces: revoque alguno."))
    token = secrets.token_urlsafe(_BYTES)
    enlace = EnlaceDeBorrador.objects.create(
        pagina=page,
        huella=_digest(token),
        para=para,
        creado_por=user,
        termina=timezone.now() + timedelta(days=days),
    )
    log(page.specific_deferred, CREATED, user=user, data={"para": para, "dias": days})
    _site, root_url, _path = page.get_url_parts()
    return Nuevo(enlace, root_url + reverse("borrador_compartido", args=[token]))


@transaction.atomic
def revoke(enlace, *, user):
    """End the link now; return whether it was open until then."""
    ended = open_links().filter(pk=enlace.pk)
    if not ended.update(revocado=timezone.now(), revocado_por=user):
        return False
    log(enlace.pagina.specific_deferred, REVOKED, user=user, data={"para": enlace.para})
    return True


def open_links():
    """The links that neither their day nor anybody has ended."""
    return EnlaceDeBorrador.objects.filter(revocado=None, termina__gt=timezone.now())


def find(token):
    """Return the link of ``token``, ended or not; None where there is none.

    Only its digest is asked for: how long the database compares tells nothing of a token.
    """
    if not _TOKEN.fullmatch(token):
        return None
    found = EnlaceDeBorrador.objects.select_related("pagina", "creado_por")
    return found.filter(huella=_digest(token)).first()


def is_ended(enlace):
    """Whether its day or somebody has ended it; nothing makes it show anything again."""
    return enlace.revocado is not None or enlace.termina <= timezone.now()


def is_open(enlace):
    """Whether the link shows anything: it stands for the person who gave it, as they are now.

    One that is not open, and has not ended, may be open again tomorrow.
    """
    page, giver = enlace.pagina, enlace.creado_por
    return (
        not is_ended(enlace)
        and giver.is_active
        and page.specific_deferred.permissions_for_user(giver).can_edit()
        and not page.get_view_restrictions().exists()
    )


def note_opening(enlace):
    """Count that it was opened, and when; of who opened it nothing is written down."""
    now = timezone.now()
    EnlaceDeBorrador.objects.filter(pk=enlace.pk).update(
        aperturas=F("aperturas") + 1,
        primera_apertura=Coalesce("primera_apertura", now),
        ultima_apertura=now,
    )
    if enlace.primera_apertura is None:
        log(enlace.pagina.specific_deferred, OPENED, data={"para": enlace.para})


def purge():
    """Forget what ended, once the log forgets it; return how many links."""
    term = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO)
    over = Q(termina__lt=term) | Q(revocado__lt=term)
    _total, deleted = EnlaceDeBorrador.objects.filter(over).delete()
    return deleted.get(EnlaceDeBorrador._meta.label, 0)


def _digest(token):
    return sha256(token.encode()).hexdigest()
