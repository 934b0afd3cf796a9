"""Validation of a norma: its state must agree with the normas that changed or derogated it."""

from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm

# A longer chain of derogations can only be a circle among other normas.
_STEPS = 50


class NormaForm(BasePageForm):
    def clean(self):
        cleaned_data = super().clean()
        self.check_derogation(cleaned_data)
        changing = self.check_changes(cleaned_data)
        if not self.is_deferred_validation:
            self.check_state(cleaned_data, has_changes=bool(changing))
        return cleaned_data

    def check_derogation(self, data):
        """Refuse that the norma is derogated by itself, by one it derogated, or by an older one."""
        por = data.get("derogada_por")
        if por is None:
            return
        way = _way_from(por)
        if self.is_itself(por):
            message = _("Una norma no se deroga a sí misma.")
        elif any(self.is_itself(norma) for norma in way):
            names = " → ".join(f"«{norma.title}»" for norma in way)
            message = _("Se deroga en círculo: %(camino)s.") % {"camino": names}
        elif self.is_older(por, data):
            message = _("Esa norma es anterior: no puede derogar a esta.")
        else:
            return
        self.add_error("derogada_por", message)

    def check_changes(self, data):
        """Validate the rows with the normas that changed this one; return them as a set."""
        found = set()
        for row in self.rows("modificaciones"):
            por = row.cleaned_data.get("norma") if row.is_valid() else None
            if por is None:
                continue
            if self.is_itself(por):
                row.add_error("norma", _("Una norma no se modifica a sí misma."))
            elif por in found:
                row.add_error("norma", _("Esa norma ya está en la lista."))
            elif self.is_older(por, data):
                row.add_error("norma", _("Esa norma es anterior: no puede modificar a esta."))
            found.add(por)
        return found

    def check_state(self, data, *, has_changes):
        estados, estado = type(self.instance).Estado, data.get("estado")
        if estado == estados.DEROGADA:
            if not data.get("derogada_por") and "derogada_por" not in self.errors:
                self.add_error("derogada_por", _("Diga qué norma la derogó."))
        elif data.get("derogada_por"):
            self.add_error(
                "estado",
                _("Indicó qué norma la derogó: elija el estado «Derogada», o quite esa norma."),
            )
        elif estado == estados.MODIFICADA and not has_changes:
            self.add_error("estado", _("Diga más abajo qué norma la modificó."))
        elif estado == estados.VIGENTE and has_changes:
            self.add_error(
                "estado",
                _("Indicó qué norma la modificó: elija el estado «Modificada», o quite esa norma."),
            )

    def is_itself(self, norma):
        return norma.translation_key == self.instance.translation_key

    def is_older(self, norma, data):
        return bool(data.get("fecha")) and norma.fecha < data["fecha"]


def _way_from(norma):
    """Return the list of ``norma``, the norma that derogated it, and so on.

    It reads the latest drafts, because two drafts may name each other before either is published.
    """
    way, seen = [], set()
    while norma is not None and norma.translation_key not in seen and len(way) < _STEPS:
        way.append(norma)
        seen.add(norma.translation_key)
        norma = norma.get_latest_revision_as_object().derogada_por
    return way
