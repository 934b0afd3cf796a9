"""Notificaciones: saved as rows during the request, sent by mail by the scheduler later.

No mail is rendered or sent during the request, so neither a faulty template nor a mail server
that is down can prevent a publication.
"""

import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.utils import get_admin_base_url, get_user_display_name
from wagtail.models import Page, TaskState
from wagtail.users.models import UserProfile

from aislamiento.offered_files import may_show, portal_of_collection
from aislamiento.scope import scope_of
from archivos.models import CambioDeArchivo
from correo import cartas
from equipos.models import portal_of
from equipos.roles import ADMINISTRADORES, MODERADORES
from moderacion.models import ModeracionTask

from .devoluciones import observaciones
from .models import Notificacion, PedidoDeRetiro, PreferenciaDeNotificaciones
from .queries import entrance

logger = logging.getLogger(__name__)
Usuario = get_user_model()

# Fields of Wagtail's user profile with which users turn notices off.
_SWITCHES = {
    Notificacion.Tipo.ENVIADA: "submitted_notifications",
    Notificacion.Tipo.APROBADA: "approved_notifications",
    Notificacion.Tipo.DEVUELTA: "rejected_notifications",
    Notificacion.Tipo.COMENTARIO: "updated_comments_notifications",
    Notificacion.Tipo.ARCHIVO_ENVIADO: "submitted_notifications",
    Notificacion.Tipo.ARCHIVO_APROBADO: "approved_notifications",
    Notificacion.Tipo.ARCHIVO_DEVUELTO: "rejected_notifications",
    Notificacion.Tipo.RETIRO_PEDIDO: "submitted_notifications",
    Notificacion.Tipo.RETIRO_HECHO: "approved_notifications",
    Notificacion.Tipo.RETIRO_NEGADO: "rejected_notifications",
}
_WITH_COMMENTS = {Notificacion.Tipo.DEVUELTA, Notificacion.Tipo.COMENTARIO}
# Wait, so that several comments on a page go into one mail: the form saves after each.
_COMMENTS_GATHER = timedelta(minutes=5)


def on_task_submitted(instance, user=None, **kwargs):
    """Create notificaciones for the users of the step that begins."""
    task = instance.task.specific
    if not isinstance(task, ModeracionTask):
        return
    people = Usuario.objects.filter(groups__in=task.groups.all(), is_active=True)
    if user is not None:
        people = people.exclude(pk=user.pk)
    _note(Notificacion.Tipo.ENVIADA, people.distinct(), instance, de=user)


def on_workflow_approved(instance, user=None, **kwargs):
    _note_result(Notificacion.Tipo.APROBADA, instance, user)


def on_workflow_rejected(instance, user=None, **kwargs):
    _note_result(Notificacion.Tipo.DEVUELTA, instance, user)


def on_comments(page, user):
    """Notify subscribers and other commenters of ``page`` that ``user`` changed its comments."""
    readers = Usuario.objects.filter(
        Q(page_subscriptions__page=page, page_subscriptions__comment_notifications=True)
        | Q(wagtail_admin_comments__page=page)
        | Q(comment_replies__comment__page=page)
    )
    told = Notificacion.objects.filter(
        tipo=Notificacion.Tipo.COMENTARIO, pagina_id=page.pk, de=user
    )
    new = readers.exclude(pk=user.pk).exclude(pk__in=told.values("para")).distinct()
    Notificacion.objects.bulk_create(
        Notificacion(tipo=Notificacion.Tipo.COMENTARIO, para=para, de=user, pagina_id=page.pk)
        for para in new
    )


def moderadores(*, but):
    """Return the active provincial moderators except the user ``but``, as a query set.

    If there are no others, return the administrators: they may decide too.
    """
    people = Usuario.objects.filter(is_active=True).exclude(pk=but.pk).distinct()
    found = people.filter(groups__name=MODERADORES)
    return found if found.exists() else people.filter(groups__name=ADMINISTRADORES)


def on_file_sent(cambio, **kwargs):
    """Notify the moderators that a cambio of a file waits."""
    _note_file(Notificacion.Tipo.ARCHIVO_ENVIADO, moderadores(but=cambio.enviado_por), cambio)


def on_file_urgent(cambio, **kwargs):
    _note_file(Notificacion.Tipo.ARCHIVO_URGENTE, moderadores(but=cambio.enviado_por), cambio)


def on_file_decided(cambio, **kwargs):
    """Notify the sender of the decision on their cambio."""
    approved = cambio.estado == CambioDeArchivo.Estado.APROBADO
    tipo = Notificacion.Tipo.ARCHIVO_APROBADO if approved else Notificacion.Tipo.ARCHIVO_DEVUELTO
    if cambio.enviado_por not in (None, cambio.decidido_por):
        _note_file(tipo, [cambio.enviado_por], cambio)


def on_retirement_asked(pedido):
    """Notify the moderators of a new pedido de retiro."""
    _note_retirement(Notificacion.Tipo.RETIRO_PEDIDO, moderadores(but=pedido.pedido_por), pedido)


def on_retirement_decided(pedido):
    """Notify the author of the pedido of the decision."""
    is_retired = pedido.estado == PedidoDeRetiro.Estado.RETIRADA
    tipo = Notificacion.Tipo.RETIRO_HECHO if is_retired else Notificacion.Tipo.RETIRO_NEGADO
    if pedido.pedido_por not in (None, pedido.decidido_por):
        _note_retirement(tipo, [pedido.pedido_por], pedido)


def _note_retirement(tipo, people, pedido):
    de = pedido.decidido_por if pedido.decidido else pedido.pedido_por
    Notificacion.objects.bulk_create(
        Notificacion(tipo=tipo, para=para, de=de, pedido=pedido) for para in people
    )


