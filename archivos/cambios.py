"""Operations on a cambio of a file: send, approve, give back, withdraw and purge."""

from datetime import timedelta
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.dispatch import Signal
from django.forms import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log

from base.models import PortalImage

from .models import CambioDeArchivo
from .queries import returned, waiting

# Sent with ``cambio``, in the transaction of the operation; ``moderacion`` writes the mails.
cambio_enviado, cambio_urgente, cambio_decidido = Signal(), Signal(), Signal()

Estado = CambioDeArchivo.Estado
SENT, APPROVED, RETURNED, WITHDRAWN, URGENT = (
    f"archivos.{name}" for name in ("enviar", "aprobar", "devolver", "retirar", "urgente")
)


def form_class_of(archivo):
    get_form = get_image_form if isinstance(archivo, PortalImage) else get_document_form
    return get_form(type(archivo))


def form_of(cambio, *, original=None):
    """Return the form of the file bound to the data of ``cambio``, without a user.

    Fields that the cambio does not change have the current values of the file.
    """
    original = original or cambio.original
    form_class = form_class_of(original)
    data = model_to_dict(original, fields=form_class.base_fields.keys() - {"file"}) | cambio.datos
    files = {}
    if cambio.file:
        # A plain File: given the FieldFile of this record, the form would not copy the file.
        files["file"] = File(cambio.file.open("rb").file, name=PurePath(cambio.file.name).name)
    return form_class(data, files, instance=original)


@transaction.atomic
def send(archivo, *, datos, file, user):
    """Create and return a cambio that waits for moderation; an older waiting one is withdrawn."""
    _lock(archivo)
    for cambio in waiting().select_for_update(of=("self",)).filter(pk__in=archivo.cambios.all()):
        cambio.close(Estado.RETIRADO, user=user)
    cambio = _make(archivo, datos=datos, file=file or "", enviado_por=user)
    log(archivo, SENT, user=user)
    cambio_enviado.send(CambioDeArchivo, cambio=cambio)
    return cambio


def tell_urgent(archivo, *, user):
    """Record that ``archivo`` was changed without moderation, and notify the moderators."""
    cambio = _make(
        archivo,
        estado=Estado.APROBADO,
        enviado_por=user,
        decidido=timezone.now(),
        decidido_por=user,
    )
    log(archivo, URGENT, user=user)
    cambio_urgente.send(CambioDeArchivo, cambio=cambio)


def _make(archivo, **fields):
    field = "imagen" if isinstance(archivo, PortalImage) else "documento"
    for former in archivo.cambios.filter(estado=Estado.DEVUELTO).exclude(file=""):
        former.forget_file()  # the new cambio replaces it: nobody corrects it any more
        former.save(update_fields=["file"])
    return CambioDeArchivo.objects.create(**{field: archivo}, **fields)


@transaction.atomic
def approve(cambio, *, user):
    """Apply the cambio to its file; raise ``ValidationError`` if invalid or already decided."""
    cambio = _locked(cambio)
    form = form_of(cambio)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    form.save()
    cambio.close(Estado.APROBADO, user=user)
    log(cambio.original, APPROVED, user=user)
    cambio_decidido.send(CambioDeArchivo, cambio=cambio)


@transaction.atomic
def give_back(cambio, comentario, *, user):
    cambio = _locked(cambio)
    cambio.close(Estado.DEVUELTO, user=user, comentario=comentario)
    log(cambio.original, RETURNED, user=user, data={"comentario": comentario})
    cambio_decidido.send(CambioDeArchivo, cambio=cambio)


@transaction.atomic
def withdraw(cambio, *, user):
    """Withdraw a cambio that waits or was given back."""
    cambio = _locked(cambio, among=waiting() | returned())
    cambio.close(Estado.RETIRADO, user=user)
    log(cambio.original, WITHDRAWN, user=user)


def purge():
    """Delete cambios decided longer ago than the bitácora stores content; return how many."""
    term = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO)
    _total, deleted = CambioDeArchivo.objects.filter(decidido__lt=term).delete()
    return deleted.get(CambioDeArchivo._meta.label, 0)


def _lock(archivo):
    """Lock the row of ``archivo`` until the end of the transaction.

    Call it before locking any of its cambios: another order could cause a deadlock.
    """
    type(archivo).objects.select_for_update().get(pk=archivo.pk)


def _locked(cambio, *, among=None):
    """Lock ``cambio`` and return it as it is now; raise ``ValidationError`` if already decided."""
    _lock(cambio.original)
    among = waiting() if among is None else among
    found = among.select_for_update(of=("self",)).filter(pk=cambio.pk).first()
    if found is None:
        raise ValidationError(_("Ya no espera: alguien decidió o envió otra cosa entretanto."))
    return found
