"""What the words that people keep must be like, said at the field where they are not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from base.forms.references import SeenReferencesForm
from base.texto import names_in

from .analisis import palabras


class SinonimoForm(WagtailAdminModelForm):
    def clean_expresiones(self):
        expressions = clean_expressions(self.cleaned_data["expresiones"])
        if len(expressions) < 2:
            raise ValidationError(_("Escriba al menos dos expresiones, separadas por comas."))
        self._refuse_repeated(expressions)
        return ", ".join(expressions.values())

    def _refuse_repeated(self, expressions):
        """One expression stands in one group: in two, nobody could tell what it means."""
        others = type(self.instance).objects.exclude(pk=self.instance.pk)
        for other in others:
            for expression in other.lista:
                if tuple(palabras(expression)) in expressions:
                    raise ValidationError(
                        _("«%(expresion)s» ya está en el grupo «%(grupo)s»: complete ese."),
                        params={"expresion": expression, "grupo": other},
                    )


class DestacadoForm(SeenReferencesForm):
    def clean_palabras(self):
        return ", ".join(clean_expressions(self.cleaned_data["palabras"]).values())


def clean_expressions(text):
    """Return {words: expression} of what stands in ``text`` with commas between, each once.

    Raises ``ValidationError`` for what holds no word.
    """
    expressions = {}
    for expression in names_in(text):
        words = tuple(palabras(expression))
        if not words:
            raise ValidationError(
                _("«%(expresion)s» no tiene ninguna palabra."), params={"expresion": expression}
            )
        expressions.setdefault(words, " ".join(expression.split()))
    if not expressions:
        raise ValidationError(_("Escriba al menos una palabra."))
    return expressions
