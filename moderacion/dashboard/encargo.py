"""Encargo: putting a person of the portal in charge of pages that have no owner."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import policy_registry

from servidor.claves import as_keys
from tableros.alcance import below

from .listas import SIN_PERSONA, pages_of

ACTION = "moderacion.encargar"


class PersonaField(forms.ModelChoiceField):
    """Choice of a person by name, followed by the pages if they write only part of the portal."""

    parts = {}

    def label_from_instance(self, obj):
        name = get_user_display_name(obj)
        if part := self.parts.get(obj.pk):
            return _("%(nombre)s (solo «%(parte)s»)") % {"nombre": name, "parte": part}
        return name


class EncargoForm(forms.Form):
    """Form with pages of one portal and the person to put in charge, who must be able to edit."""

    persona = PersonaField(
        queryset=get_user_model().objects.none(),
        label=gettext_lazy("Persona"),
        empty_label=gettext_lazy("Elija a una persona"),
        error_messages={"required": gettext_lazy("Elija a la persona.")},
    )
    paginas = forms.ModelMultipleChoiceField(
        queryset=Page.objects.none(),
        error_messages={
            "required": gettext_lazy("Marque al menos una página."),
            "invalid_choice": gettext_lazy("Alguna de las páginas ya tiene a alguien a cargo."),
        },
    )

    def __init__(self, portal, *args, **kwargs):
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(Page)
        everywhere = policy.users_with_permission_for_instance(
            "change", portal.site.root_page, include_superusers=False
        )
        parts = _parts_of(portal, everywhere)
        persona = self.fields["persona"]
        persona.queryset = (
            get_user_model()
            .objects.filter(Q(pk__in=everywhere.values("pk")) | Q(pk__in=parts))
            .order_by("first_name", "username")
        )
        persona.parts = parts
        self.fields["paginas"].queryset = pages_of(SIN_PERSONA, Page.objects.filter(below(portal)))

    @property
    def marcadas(self):
        """The primary keys of the ticked pages, to tick them again after an error."""
        ticked = self.data.getlist("paginas") if self.is_bound else []
        return set(as_keys(ticked))

    def clean(self):
        data = super().clean()
        if {"persona", "paginas"} <= data.keys():
            self._refuse_what_the_person_cannot_edit(**data)
        return data

    def _refuse_what_the_person_cannot_edit(self, persona, paginas):
        policy = policy_registry.get_by_type(Page)
        editable = policy.instances_user_has_permission_for(persona, "change")
        others = paginas.exclude(pk__in=editable.order_by().values("pk"))
        if titles := [page.get_admin_display_title() for page in others]:
            raise forms.ValidationError(
                _(
                    "No se encargó ninguna: %(nombre)s no puede cambiar %(titulos)s. Quite la "
                    "marca a esas páginas o elija a otra persona."
                )
                % {
                    "nombre": get_user_display_name(persona),
                    "titulos": ", ".join(f"«{title}»" for title in titles),
                }
            )


def _parts_of(portal, everywhere):
    """Return {user pk: titles of the pages they may edit} of the users not in ``everywhere``."""
    members = Group.user_set.through.objects.filter(usuario__is_active=True).exclude(
        usuario__in=everywhere.values("pk")
    )
    rows = (
        GroupPagePermission.objects.filter(
            permission__codename="change_page",
            page__in=Page.objects.filter(below(portal)).order_by().values("pk"),
            group__in=members.values("group"),
        )
        .order_by("page__path")
        .values_list("group", "page__title")
    )
    titles = {}
    for group, title in rows:
        titles.setdefault(group, {})[title] = True
    parts = {}
    for person, group in members.filter(group__in=titles).values_list("usuario", "group"):
        parts.setdefault(person, {}).update(titles[group])
    return {person: ", ".join(found) for person, found in parts.items()}


@transaction.atomic
def entrust(persona, paginas, *, user):
    """Make ``persona`` the owner of ``paginas`` and log it; citizens see no difference."""
    name = get_user_display_name(persona)
    for page in paginas:
        page.owner = persona
        page.save(update_fields=["owner"], clean=False)
        log(page, ACTION, user=user, data={"persona": name})
