from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from .views.correo import CorreoView
from .views.segundo_factor import (
    ActivarView,
    CodigosView,
    EstadoView,
    OfrecerView,
    QuitarView,
    VerificarView,
)


@hooks.register("register_admin_urls")
def own_account_urls():
    return [
        path("segundo-factor/", EstadoView.as_view(), name="segundo_factor"),
        path("segundo-factor/verificar/", VerificarView.as_view(), name="segundo_factor_verificar"),
        path("segundo-factor/activar/", ActivarView.as_view(), name="segundo_factor_activar"),
        path("segundo-factor/ofrecer/", OfrecerView.as_view(), name="segundo_factor_ofrecer"),
        path("account/correo/", CorreoView.as_view(), name="cuenta_correo"),
        path("segundo-factor/codigos/", CodigosView.as_view(), name="segundo_factor_codigos"),
        path("segundo-factor/quitar/", QuitarView.as_view(), name="segundo_factor_quitar"),
    ]


@hooks.register("register_account_menu_item")
def address_menu_item(request):
    return {
        "url": reverse("cuenta_correo"),
        "label": _("Correo electrónico"),
        "help_text": request.user.email,
    }


@hooks.register("register_account_menu_item")
def second_factor_menu_item(request):
    return {
        "url": reverse("segundo_factor"),
        "label": _("Segundo paso al entrar"),
        "help_text": _("Proteja su cuenta con un código del teléfono."),
    }


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label, message in (
        (
            "usuarios.segundo_factor_activado",
            gettext_lazy("Activar el segundo paso"),
            gettext_lazy("Activó el segundo paso al entrar"),
        ),
        (
            "usuarios.segundo_factor_quitado",
            gettext_lazy("Quitar el segundo paso"),
            gettext_lazy("Quitó el segundo paso al entrar"),
        ),
        (
            "usuarios.codigos_renovados",
            gettext_lazy("Renovar los códigos de recuperación"),
            gettext_lazy("Renovó sus códigos de recuperación"),
        ),
    ):
        actions.register_action(name, label, message)
