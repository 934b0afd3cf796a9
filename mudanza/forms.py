"""Forms for taking over an older portal."""

import re

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.models import PortalSettings
from noticias.models import CategoriaNoticia

from .models import Destino, Mudanza, Sistema
from .traer.contexto import pages_to_hang_from
from .traer.origen import TERMINACIONES, entries, path_of
from .traer.subidos import keep

_HOST = re.compile(r"(?:https?://)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d+)?/?", re.IGNORECASE)
_ENDINGS = sorted({ending for endings in TERMINACIONES.values() for ending in endings})
_MOST_PLACES = 400


class PortalField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.site.site_name


class MudanzaForm(forms.Form):
    """Form of a new mudanza: the older portal, our portal that takes it over, and its files."""

    portal = PortalField(
        label=_("Portal que lo recibe"),
        queryset=PortalSettings.objects.en_pie().select_related("site").order_by("-tipo", "pk"),
        empty_label=_("Elija un portal"),
    )
    sistema = forms.ChoiceField(
        label=_("Con qué estaba hecho"),
        choices=Sistema,
        widget=forms.RadioSelect,
        help_text=_(
            "Páginas guardadas: cuando nadie tiene la base de datos, la copia que hace wget o "
            "HTTrack."
        ),
    )
    archivo = forms.ChoiceField(
        label=_("Archivo en el servidor"),
        required=False,
        help_text=_(
            "Joomla: el volcado (.sql). WordPress: la exportación (.xml). Páginas guardadas: su "
            "carpeta."
        ),
    )
    subido = forms.FileField(
        label=_("O súbalo, si es pequeño"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(_ENDINGS)}),
        error_messages={"empty": _("El archivo está vacío.")},
    )
    carpeta = forms.ChoiceField(
        label=_("Carpeta de sus imágenes y documentos"),
        required=False,
        help_text=_("La que en Joomla se llama «images» y en WordPress «uploads»."),
    )
    direccion = forms.CharField(
        label=_("Dirección que tenía"),
        required=False,
        max_length=200,
        help_text=_(
            "Como www.mella.gob.cu. Con ella se reconocen los enlaces del portal a sí mismo."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = entries()
        files = [(path.name, path.name) for path in found]
        folders = [
            (path.name, path.name) for path in found if path.is_dir() or path.suffix == ".zip"
        ]
        self.fields["archivo"].choices = [("", _("Ninguno")), *files]
        self.fields["carpeta"].choices = [("", _("Ninguna")), *folders]

    def clean_direccion(self):
        typed = self.cleaned_data["direccion"].strip()
        if not typed:
            return ""
        match = _HOST.fullmatch(typed)
        if match is None:
            raise forms.ValidationError(_("Escriba solo el nombre, como en «www.mella.gob.cu»."))
        return match[1].lower()

    def clean_subido(self):
        file = self.cleaned_data["subido"]
        if file is None:
            return None
        if file.size > settings.MUDANZA_MAX_BYTES:
            most = filesizeformat(settings.MUDANZA_MAX_BYTES)
            raise forms.ValidationError(
                _("Pasa de %(tamano)s: pida a quien lleva el servidor que lo ponga en su carpeta.")
                % {"tamano": most}
            )
        if not file.name.lower().endswith(tuple(_ENDINGS)):
            raise forms.ValidationError(
                _("Ese tipo de archivo no se acepta. Suba uno de estos: %(clases)s.")
                % {"clases": ", ".join(_ENDINGS)}
            )
        return file

    def clean(self):
        data = super().clean()
        chosen, sent = data.get("archivo"), data.get("subido")
        if "subido" not in self.errors and bool(chosen) == bool(sent):
            self.add_error("archivo", _("Elija un archivo del servidor o suba uno, solo uno."))
        if not self.errors:
            self._check_kind(data)
        if not self.errors:
            self._check_free(data)
        return data

    def _check_kind(self, data):
        name = data["subido"].name if data["subido"] else data["archivo"]
        is_folder = not data["subido"] and path_of(name).is_dir()
        endings = TERMINACIONES[data["sistema"]]
        is_right = (
            is_folder == (data["sistema"] == Sistema.CARPETA)
            if is_folder
            else (name.lower().endswith(endings))
        )
        if not is_right:
            self.add_error(
                "subido" if data["subido"] else "archivo",
                _("Con lo que eligió arriba se espera otra clase de archivo: %(clases)s.")
                % {"clases": ", ".join(endings)},
            )

    def _check_free(self, data):
        same = Mudanza.objects.filter(site=data["portal"].site, sistema=data["sistema"])
        if any(mudanza.is_working for mudanza in same):
            self.add_busy()

    def add_busy(self):
        """Add the error that a process is already working on this mudanza."""
        self.add_error("portal", _("Ya se está trabajando en esa mudanza: espere a que acabe."))

    def path(self):
        """Return the path of the file; an uploaded file is saved first."""
        sent = self.cleaned_data["subido"]
        if sent is None:
            return path_of(self.cleaned_data["archivo"])
        return keep(sent)

    def folder(self):
        """Return the path of the folder with the other files, or None if none was chosen."""
        chosen = self.cleaned_data["carpeta"]
        return path_of(chosen) if chosen else None


class TablaForm(forms.Form):
    """The table of a mudanza: where the pieces of each category go."""

    def __init__(self, mudanza, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mudanza = mudanza
        categories = [("", "—"), *self._categories.items()]
        places = [("", _("La portada")), *self._places.items()]
        for destino in self.destinos:
            initial = {
                "adonde": destino.adonde,
                "categoria": destino.categoria_id or "",
                "pagina": destino.pagina_id or "",
            }
            fields = {
                "adonde": (Destino.Adonde.choices, True, _("A dónde van las de «%(nombre)s»")),
                "categoria": (categories, False, _("Categoría de las noticias de «%(nombre)s»")),
                "pagina": (places, False, _("Debajo de qué página van las de «%(nombre)s»")),
            }
            for name, (choices, is_required, label) in fields.items():
                self.fields[f"{name}-{destino.pk}"] = forms.TypedChoiceField(
                    label=label % {"nombre": destino.titulo or _("Sin categoría")},
                    choices=choices,
                    coerce=str if name == "adonde" else int,
                    empty_value=None,
                    required=is_required,
                    initial=initial[name],
                )

    @cached_property
    def destinos(self):
        return list(self.mudanza.destinos.filter(total__gt=0))

    @cached_property
    def _categories(self):
        return {row.pk: row.nombre for row in CategoriaNoticia.originals()}

    @cached_property
    def _places(self):
        pages = pages_to_hang_from(self.mudanza.site)
        home = self.mudanza.site.root_page
        found = pages.exclude(pk=home.pk)[:_MOST_PLACES]
        return {page.pk: f"{'— ' * (page.depth - home.depth - 1)}{page.title}" for page in found}

    def rows(self):
        """Yield (:class:`Destino`, {name: its bound field}) of each category."""
        for destino in self.destinos:
            names = ("adonde", "categoria", "pagina")
            yield destino, {name: self[f"{name}-{destino.pk}"] for name in names}

    def save(self):
        for destino in self.destinos:
            destino.adonde = self.cleaned_data[f"adonde-{destino.pk}"]
            destino.categoria_id = self.cleaned_data[f"categoria-{destino.pk}"]
            destino.pagina_id = self.cleaned_data[f"pagina-{destino.pk}"]
        Destino.objects.bulk_update(
            self.destinos, ["adonde", "categoria", "pagina"], batch_size=200
        )
