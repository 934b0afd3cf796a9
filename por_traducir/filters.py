"""Filters of the report; each offers only the choices that exist in the portal."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from base.tree import HOME_DEPTH
from tableros.filters import DeLaVistaFilter

from .estados import EstadoDeTraduccion


def choice(label, filter_class=DeLaVistaFilter, empty_label=None, **kwargs):
    kwargs |= {"label": label, "empty_label": empty_label, "widget": forms.RadioSelect}
    return filter_class(**kwargs)


class TraduccionesFilterSet(WagtailFilterSet):
    """Filters the originals by section and type; the view applies the other filters itself."""

    portal = choice(_("Portal"))
    idioma = choice(_("Idioma"))
    estado = choice(
        _("Estado"),
        choices=[(estado.slug, estado.label) for estado in EstadoDeTraduccion],
        empty_label=_("Todos"),
    )
    seccion = choice(_("Sección"), ChoiceFilter, _("Todas"), method="filter_section")
    tipo = choice(_("Tipo de página"), ChoiceFilter, _("Todos"), method="filter_type")
    todo = choice(
        _("Noticias y eventos"),
        choices=[("si", _("Todos, también los que nadie ha empezado"))],
        empty_label=_("Solo los que alguien ha empezado"),
    )

    class Meta:
        model = Page
        fields = []

    def __init__(self, *args, portal, portales, idiomas, originals, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters.pop("locale", None)  # Wagtail's own filter: all originals are Spanish
        names = [(record.slug, record.site.site_name) for record in portales]
        self.offer("portal", names if len(names) > 1 else [], initial=portal.slug)
        languages = [(locale.language_code, str(locale)) for locale in idiomas]
        self.offer("idioma", languages, initial=languages[0][0])
        sections = originals.filter(depth=HOME_DEPTH + 1, numchild__gt=0).order_by("path")
        self.sections = {page.slug: page for page in sections}
        self.offer(
            "seccion",
            [(slug, page.get_admin_display_title()) for slug, page in self.sections.items()],
        )
        types = ContentType.objects.filter(pk__in=originals.order_by().values("content_type"))
        self.offer("tipo", sorted((item.model, capfirst(item.name)) for item in types))

    def offer(self, name, choices, **extra):
        if choices:
            self.filters[name].extra |= {"choices": choices, **extra}
        else:
            del self.filters[name]

    def filter_section(self, queryset, name, slug):
        return queryset.filter(path__startswith=self.sections[slug].path)

    def filter_type(self, queryset, name, model):
        return queryset.filter(content_type__model=model)
