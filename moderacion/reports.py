"""Report «Correos que no salieron»: failed mails, reason, next attempt, and a button to retry."""

import re

from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from post_office.models import STATUS, Email, Log
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from correo import cola
from tableros.columnas import FormColumn
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .models import Notificacion

policy = ModelPermissionPolicy(Notificacion)
SEE_MAIL = "retry"  # moderacion.retry_notificacion
CORREOS = gettext_lazy("correo"), gettext_lazy("correos")

# Exception types of the mail libraries, explained for administrators.
_REASONS = {
    "SSLCertVerificationError": gettext_lazy(
        "El certificado del servidor de correo no es de confianza."
    ),
    "SSLError": gettext_lazy(
        "El servidor de correo no habla cifrado en ese puerto: revise EMAIL_URL."
    ),
    "SMTPNotSupportedError": gettext_lazy(
        "El servidor de correo no ofrece en ese puerto lo que pide EMAIL_URL."
    ),
    "ConnectionRefusedError": gettext_lazy("El servidor de correo rechaza la conexión."),
    "TimeoutError": gettext_lazy("El servidor de correo no respondió a tiempo."),
    "gaierror": gettext_lazy("No se encuentra el servidor de correo: revise EMAIL_URL."),
    "SMTPAuthenticationError": gettext_lazy(
        "El servidor de correo no acepta la cuenta o la contraseña."
    ),
    "SMTPRecipientsRefused": gettext_lazy("El servidor de correo no acepta la dirección."),
    "SMTPSenderRefused": gettext_lazy("El servidor de correo no acepta el remitente."),
    "SMTPServerDisconnected": gettext_lazy("El servidor de correo cortó la conexión."),
}


# SMTP replies 4xx are temporary: the next attempt may succeed.
_FOR_NOW = re.compile(r"\(4\d\d, ")


class CorreoColumn(Column):
    cell_template_name = "moderacion/correos/correo.html"


class MotivoColumn(Column):
    cell_template_name = "moderacion/correos/motivo.html"


class ReintentarColumn(FormColumn):
    header_template_name = "moderacion/correos/reintentar_todos.html"
    cell_template_name = "moderacion/correos/reintentar.html"


class CorreosView(BaseReportView):
    model = Email
    counted = CORREOS
    columns = [
        CorreoColumn("subject", label=gettext_lazy("Correo")),
        MotivoColumn("reason", label=gettext_lazy("Motivo")),
        ReintentarColumn("retry"),
    ]
    list_export = ()
    no_results_message = gettext_lazy("Todos los correos han salido o esperan su turno.")

    def get_queryset(self):
        logs = Prefetch("logs", queryset=Log.objects.order_by("-pk"), to_attr="fallos")
        return (
            Email.objects.filter(status=STATUS.failed).prefetch_related(logs).order_by("-created")
        )

    def decorate(self, email):
        following = cola.next_attempt(email)
        email.para = ", ".join(email.to)
        email.escrito = _moment(email.created)
        email.motivo = reason(email.fallos[0]) if email.fallos else ""
        email.proximo = _moment(following) if following else ""


def reason(fallo):
    if _FOR_NOW.search(fallo.message):
        known = _("El servidor de correo no lo toma por ahora.")
    else:
        known = _REASONS.get(fallo.exception_type)
    return f"{known} ({fallo.message})" if known else fallo.message


def _moment(moment):
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


class ReintentarView(View):
    """Puts one failed mail, or all of them, back into the queue."""

    http_method_names = ["post"]

    def post(self, request):
        emails = Email.objects.all()
        chosen = request.POST.get("correo", "")
        if chosen:
            emails = emails.filter(pk=chosen) if chosen.isdecimal() else emails.none()
        count = cola.retry(emails)
        if count:
            text = ngettext(
                "%(cuantos)d correo sale en el próximo minuto.",
                "%(cuantos)d correos salen en el próximo minuto.",
                count,
            )
            messages.success(request, text % {"cuantos": count})
        else:
            messages.info(request, _("Ese correo ya salió o ya está en camino."))
        return redirect("correos:index")


class CorreosViewSet(ReportViewSet):
    name = "correos"
    url_prefix = "informes/correos"
    menu_label = gettext_lazy("Correos que no salieron")
    icon = "mail"
    menu_order = 899  # before Wagtail's own reports
    menu_group = MenuGroup.DONE
    menu_description = gettext_lazy(
        "Los avisos que no se pudieron enviar, para intentarlo otra vez."
    )
    is_total = True
    addresses = (
        Screen("", CorreosView, "index"),
        Screen("reintentar/", ReintentarView, "reintentar"),
    )

    def may_enter(self, user):
        return policy.user_has_permission(user, SEE_MAIL)
