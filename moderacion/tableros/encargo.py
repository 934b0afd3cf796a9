"""Giving pages that are nobody's to a person of the portal."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from base.models import PortalSettings
from equipos.gestion import keeps_all

from .alcance import below
from .listas import SIN_PERSONA, lista_url, pages_of

ACTION = "moderacion.encargar"


class PersonaField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return get_user_display_name(obj)


class EncargoForm(forms.Form):
    """Which pages of one portal, and to whom: somebody who may edit that portal."""

    persona = PersonaField(
        queryset=get_user_model().objects.none(),
        label=_("Persona"),
        empty_label=_("Elija a una persona"),
        error_messages={"required": _("Elija a la persona.")},
    )
    paginas = forms.ModelMultipleChoiceField(
        queryset=Page.objects.none(),
        error_messages={
            "required": _("Marque al menos una página."),
            "invalid_choice": _("Alguna de las páginas ya tiene a alguien a cargo."),
        },
    )

    def __init__(self, portal, *args, **kwargs):
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(Page)
        people = policy.users_with_permission_for_instance(
            "change", portal.site.root_page, include_superusers=False
        )
        self.fields["persona"].queryset = people.order_by("first_name", "username")
        self.fields["paginas"].queryset = pages_of(SIN_PERSONA, Page.objects.filter(below(portal)))


class EncargarView(View):
    """For those who keep the accounts of all portals; it changes nothing that citizens read."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        if not keeps_all(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, portal):
        record = get_object_or_404(PortalSettings, slug=portal)
        form = EncargoForm(record, request.POST)
        if form.is_valid():
            self.entrust(**form.cleaned_data)
        else:
            for errors in form.errors.values():
                messages.error(request, errors[0])
        return redirect(lista_url(SIN_PERSONA, record))

    @transaction.atomic
    def entrust(self, persona, paginas):
        name, total = get_user_display_name(persona), len(paginas)
        for page in paginas:
            page.owner = persona
            page.save(update_fields=["owner"], clean=False)
            log(page, ACTION, user=self.request.user, data={"persona": name})
        messages.success(
            self.request,
            ngettext(
                "%(nombre)s tiene a su cargo %(total)d página más.",
                "%(nombre)s tiene a su cargo %(total)d páginas más.",
                total,
            )
            % {"nombre": name, "total": total},
        )