def _note_file(tipo, people, cambio):
    de = cambio.decidido_por or cambio.enviado_por
    Notificacion.objects.bulk_create(
        Notificacion(tipo=tipo, para=para, de=de, cambio=cambio) for para in people
    )


def _note_result(tipo, workflow_state, user):
    author = workflow_state.requested_by
    if author is not None and author != user:
        _note(tipo, [author], workflow_state.current_task_state, de=user)


def _note(tipo, people, task_state, *, de):
    page = task_state.workflow_state.content_object
    if isinstance(page, Page):
        Notificacion.objects.bulk_create(
            Notificacion(tipo=tipo, para=para, de=de, pagina_id=page.pk, estado_id=task_state.pk)
            for para in people
        )


def queue_mail():
    """Put the due notificaciones into the mail queue; return the number of mails."""
    written = 0
    for user in Usuario.objects.filter(pk__in=Notificacion.objects.values("para")).order_by("pk"):
        try:
            with transaction.atomic():
                written += _queue_mail_for(user)
        except Exception:
            # The notificaciones stay in the database, and the next round tries again.
            logger.exception("The notices for user %s could not be written", user.pk)
    return written


def _queue_mail_for(user):
    preference, _created = PreferenciaDeNotificaciones.objects.select_for_update().get_or_create(
        user=user
    )
    due = Notificacion.objects.filter(para=user)
    if preference.is_pausing():
        due = due.exclude(tipo__in=Notificacion.ESPERAN)
    gathering = timezone.now() - _COMMENTS_GATHER
    due = due.exclude(tipo=Notificacion.Tipo.COMENTARIO, creado__gt=gathering)
    notes = list(
        due.select_related(
            "de",
            "pagina",
            "estado__workflow_state__requested_by",
            "cambio__enviado_por",
            "pedido__pagina",
            "pedido__pedido_por",
        )
    )
    told = [note for note in notes if _concerns(note, user)]
    written = 0
    for tipo in Notificacion.Tipo:
        group = [note for note in told if note.tipo == tipo]
        for mail_notes in preference.split(tipo, group):
            _send(user, tipo, mail_notes)
            written += 1
    Notificacion.objects.filter(pk__in=[note.pk for note in notes]).delete()
    return written


def _concerns(note, user):
    """Whether the notificación still applies, is wanted, and is about something visible to user."""
    if not (user.is_active and user.email):
        return False
    switch = _SWITCHES.get(note.tipo)
    if switch and not getattr(UserProfile.get_for_user(user), switch):
        return False
    if note.cambio is not None:
        return _concerns_file(note, user)
    if note.pedido is not None:
        return _concerns_retirement(note, user)
    if note.tipo == Notificacion.Tipo.ENVIADA and not _waits_for(note.estado, user):
        return False
    return scope_of(user).sees(note.pagina.specific_deferred)


def _concerns_file(note, user):
    cambio = note.cambio
    if note.tipo == Notificacion.Tipo.ARCHIVO_ENVIADO and not (
        cambio.estado == CambioDeArchivo.Estado.ESPERA and may_show(user, cambio.original)
    ):
        return False
    return scope_of(user).sees(cambio.original)


def _concerns_retirement(note, user):
    pedido = note.pedido
    if note.tipo == Notificacion.Tipo.RETIRO_PEDIDO and not (
        pedido.estado == PedidoDeRetiro.Estado.ESPERA
        and pedido.pagina.specific_deferred.permissions_for_user(user).can_unpublish()
    ):
        return False
    return scope_of(user).sees(pedido.pagina.specific_deferred)


def _waits_for(task_state, user):
    task = task_state.task.specific
    return (
        task_state.status == TaskState.STATUS_IN_PROGRESS and task.groups.filter(user=user).exists()
    )


def _send(user, tipo, notes):
    with override(cartas.language_of(user)):
        lines = [_line(note) for note in notes]
    cartas.send(user, f"moderacion/correo/{tipo}", lineas=lines, linea=lines[0])


def _line(note):
    """Return the template context for one page, cambio or pedido in a mail."""
    if note.cambio is not None:
        about = _about_file(note.cambio)
    elif note.pedido is not None:
        about = _about_retirement(note.pedido)
    else:
        about = _about_page(note)
    return about | {"por": get_user_display_name(note.de), "hace": timesince(note.creado, depth=1)}


def _about_file(cambio):
    portal = portal_of_collection(cambio.original.collection)
    return {
        "portal": portal.nombre if portal else _("todos los portales"),
        "titulo": cambio.original.title,
        "autor": get_user_display_name(cambio.enviado_por),
        "url": get_admin_base_url() + reverse("moderacion:archivo", args=[cambio.pk]),
        "comentario": cambio.comentario,
    }


def _about_retirement(pedido):
    portal = portal_of(pedido.pagina)
    return {
        "portal": portal.nombre if portal else "",
        "titulo": pedido.pagina.get_admin_display_title(),
        "autor": get_user_display_name(pedido.pedido_por),
        "url": get_admin_base_url() + reverse("moderacion:retiro", args=[pedido.pk]),
        "motivo": pedido.motivo,
        "comentario": pedido.comentario,
    }


def _about_page(note):
    page = note.pagina.specific
    portal = portal_of(page)
    author = note.estado and note.estado.workflow_state.requested_by
    waits = note.tipo == Notificacion.Tipo.ENVIADA
    return {
        "portal": portal.nombre if portal else "",
        "titulo": page.get_admin_display_title(),
        "autor": get_user_display_name(author),
        "url": get_admin_base_url() + entrance(page.pk, waits=waits),
        "publica": page.full_url if page.live else "",
        "comentario": note.estado.comment if note.estado else "",
        "observaciones": observaciones(page) if note.tipo in _WITH_COMMENTS else [],
    }
