"""Operations on the enlaces of a draft: create, find, open, revoke and purge."""

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
_TOKEN = re.compile(r"[\w-]{32}")  # 24 bytes as URL-safe base64
_MOST = 10  # open enlaces of one page: nobody shows a draft to more people one by one


@dataclass(frozen=True)
class Nuevo:
    """A new enlace and its URL, which cannot be recovered later."""

    enlace: EnlaceDeBorrador
    url: str


def obstacle(page):
    """Return the reason why ``page`` can have no enlace, for the user; "" if it can."""
    if page.live and not page.has_unpublished_changes:
        return _("La página está publicada y no tiene borrador: dé su dirección.")
    if page.latest_revision_id is None:
        return _("Guarde primero la página: todavía no tiene ningún borrador.")
    if traduccion_de(page) is not None:
        return _("De una traducción que se escribe texto por texto no se puede dar un enlace.")
    if page.get_view_restrictions().exists():
        # An enlace would bypass the restriction that somebody set.
        return _("La página es reservada: quien no puede leerla publicada no la lee por un enlace.")
    return ""


@transaction.atomic
def create(page, *, days, para, user):
    """Create an enlace; return it as :class:`Nuevo`. Raise ``ValidationError`` if not allowed."""
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
    """Revoke the enlace; return False if it had already ended."""
    ended = open_links().filter(pk=enlace.pk)
    if not ended.update(revocado=timezone.now(), revocado_por=user):
        return False
    log(enlace.pagina.specific_deferred, REVOKED, user=user, data={"para": enlace.para})
    return True


def open_links():
    """Return the enlaces that are neither expired nor revoked."""
    return EnlaceDeBorrador.objects.filter(revocado=None, termina__gt=timezone.now())


def find(token):
    """Return the enlace of ``token``, also an ended one; None without one.

    The query compares digests, so that its duration reveals nothing about a token.
    """
    if not _TOKEN.fullmatch(token):
        return None
    found = EnlaceDeBorrador.objects.select_related("pagina", "creado_por")
    return found.filter(huella=_digest(token)).first()


def is_ended(enlace):
    """Whether the enlace is expired or revoked; it can never be open again."""
    return enlace.revocado is not None or enlace.termina <= timezone.now()


def is_open(enlace):
    """Whether the enlace works now: not ended, creator may still edit, page not restricted.

    An enlace that is not open but has not ended may be open again later.
    """
    page, giver = enlace.pagina, enlace.creado_por
    return (
        not is_ended(enlace)
        and giver.is_active
        and page.specific_deferred.permissions_for_user(giver).can_edit()
        and not page.get_view_restrictions().exists()
    )


def note_opening(enlace):
    """Count one opening and its time; log the first one. Nothing is stored about the visitor."""
    now = timezone.now()
    EnlaceDeBorrador.objects.filter(pk=enlace.pk).update(
        aperturas=F("aperturas") + 1,
        primera_apertura=Coalesce("primera_apertura", now),
        ultima_apertura=now,
    )
    if enlace.primera_apertura is None:
        log(enlace.pagina.specific_deferred, OPENED, data={"para": enlace.para})


def purge():
    """Delete enlaces that ended longer ago than the bitácora stores content; return how many."""
    term = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO)
    over = Q(termina__lt=term) | Q(revocado__lt=term)
    _total, deleted = EnlaceDeBorrador.objects.filter(over).delete()
    return deleted.get(EnlaceDeBorrador._meta.label, 0)


def _digest(token):
    return sha256(token.encode()).hexdigest()
