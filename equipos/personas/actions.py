"""Actions on a whole account: send a link, reset the second factor, deactivate, reactivate."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

from correo import cartas
from equipos.nombramientos.rules import ask
from usuarios.intentos import release
from usuarios.second_factor import has_second_factor, reset_second_factor

from .correo import send_link
from .estado import EstadoDeCuenta
from .mixins import PersonMixin, tell_what_waits

Usuario = get_user_model()

_SENT_TWICE = timedelta(seconds=10)


class AccountActionView(
    PersonMixin,
    PermissionCheckedMixin,
    BaseObjectMixin,
    WagtailAdminTemplateMixin,
    TemplateView,
):
    """Base class of an action on a whole account, with a confirmation page."""

    model = Usuario
    permission_required = "change"
    template_name = "equipos/personas/confirmar.html"
    name = ""
    label = ""
    question = ""
    done = ""
    is_serious = False
    states = ()

    @classmethod
    def is_offered(cls, person):
        return EstadoDeCuenta.of(person) in cls.states

    def get_object(self):
        person = super().get_object()
        if not self.gestion.keeps(person):
            raise Http404
        return person

    def dispatch(self, request, *args, **kwargs):
        return self.refuse() or super().dispatch(request, *args, **kwargs)

    def refuse(self):
        """Return a response, or raise 404, if the action is not possible in this state."""
        if not self.is_offered(self.object):
            raise Http404

    @classmethod
    def get_label(cls, estado):
        return cls.label

    def get_question(self):
        return self.question

    def get_page_title(self):
        return self.get_label(EstadoDeCuenta.of(self.object))

    def get_breadcrumbs_items(self):
        return []

    def get_next_url(self):
        return reverse("wagtailusers_users:edit", args=[self.object.pk])

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            self.perform()
            log(self.object, f"equipos.{self.name}")
        messages.success(request, self.done % {"name": get_user_display_name(self.object)})
        return redirect(self.get_next_url())

    def perform(self):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            next_url=self.get_next_url(), question=self.get_question(), **kwargs
        )


class OpensMixin:
    """Requests groups with cases again: the user of the action could sign in as the person."""

    @property
    def waiting(self):
        return self.gestion.opens_to(self.object)

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        tell_what_waits(request, self.gestion.waiting.filter(persona=self.object))
        return response

    def perform(self):
        ask(self.object, self.waiting, por=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(waiting=self.waiting, **kwargs)


class SendLinkView(AccountActionView):
    name = "send_link"
    header_icon = "mail"
    states = (EstadoDeCuenta.INVITADO, EstadoDeCuenta.ACTIVO)
    label = _("Enviar enlace para cambiar la contraseña")
    question = _(
        "Se le enviará un correo con un enlace para poner otra contraseña. "
        "Mientras no lo use, la de ahora sigue sirviendo."
    )
    first_question = _(
        "Se le enviará otro correo con un enlace para poner su contraseña y entrar por primera vez."
    )
    done = _("Se envió el enlace a %(name)s.")

    def refuse(self):
        if self.request.method == "POST" and self._was_just_sent():
            said = gettext("Ya se le envió el enlace a %(name)s hace un momento.")
            messages.info(self.request, said % {"name": get_user_display_name(self.object)})
            return redirect(self.get_next_url())
        if EstadoDeCuenta.of(self.object) is not EstadoDeCuenta.POR_CONFIRMAR:
            return super().refuse()
        messages.error(
            self.request,
            gettext(
                "No se envía ningún enlace antes de que otra persona lo confirme; la invitación "
                "saldrá entonces."
            ),
        )
        return redirect(self.get_next_url())

    def _was_just_sent(self):
        entries = log_registry.get_logs_for_instance(self.object)
        since = timezone.now() - _SENT_TWICE
        return entries.filter(action=f"equipos.{self.name}", timestamp__gt=since).exists()

    def get_question(self):
        is_first = EstadoDeCuenta.of(self.object) is EstadoDeCuenta.INVITADO
        return self.first_question if is_first else self.question

    @classmethod
    def get_label(cls, estado):
        return (
            _("Enviar otra vez la invitación") if estado is EstadoDeCuenta.INVITADO else cls.label
        )

    def perform(self):
        send_link(self.object, sender=self.request.user)


class ResetSecondFactorView(OpensMixin, AccountActionView):
    name = "reset_second_factor"
    header_icon = "mobile-alt"
    states = (EstadoDeCuenta.INVITADO, EstadoDeCuenta.ACTIVO)
    label = _("Quitar el segundo paso")
    question = _(
        "Hágalo solo si la persona perdió su teléfono y usted está seguro de hablar con ella: "
        "entrará con su contraseña sola hasta que configure otro teléfono, y sus códigos de "
        "recuperación dejarán de servir."
    )
    done = _("Se quitó el segundo paso de %(name)s.")

    @classmethod
    def is_offered(cls, person):
        return super().is_offered(person) and has_second_factor(person)

    def perform(self):
        super().perform()
        reset_second_factor(self.object)
        self.object.end_sessions()  # whoever has the telephone may have entered with it
        cartas.send(
            self.object,
            "usuarios/correo/segundo_factor_quitado",
            por=self.request.user,
        )
        release(self.object)  # people who need this have usually tried too many codes


class DeactivateView(AccountActionView):
    name = "deactivate"
    header_icon = "lock"
    is_serious = True
    states = (EstadoDeCuenta.POR_CONFIRMAR, EstadoDeCuenta.INVITADO, EstadoDeCuenta.ACTIVO)
    label = _("Desactivar la cuenta")
    question = _(
        "Dejará de poder entrar en este mismo momento, también donde ya haya entrado. "
        "Lo que escribió se conserva con su nombre, y la cuenta puede activarse de nuevo."
    )
    done = _("Se desactivó la cuenta de %(name)s.")

    def perform(self):
        self.object.is_active = False
        self.object.save(update_fields=["is_active"])


class ReactivateView(OpensMixin, AccountActionView):
    name = "reactivate"
    header_icon = "lock-open"
    states = (EstadoDeCuenta.DESACTIVADO,)
    label = _("Activar de nuevo la cuenta")
    question = _("Podrá entrar otra vez con su contraseña y en los mismos grupos.")
    done = _("Se activó de nuevo la cuenta de %(name)s.")

    def perform(self):
        super().perform()
        self.object.is_active = True
        self.object.save(update_fields=["is_active"])


ACTIONS = (SendLinkView, ResetSecondFactorView, DeactivateView, ReactivateView)
