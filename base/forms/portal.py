"""The form of a portal's settings: checks of its images and of the languages that it offers."""

from django import forms
from django.conf import settings
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page

from base.idiomas import textos_del_catalogo
from base.tree import in_tree_of
from identidad.silueta import PROPORCION

_COVER_WIDTH = 800  # pixels, at least


class PortalSettingsForm(WagtailAdminModelForm):
    idiomas = forms.MultipleChoiceField(
        label=gettext_lazy("Idiomas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "El español está siempre. Lo escrito en un idioma sin marcar no se ve ni se borra: "
            "vuelve a verse cuando se marca."
        ),
    )
    # Shown only when published pages would disappear.
    confirmo = forms.BooleanField(
        label=gettext_lazy("Sí, dejar de mostrar esas páginas"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "idiomas" in self.fields:
            self.fields["idiomas"].choices = [
                (code, self._label(code, name)) for code, name in _others()
            ]
        if not self._disappearing():
            self.fields.pop("confirmo", None)

    def clean_idiomas(self):
        """Refuse a newly chosen language if too few of its essential texts are translated."""
        chosen = self.cleaned_data["idiomas"]
        for code, name in _others():
            if (
                code in chosen
                and code not in self._offered
                and not textos_del_catalogo(code).bastan
            ):
                raise forms.ValidationError(f"{name}: {_lacking(code)}")
        return chosen

    def clean_silueta(self):
        drawing = self.cleaned_data["silueta"]
        if drawing and drawing.width < PROPORCION * drawing.height:
            raise forms.ValidationError(
                _(
                    "Este dibujo mide %(ancho)s por %(alto)s píxeles: tiene que ser al menos seis "
                    "veces más ancho que alto. Recórtelo en una tira."
                )
                % {"ancho": drawing.width, "alto": drawing.height}
            )
        return drawing

    def clean_imagen_portada(self):
        picture = self.cleaned_data["imagen_portada"]
        if picture and picture.width < _COVER_WIDTH:
            raise forms.ValidationError(
                _("Esta foto mide %(ancho)s píxeles de ancho y se vería borrosa: elija una mayor.")
                % {"ancho": picture.width}
            )
        return picture

    def clean(self):
        data = super().clean()
        lost = self._disappearing()
        if lost and not data.get("confirmo"):
            self.add_error("idiomas", [*lost, _("Si es lo que quiere, confírmelo abajo.")])
        return data

    @cached_property
    def _offered(self):
        return self.initial.get("idiomas") or []

    @cached_property
    def _published(self):
        """Return {language code: number of published pages of the portal in that language}."""
        pages = Page.objects.filter(in_tree_of(self.instance.site.root_page.path), live=True)
        counts = pages.order_by().values_list("locale__language_code").annotate(Count("pk"))
        return dict(counts)

    def _label(self, code, name):
        if not textos_del_catalogo(code).bastan:
            return f"{name} · {_lacking(code)}"
        total = self._published.get(code, 0)
        if not total:
            return name
        pages = ngettext("%(total)s página publicada", "%(total)s páginas publicadas", total)
        return f"{name} · {pages % {'total': total}}"

    def _disappearing(self):
        """Return a message for each language that is being switched off and has published pages."""
        if not self.is_bound or "idiomas" not in self.fields:
            return []
        chosen = self["idiomas"].data or []
        return [
            ngettext(
                "%(idioma)s: dejaría de verse %(total)s página publicada.",
                "%(idioma)s: dejarían de verse %(total)s páginas publicadas.",
                self._published[code],
            )
            % {"idioma": name, "total": self._published[code]}
            for code, name in _others()
            if code in self._offered and code not in chosen and self._published.get(code)
        ]


def _others():
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def _lacking(code):
    textos = textos_del_catalogo(code)
    return _("Faltan %(faltan)s textos de %(total)s por traducir.") % {
        "faltan": textos.faltan,
        "total": textos.total,
    }
