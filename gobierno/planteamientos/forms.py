"""Validation of an informe with its figures, and of a single planteamiento."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from base.del_portal import hermanas
from base.provincia import es_de_la_provincia
from base.texto import plain
from base.tree import in_one_tree
from gobierno.forms import ConResumenForm
from periodos.periodo import Periodicidad, Periodo

from .estados import CUENTAS, EstadoDePlanteamiento
from .rules import faltan, menos, pide_agregarla, por_quitar

# Length in characters of a summary taken from the beginning of the text.
_SUMMARY = 160


class _ConEntidadForm(ConResumenForm):
    @property
    def _place(self):
        return self.instance.path or self.parent_page.path

    def _check_entidad(self, form):
        """Refuse an entidad of another portal: users of all portals can choose any entidad."""
        entidad = form.cleaned_data.get("entidad")
        if entidad and not (
            in_one_tree(entidad.path, self._place) or es_de_la_provincia(entidad.path)
        ):
            form.add_error("entidad", _("Esa entidad es de otro portal."))

    def _ask_for_entidad(self, form):
        """Add an error if there is no entidad, unless one of its fields already has an error."""
        names = ("entidad", "nombre")
        if not any(form.cleaned_data.get(name) or name in form.errors for name in names):
            form.add_error("nombre", _("Elija la entidad, o escriba su nombre."))


class InformeForm(_ConEntidadForm):
    """Form of an informe: one in each finished quarter, with one row per entidad and origin."""

    # Pks of the informes in the same import file; the importer compares those with each other.
    del_mismo_archivo = ()

    def summary(self):
        return _("Cuántos planteamientos hubo, a qué entidades corresponden y en qué quedaron.")

    def clean(self):
        data = super().clean()
        periodo = Periodo.parse(data["periodo"]) if data.get("periodo") else None
        if periodo and periodo.periodicidad != Periodicidad.TRIMESTRAL:
            self.add_error("periodo", _("Escriba el trimestre, como en 2026-T1."))
            periodo = None
        self._check_dates(data, periodo)
        if periodo and (mandato := data.get("mandato")):
            self._check_once(mandato, periodo)
        rows = self.rows("cifras")
        if not rows and not self.is_deferred_validation:
            self.add_error(None, _("Agregue las cifras: sin ellas el informe no dice nada."))
        self._check_rows(rows)
        if periodo and data.get("mandato"):
            self._check_falls(rows, data["mandato"], periodo)
        return data

    def _check_dates(self, data, periodo):
        today = timezone.localdate()
        if periodo and periodo.hasta > today:
            self.add_error(
                "periodo", _("Ese trimestre no ha terminado: se informa cuando se cierra.")
            )
        if (day := data.get("actualizado_el")) is None:
            return
        if day > today:
            self.add_error(
                "actualizado_el", _("Esa fecha es futura: escriba una de hoy o anterior.")
            )
        elif periodo and day < periodo.desde:
            self.add_error("actualizado_el", _("Ese día es anterior al trimestre."))

    def _others(self):
        """Return the other informes of the portal, without those of the same import file."""
        others = hermanas(self.instance, self.parent_page)
        return others.exclude(pk__in=self.del_mismo_archivo)

    def _check_once(self, mandato, periodo):
        same = self._others().filter(mandato=mandato, periodo=str(periodo))
        if other := same.first():
            message = _("Ese trimestre ya está en «%(informe)s».") % {"informe": other.title}
            self.add_error("periodo", message)

    def _check_rows(self, rows):
        keys = Counter(map(_key, rows))
        for row in rows:
            self._check_entidad(row)
            self._ask_for_entidad(row)
            if _entity(row) and keys[_key(row)] > 1:
                field = "entidad" if row.cleaned_data.get("entidad") else "nombre"
                row.add_error(field, _("Esa entidad está dos veces con ese origen."))
            # A row of zeros needs a note: the entidad had some before and says why it has none now.
            if not row.errors and not _total(row) and not row.cleaned_data.get("nota"):
                row.add_error(CUENTAS[0], _("Escriba cuántos hay: todas las cifras son cero."))

    def _check_falls(self, rows, mandato, periodo):
        """Require notes for falling totals: from the previous informe to this, and to the next."""
        others = self._others().filter(mandato=mandato).exclude(periodo="")  # in a draft
        if before := others.filter(periodo__lt=str(periodo)).order_by("periodo").last():
            self._check_against_before(rows, before)
        if after := others.filter(periodo__gt=str(periodo)).order_by("periodo").first():
            self._check_against_after(rows, after)

    def _check_against_before(self, rows, before):
        known = list(before.cifras.all())
        form_of = _forms(rows)
        for earlier, row in menos(known, _sound(rows)):
            message = _("Antes (%(periodo)s) eran %(total)d. Si ahora son menos, diga por qué.")
            message %= {"periodo": before.trimestre.nombre, "total": earlier.cuenta.total}
            form_of[id(row)].add_error("nota", message)
        if self.is_deferred_validation:
            return
        for row in faltan(known, [form.instance for form in rows]):
            self.add_error(None, pide_agregarla(row))

    def _check_against_after(self, rows, after):
        told = list(after.cifras.all())
        form_of = _forms(rows)
        where = {"informe": after.title, "periodo": after.trimestre.nombre}
        for row, later in menos(_sound(rows), told):
            message = _(
                "En «%(informe)s» (%(periodo)s) son %(total)d, y no dice por qué son menos: "
                "corrija uno de los dos, o dígalo allí en la nota."
            )
            message %= where | {"total": later.cuenta.total}
            form_of[id(row)].add_error(CUENTAS[0], message)
        if self.is_deferred_validation:
            return
        for row in faltan(_sound(rows), told):
            message = _("Falta en «%(informe)s» (%(periodo)s): agréguela allí antes.")
            form_of[id(row)].add_error(CUENTAS[0], message % where)


def _entity(row):
    """Return what identifies the entidad of a row: its pk, or its plain name."""
    entidad = row.cleaned_data.get("entidad")
    return entidad.pk if entidad else plain(row.cleaned_data.get("nombre") or "")


def _key(row):
    return _entity(row), row.cleaned_data.get("origen")


def _total(row):
    return sum(row.cleaned_data.get(name) or 0 for name in CUENTAS)


def _forms(rows):
    """Return {id() of the instance: its form}; new rows have no pk to use instead."""
    return {id(form.instance): form for form in rows}


def _sound(rows):
    """Return the instances of the ``rows`` without errors."""
    return [row.instance for row in rows if not row.errors]


class PlanteamientoForm(_ConEntidadForm):
    """Form of a planteamiento: any state but «pendiente» requires an answer and its day."""

    def summary(self):
        text = " ".join(self.cleaned_data.get("texto", "").split())
        if por_quitar(text):
            return ""  # The field of the text shows the error; do not repeat it in the summary.
        return text if len(text) <= _SUMMARY else f"{text[: _SUMMARY - 1].rsplit(' ', 1)[0]}…"

    def clean(self):
        data = super().clean()
        self._check_entidad(self)
        is_whole = not self.is_deferred_validation
        if is_whole:
            self._ask_for_entidad(self)
        if (consejo := data.get("consejo")) and not in_one_tree(consejo.path, self._place):
            self.add_error("consejo", _("Ese consejo popular es de otro portal."))
        self._check_answer(data, is_whole=is_whole)
        self._check_dates(data)
        return data

    def _check_answer(self, data, *, is_whole):
        is_pending = data.get("estado") == EstadoDePlanteamiento.PENDIENTE
        answer, day = data.get("respuesta"), data.get("respondido_el")
        if is_pending and (answer or day):
            self.add_error("estado", _("Tiene respuesta: diga en qué quedó."))
        elif is_whole and not is_pending:
            if not answer:
                self.add_error("respuesta", _("Diga qué se respondió: ese estado lo pide."))
            if not day:
                self.add_error("respondido_el", _("Diga qué día se respondió."))

    def _check_dates(self, data):
        today = timezone.localdate()
        raised, answered = data.get("fecha"), data.get("respondido_el")
        if raised and raised > today:
            self.add_error("fecha", _("Esa fecha es futura: escriba una de hoy o anterior."))
        if answered and answered > today:
            self.add_error(
                "respondido_el", _("Esa fecha es futura: escriba una de hoy o anterior.")
            )
        elif answered and raised and answered < raised:
            self.add_error("respondido_el", _("Se respondió antes de que se planteara: revíselo."))
