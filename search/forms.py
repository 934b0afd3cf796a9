"""Admin forms of the synonyms and the destacados; they validate the expressions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from aislamiento.forms import DelPortalForm
from base.texto import names_in

from . import destacables
from .analisis import palabras_dichas
from .expresiones import MOST_READINGS, clave, dividida, lecturas


class SinonimoForm(WagtailAdminModelForm):
    def clean_expresiones(self):
        expressions = clean_expressions(self.cleaned_data["expresiones"])
        if len(expressions) < 2:
            raise ValidationError(_("Escriba al menos dos expresiones, separadas por comas."))
        self._refuse_repeated(expressions)
        return _joined(expressions)

    def _refuse_repeated(self, expressions):
        """Refuse an expression that is in another group: its meaning would be ambiguous."""
        for other in type(self.instance).objects.exclude(pk=self.instance.pk):
            for stems, expression in clean_expressions(other.expresiones).items():
                if stems in expressions:
                    raise ValidationError(
                        _(
                            "Para el buscador, «%(expresion)s» es lo mismo que «%(otra)s», que ya"
                            " está en el grupo «%(grupo)s»."
                        ),
                        params={
                            "expresion": expressions[stems],
                            "otra": expression,
                            "grupo": other,
                        },
                    )


class DestacadoForm(DelPortalForm):
    """Form of a destacado: the portal, if the user can choose, and a page that it shows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pagina"].queryset = destacables.seen_by(self.for_user)

    def clean_palabras(self):
        return _joined(clean_expressions(self.cleaned_data["palabras"]))

    def clean(self):
        data = super().clean()
        page, site = data.get("pagina"), data.get("site") or getattr(self.instance, "site", None)
        if page and site:
            self.check_page(page, site)
        return data

    def check_page(self, page, site):
        others = type(self.instance).objects.filter(site=site, pagina=page)
        if not destacables.shown_in(site).filter(pk=page.pk).exists():
            problem = _("El portal «%(portal)s» no muestra esa página: elija otra.")
            self.add_error("pagina", problem % {"portal": site.site_name})
        elif others.exclude(pk=self.instance.pk).exists():
            self.add_error("pagina", _("Esa página ya está destacada: añada allí estas palabras."))


def _joined(expressions):
    """Return the expressions as stored, with commas; one with slashes has several keys."""
    return ", ".join(dict.fromkeys(expressions.values()))


def _refuse_what_would_be_cut(expression, words):
    alternatives = [part for token in expression.split() for part in token.split("/")[1:]]
    said = {"expresion": expression}
    if any(len(palabras_dichas(each, settings.LANGUAGE_CODE)) > 1 for each in alternatives):
        problem = _("«%(expresion)s»: a cada lado de una barra va una sola palabra.")
        raise ValidationError(problem, params=said)
    if len(list(lecturas(words))) >= MOST_READINGS:
        problem = _("«%(expresion)s» son demasiadas expresiones en una: sepárelas con comas.")
        raise ValidationError(problem, params=said)


def clean_expressions(text):
    """Return {key of the expression: expression} of the comma-separated expressions in ``text``.

    Expressions that the search treats as equal count once: «libreta» and «Libretas». Raise
    ``ValidationError`` for an expression without words and for wrong or too many slashes.
    """
    expressions = {}
    for expression in names_in(text):
        words = dividida(expression, settings.LANGUAGE_CODE)
        if not words:
            raise ValidationError(
                _("«%(expresion)s» no tiene ninguna palabra."), params={"expresion": expression}
            )
        _refuse_what_would_be_cut(expression, words)
        for reading in lecturas(words):
            stems = clave(reading, settings.LANGUAGE_CODE)
            expressions.setdefault(stems, " ".join(expression.split()))
    if not expressions:
        raise ValidationError(_("Escriba al menos una palabra."))
    return expressions
