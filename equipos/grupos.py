"""Admin of groups for the province: the members and the name of each group.

Permissions are granted by ``crear_portales`` and by creating an equipo. No form grants any, because
a user of that form could grant themselves all.
"""

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.views.groups import GroupViewSet

from .roles import PROVINCIAL_GROUPS


class GrupoForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = ["name"]
        labels = {"name": gettext_lazy("Nombre")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.name in PROVINCIAL_GROUPS:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = gettext_lazy("El nombre de este grupo es fijo.")


class IndexView(generic.IndexView):
    page_title = gettext_lazy("Grupos")
    search_fields = ["name"]
    add_url_name = None

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Nombre"), sort_key="name", get_url=self.get_edit_url),
            Column("members", label=_("Personas"), sort_key="members"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().annotate(members=Count("user"))


class EditView(generic.EditView):
    success_message = gettext_lazy("Se cambió el nombre del grupo «%(object)s».")

    @cached_property
    def header_buttons(self):
        url = f"{reverse('wagtailusers_users:index')}?group={self.object.pk}"
        return [HeaderButton(_("Ver sus personas"), url=url, icon_name="user")]

    def get_side_panels(self):
        return MediaContainer([])


class GrupoViewSet(GroupViewSet):
    menu_label = gettext_lazy("Grupos")
    template_prefix = ""
    index_view_class = IndexView
    edit_view_class = EditView

    def get_form_class(self, for_update=False):
        return GrupoForm

    def get_urlpatterns(self):
        kept = {"index", "index_results", "edit", "history", "history_results"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"add_url_name": None, "delete_url_name": None, **kwargs}
        )
