"""Admin views of the equipos: list, members, creation and removal."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from aislamiento.addresses import describe, register_addresses
from servidor.claves import as_key

from .forms import EquipoForm
from .gestion import GestionMixin
from .models import Equipo
from .personas.estado import EstadoDeCuenta


class TeamsMixin(GestionMixin):
    def get_queryset(self):
        return self.gestion.equipos

    def get_breadcrumbs_items(self):
        people = {"url": reverse("wagtailusers_users:index"), "label": _("Equipo")}
        [home, *rest] = super().get_breadcrumbs_items()
        return [home, people, *rest]


class IndexView(TeamsMixin, generic.IndexView):
    page_title = gettext_lazy("Equipos editores")
    add_item_label = gettext_lazy("Crear equipo editor")
    default_ordering = "group__name"

    @cached_property
    def columns(self):
        portal = Column("portal", accessor=self.get_portal, label=_("Portal"))
        return [
            TitleColumn(
                "page",
                accessor="page.title",
                label=_("Página"),
                get_url=self.get_inspect_url,
            ),
            *([portal] if len(self.gestion.names_by_path) > 1 else []),
            Column("members", accessor=self.get_members, label=_("Personas")),
        ]

    def get_portal(self, equipo):
        return self.gestion.portal_name(equipo.page)

    def get_members(self, equipo):
        names = (get_user_display_name(person) for person in equipo.members)
        return ", ".join(names) or _("Nadie todavía")

    def get_base_queryset(self):
        return self.gestion.equipos.prefetch_related("group__user_set")

    def get_queryset(self):
        return generic.IndexView.get_queryset(self)


class CreateView(TeamsMixin, generic.CreateView):
    page_title = gettext_lazy("Crear equipo editor")
    page_subtitle = page_title
    submit_button_label = gettext_lazy("Crear el equipo")
    submit_button_active_label = gettext_lazy("Creando…")
    error_message = gettext_lazy("No se creó el equipo: revise los datos marcados.")
    success_message = gettext_lazy("Se creó el equipo. Ahora invite a las personas que lo forman.")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.page_title}]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        wanted = request.GET.get("pagina")
        self.page = None
        if wanted is not None:
            pages = self.gestion.pages
            self.page = get_object_or_404(pages, pk=as_key(wanted))

    def get(self, request, *args, **kwargs):
        if self.page and (equipo := Equipo.objects.of_page(self.page)):
            messages.success(request, _("Esta página ya tiene su equipo."))
            return redirect("equipos:inspect", equipo.pk)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"gestion": self.gestion, "page": self.page}

    def save_instance(self):
        return Equipo.objects.create_for(self.form.cleaned_data["page"], user=self.request.user)

    def get_success_url(self):
        return reverse("equipos:inspect", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class InspectView(TeamsMixin, generic.InspectView):
    header_more_buttons = []
    template_name = "equipos/equipos/equipo.html"

    def get_object(self, queryset=None):
        return get_object_or_404(self.gestion.equipos, pk=self.pk)

    def get_page_title(self):
        return _("Equipo editor")

    def get_page_subtitle(self):
        return self.object.page.title

    @cached_property
    def header_buttons(self):
        invite = reverse("wagtailusers_users:add")
        offered = [(_("Invitar a una persona"), self.object.group_id)]
        if self.object.atencion_id:
            offered.append((_("Invitar a quien responda los casos"), self.object.atencion_id))
        return [
            HeaderButton(label, url=f"{invite}?group={group}", icon_name="plus")
            for label, group in offered
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            editors=self.get_people(self.object.group),
            attention=self.object.atencion and self.get_people(self.object.atencion),
            delete_url=self.get_delete_url(),
            **kwargs,
        )

    def get_people(self, group):
        people = self.gestion.people.filter(groups=group)
        return [(person, EstadoDeCuenta.of(person).label) for person in people]


class DeleteView(TeamsMixin, generic.DeleteView):
    page_title = gettext_lazy("Quitar el equipo")
    template_name = "equipos/equipos/quitar.html"
    success_message = gettext_lazy("Se quitó el equipo «%(object)s». Su contenido se conserva.")

    def get_breadcrumbs_items(self):
        return []

    def get_page_subtitle(self):
        return self.object.page.title

    def get_context_data(self, **kwargs):
        people = self.object.members_of_nothing_else
        return super().get_context_data(
            left_alone=[get_user_display_name(person) for person in people], **kwargs
        )


class EquipoViewSet(ModelViewSet):
    model = Equipo
    name = "equipos"
    icon = "group"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True

    index_view_class = IndexView
    add_view_class = CreateView
    inspect_view_class = InspectView
    delete_view_class = DeleteView

    def on_register(self):
        super().on_register()
        register_addresses(
            describe(self.url_namespace, "index index_results")
            | describe(self.url_namespace, "add", query={"pagina": Page})
            | describe(self.url_namespace, "inspect delete", pk=self.model)
        )

    def get_form_class(self, for_update=False):
        return EquipoForm

    def get_urlpatterns(self):
        kept = {"index", "index_results", "add", "inspect", "delete"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{
                "edit_url_name": None,
                "history_url_name": None,
                "usage_url_name": None,
                **kwargs,
            }
        )
