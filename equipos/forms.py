from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, get_page_models

from base.tree import HOME_DEPTH

from .models import Equipo


class SectionField(forms.ModelChoiceField):
    """Choice of a page of a portal, indented by its depth in the tree."""

    def label_from_instance(self, page):
        return f"{'— ' * (page.depth - HOME_DEPTH - 1)}{page.title}"


class EquipoForm(forms.ModelForm):
    page = SectionField(
        label=_("Página"),
        queryset=Page.objects.none(),
        empty_label=_("Elija una página"),
        help_text=_("El equipo escribirá en esta página, y en las que estén debajo de ella."),
    )

    class Meta:
        model = Equipo
        fields = ["page"]

    def __init__(self, *args, gestion, page=None, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["page"]
        field.queryset = gestion.pages
        if page is not None:
            field.queryset = gestion.pages.filter(pk=page.pk)
            field.initial = page
            field.empty_label = None
        elif gestion.keeps_all:
            field.widget = AdminPageChooser()
            field.widget.is_required = True
        else:
            # Users who only manage people see no pages: list the pages that can have subpages.
            field.queryset = gestion.pages.filter(content_type__in=_types_with_children())

    def clean_page(self):
        page = self.cleaned_data["page"]
        if Equipo.objects.of_page(page):
            raise forms.ValidationError(_("Esta página ya tiene su equipo."))
        return page


def _types_with_children():
    models = [model for model in get_page_models() if model.allowed_subpage_models()]
    return ContentType.objects.get_for_models(*models).values()
