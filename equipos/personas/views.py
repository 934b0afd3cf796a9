"""Admin views of the accounts, for coordinators and the province."""

from django.contrib.auth import get_user_model
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry as log_registry
from wagtail.users.views import users

from aislamiento.log_entries import written_in
from aislamiento.scope import scope_of
from equipos.gestion import GestionMixin
from equipos.nombramientos.rules import ACTION
from servidor.claves import as_keys

from .actions import ACTIONS
from .correo import invite, tell_former_address
from .estado import EstadoDeCuenta
from .mixins import PersonMixin, tell_what_waits

Usuario = get_user_model()


def in_view(entries, gestion):
    """Return the log entries of the own portals written by users whom the user may see.

    The account may also work, or have worked, in other portals.
    """
    if gestion.keeps_all:
        return entries
    known = scope_of(gestion.user).filter(Usuario.objects.order_by())
    slugs = [portal.slug for portal in gestion.portales]
    return entries.filter(written_in(slugs), user__in=known.values("pk"))


class PersonColumn(TitleColumn):
    cell_template_name = "equipos/personas/nombre_cell.html"


class LastLoginColumn(DateColumn):
    cell_template_name = "equipos/personas/ultimo_acceso_cell.html"


class IndexView(GestionMixin, generic.IndexView):
    page_title = gettext_lazy("Equipo")
    add_item_label = gettext_lazy("Invitar a una persona")
    search_fields = ("first_name", "last_name", "username", "email")

    @cached_property
    def header_buttons(self):
        teams = HeaderButton(_("Equipos editores"), url=reverse("equipos:index"), icon_name="group")
        buttons = [*super().header_buttons, teams]
        if waiting := self.gestion.nombramientos.count() + self.gestion.pedidos.count():
            label = _("Por confirmar (%(total)d)") % {"total": waiting}
            url = reverse("nombramientos")
            buttons.append(HeaderButton(label, url=url, icon_name="check"))
        return buttons

    @cached_property
    def columns(self):
        return [
            PersonColumn(
                "name",
                accessor=get_user_display_name,
                label=_("Nombre"),
                sort_key="name",
                get_url=self.get_edit_url,
            ),
            Column("grupos", accessor=self.get_group_names, label=_("Grupos")),
            StatusTagColumn(
                "estado",
                accessor=lambda person: EstadoDeCuenta.of(person).label,
                primary=lambda person: EstadoDeCuenta.of(person) is EstadoDeCuenta.ACTIVO,
                label=_("Estado"),
            ),
            LastLoginColumn("last_login", label=_("Último acceso"), sort_key="last_login"),
        ]

    def get_group_names(self, person):
        waiting = [
            _("%(grupo)s (por confirmar)") % {"grupo": row.grupo.name}
            for row in person.nombramientos.all()
        ]
        return ", ".join([*(group.name for group in person.groups_in_view), *waiting]) or "—"

    def get_edit_url(self, instance):
        if instance == self.request.user:
            return reverse("wagtailadmin_account")
        return super().get_edit_url(instance)

    def get_base_queryset(self):
        in_view = Prefetch("groups", queryset=self.gestion.groups, to_attr="groups_in_view")
        waiting = Prefetch("nombramientos", queryset=self.gestion.waiting)
        return self.gestion.people.prefetch_related(in_view, waiting, "groups")

    def order_queryset(self, queryset):
        if self.ordering in ("name", "-name"):
            sign = self.ordering.removesuffix("name")
            return queryset.order_by(f"{sign}first_name", f"{sign}last_name", f"{sign}username")
        return super().order_queryset(queryset)


class CreateView(GestionMixin, users.CreateView):
    page_title = gettext_lazy("Invitar a una persona")
    submit_button_label = gettext_lazy("Enviar la invitación")
    submit_button_active_label = gettext_lazy("Enviando…")
    error_message = gettext_lazy("No se envió la invitación: revise los datos marcados.")

    def get_page_subtitle(self):
        return self.page_title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": IndexView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"gestion": self.gestion}

    def get_initial(self):
        # Comes from the page of an equipo, to invite people to it.
        wanted = as_keys(self.request.GET.getlist("group"))
        return {"groups": self.gestion.groups.filter(pk__in=wanted)}

    def save_instance(self):
        person = super().save_instance()
        if person.groups.exists():
            invite(person, sender=self.request.user)
        return person

    def get_success_message(self, instance):
        if instance.groups.exists():
            message = _("Se envió la invitación a %(email)s.")
        else:
            message = _("La invitación para %(email)s saldrá cuando otra persona lo confirme.")
        return message % {"email": instance.email}

    def form_valid(self, form):
        response = super().form_valid(form)
        tell_what_waits(self.request, self.gestion.waiting.filter(persona=self.object))
        return response


class EditView(PersonMixin, users.EditView):
    success_message = gettext_lazy("Se guardaron los cambios de «%(object)s».")
    error_message = gettext_lazy("No se guardó: revise los datos marcados.")
    usage_url_name = delete_url_name = None

    def get_queryset(self):
        return self.get_base_object_queryset()

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"gestion": self.gestion}
        del kwargs["editing_self"]  # the own account is not edited here
        return kwargs

    def save_instance(self):
        former = self.form.initial["email"]
        was_waiting = EstadoDeCuenta.of(self.object) is EstadoDeCuenta.POR_CONFIRMAR
        person = super().save_instance()
        if was_waiting and EstadoDeCuenta.of(person) is EstadoDeCuenta.INVITADO:
            invite(person, sender=self.request.user)
            message = _("Se envió la invitación a %(email)s.")
            messages.info(self.request, message % {"email": person.email})
        if former and self.form.is_another_address:
            tell_former_address(person, former, sender=self.request.user)
        return person

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.has_changed():
            tell_what_waits(self.request, self.gestion.waiting.filter(persona=self.object))
        return response

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": IndexView.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_side_panels(self):
        return MediaContainer([])

    @cached_property
    def actions_offered(self):
        """The actions that can be done with the whole account."""
        if not self.gestion.keeps(self.object):
            return []
        estado = EstadoDeCuenta.of(self.object)
        return [
            {
                "url": reverse(f"wagtailusers_users:{view.name}", args=[self.object.pk]),
                "label": view.get_label(estado),
                "icon": view.header_icon,
                "is_serious": view.is_serious,
            }
            for view in ACTIONS
            if view.is_offered(self.object)
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            estado=EstadoDeCuenta.of(self.object),
            keeps=self.gestion.keeps(self.object),
            offered=self.actions_offered,
            waiting=self.gestion.waiting.filter(persona=self.object),
            rejections=self.get_rejections(),
            **kwargs,
        )

    def get_rejections(self):
        """Return the log entries of rejections since the last request for the person."""
        entries = log_registry.get_logs_for_instance(self.object).order_by("pk")
        said = list(in_view(entries, self.gestion).filter(action__startswith=f"{ACTION}."))
        since = max((row.pk for row in said if row.action == f"{ACTION}.pedir"), default=0)
        return [row for row in said if row.pk > since and row.action == f"{ACTION}.rechazar"]


class HistoryView(PersonMixin, users.HistoryView):
    def get_base_queryset(self):
        return in_view(super().get_base_queryset(), self.gestion)
