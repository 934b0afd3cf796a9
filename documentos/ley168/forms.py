"""Validation of a list of Ley 168: the data of each obligación must agree with each other."""

from django.utils import timezone
from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm
from base.retirados import withdrawn
from base.tree import in_one_tree
from periodos.periodo import despues_de

from .rules import es_del_gobierno, para_quienes

_TARGETS = ("pagina", "documento", "enlace")


class FichaForm(BasePageForm):
    def clean(self):
        cleaned_data = super().clean()
        rows = self.rows("publicaciones")
        self._check_obligations(rows)
        for row in rows:
            if row.cleaned_data.get("no_corresponde"):
                _check_not_binding(row, is_draft=self.is_deferred_validation)
            else:
                self._check_target(row)
                _renew(row)
                _check_dates(row, is_draft=self.is_deferred_validation)
        return cleaned_data

    def _place(self):
        """Return the parent page of the list, which may not be saved yet."""
        return self.parent_page or self.instance.get_parent()

    def _check_obligations(self, rows):
        """Refuse a repeated obligación, and one that does not apply to the owner of the list."""
        gobierno = es_del_gobierno(self._place().depth + 1)
        bound, seen = para_quienes(gobierno=gobierno), set()
        for row in rows:
            obligacion = row.cleaned_data.get("obligacion")
            if obligacion is None:
                continue
            if obligacion.pk in seen:
                row.add_error("obligacion", _("Esa obligación ya está en la lista."))
            elif obligacion.para not in bound:
                message = (
                    _("Esa obligación es de las entidades, no del Gobierno.")
                    if gobierno
                    else _("Esa obligación es del Gobierno, no de las entidades.")
                )
                row.add_error("obligacion", message)
            seen.add(obligacion.pk)

    def _check_target(self, row):
        data = row.cleaned_data
        if data.get("motivo"):
            message = _(
                "Escribió por qué no le corresponde: marque «No le corresponde» o borre el motivo."
            )
            row.add_error("motivo", message)
        filled = [name for name in _TARGETS if data.get(name)]
        for name in filled[1:]:
            row.add_error(name, _("Ponga solo una cosa: la página, el archivo o el enlace."))
        is_said = any(name in row.errors for name in _TARGETS)
        if not filled and not is_said and not self.is_deferred_validation:
            row.add_error("pagina", _("Diga dónde está: una página, un archivo o un enlace."))
        if (page := data.get("pagina")) and (error := self._why_not(page, row)):
            row.add_error("pagina", error)
        if (document := data.get("documento")) and document.pk in withdrawn():
            row.add_error("documento", _("Ese archivo se retiró: ya no se puede descargar."))

    def _why_not(self, page, row):
        """Return the reason why ``page`` cannot be chosen, or "" if it can."""
        if not in_one_tree(page.path, self._place().path):
            return _("Esa página es de otro portal. Elija una del suyo.")
        if page.pk == self.instance.pk:
            return _("Esa es esta misma lista. Elija la página que lo publica.")
        if self.is_deferred_validation and "pagina" not in row.changed_data:
            # The page was public when it was chosen; it must not stop the save of a draft.
            return ""
        if not row.instance.se_lee(page):
            return _("Esa página no la puede leer todo el mundo: publíquela antes, o elija otra.")
        return ""


def _check_not_binding(row, *, is_draft):
    data = row.cleaned_data
    for name in (*_TARGETS, "desde", "hasta"):
        if data.get(name):
            row.add_error(name, _("Marcó que no le corresponde: deje esto vacío."))
    if not data.get("motivo") and "motivo" not in row.errors and not is_draft:
        row.add_error("motivo", _("Diga por qué no le corresponde: la lista lo dice a todos."))


def _renew(row):
    """Compute ``hasta`` from ``meses`` again if the editor changed ``desde`` but not ``hasta``."""
    obligacion, since = row.cleaned_data.get("obligacion"), row.cleaned_data.get("desde")
    is_renewed = "desde" in row.changed_data and "hasta" not in row.changed_data
    if is_renewed and since and obligacion and obligacion.meses:
        row.instance.hasta = despues_de(since, obligacion.meses)
        row.cleaned_data["hasta"] = row.instance.hasta


def _check_dates(row, *, is_draft):
    data = row.cleaned_data
    since, until = data.get("desde"), data.get("hasta")
    if since is None and "desde" not in row.errors and not is_draft:
        row.add_error("desde", _("Diga desde qué día está publicado."))
    elif since and since > timezone.localdate():
        row.add_error("desde", _("Esa fecha es futura: escriba una de hoy o anterior."))
    if since and until and until < since:
        row.add_error("hasta", _("Ese día es anterior al de su publicación."))
