"""Forms of trámites, with checks that apply before publishing but not to drafts."""

from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm


class _ConEstadoForm(BasePageForm):
    """Base form: before publishing it checks the costos, and the reason of a limited state."""

    def clean(self):
        cleaned_data = super().clean()
        if not self.is_deferred_validation:
            self.check_before_publishing(cleaned_data)
        return cleaned_data

    def check_before_publishing(self, data):
        if data.get("estado") not in (None, "", "normal") and not data.get("estado_motivo"):
            self.add_error("estado_motivo", _("Diga por qué: es lo primero que se pregunta."))
        self.check_prices()

    def check_prices(self):
        for row in self.rows("costos"):
            if not row.is_valid():
                continue
            amount, is_free = row.cleaned_data["importe"], row.cleaned_data["tipo"] == "gratis"
            if is_free and amount:
                row.add_error("importe", _("Lo que es gratis no tiene importe: déjelo vacío."))
            elif not is_free and not amount:
                row.add_error("importe", _("Escriba cuánto cuesta, o elija «Gratis»."))


class TramiteForm(_ConEstadoForm):
    def check_before_publishing(self, data):
        super().check_before_publishing(data)
        self.check_entities(data)
        if not self.rows("costos"):
            self.add_error(None, _("Diga cuánto cuesta. Si es gratis, añada un costo «Gratis»."))
        if not self.rows("pasos"):
            self.add_error(None, _("Escriba al menos un paso en «Cómo se hace»."))
        has_term = data.get("plazo_numero") or data.get("plazo_unidad") == "inmediato"
        if not has_term and "plazo_numero" not in self.errors:
            self.add_error("plazo_numero", _("Diga cuánto demora, o elija «En el momento»."))

    def check_entities(self, data):
        entidad, others = data.get("entidad"), self.rows("otras_entidades")
        if "entidad" not in self.errors:
            if entidad is None and not others and not data.get("clase_de_entidad"):
                self.add_error("entidad", _("Elija la entidad que responde por el trámite."))
            self._check_published(self, entidad)
        for row in others:
            if row.is_valid():
                self._check_published(row, row.cleaned_data["entidad"])

    def _check_published(self, form, entidad):
        if entidad is not None and not entidad.live:
            form.add_error(
                "entidad",
                _("«%(entidad)s» no está publicada: publíquela antes o elija otra.")
                % {"entidad": entidad.title},
            )


class TramiteLocalForm(_ConEstadoForm):
    """Form of a trámite local, which takes title and slug from the trámite that it adapts."""

    def __init__(self, *args, **kwargs):
        from .choosers import por_adaptar_chooser  # imports views, which need all models loaded

        super().__init__(*args, **kwargs)
        self.fields["canonico"].widget = por_adaptar_chooser.widget_class()
        self.fields["canonico"].required = True

    def clean(self):
        cleaned_data = super().clean()
        canonico = cleaned_data.get("canonico")
        if canonico is not None and "canonico" in self.changed_data:
            self.take_from(canonico)
        return cleaned_data

    def take_from(self, canonico):
        section = self.parent_page
        others = section.get_children().exclude(pk=self.instance.pk)
        adapted = type(self.instance).objects.filter(canonico=canonico, pk__in=others)
        canonicos = type(canonico).objects.canonicos()
        if not canonicos.filter(pk=canonico.pk, locale_id=section.locale_id).exists():
            self.add_error("canonico", _("Elija un trámite publicado por la provincia."))
        elif adapted.exists():
            self.add_error("canonico", _("Ese trámite ya está adaptado en este portal."))
        elif others.filter(slug=canonico.slug).exists():
            self.add_error(
                "canonico", _("Este portal tiene otra página en la dirección de ese trámite.")
            )
        else:
            self.instance.canonico = canonico
            self.instance.title = canonico.title
            self.instance.slug = canonico.slug
            self.instance.confirm()

    def check_before_publishing(self, data):
        super().check_before_publishing(data)
        if data.get("ofrece") == "aqui":
            return
        if not data.get("ofrece_motivo"):
            self.add_error("ofrece_motivo", _("Diga por qué no se hace aquí."))
        has_place = data.get("ofrece_entidad") or data.get("ofrece_donde")
        if data.get("ofrece") == "otro" and not has_place:
            self.add_error("ofrece_donde", _("Diga dónde se hace."))
