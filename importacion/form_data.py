"""Converts the rows of one page to the data of its form, and form errors to errors of cells."""

from datetime import date, time

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.texto import plain

from .importador import CLAVE
from .page_cells import in_order
from .readers.tabla import cell_name

# Fields that a formset adds to its forms.
_OF_FORMSET = {"id", "ORDER", "DELETE"}


class Celdas:
    """Builds the errors with the names of their cells; ``columnas`` is {sheet: its fields}."""

    def __init__(self, columnas):
        self.columnas = columnas

    def error(self, hoja, row, message, name=CLAVE.campo):
        fields = self.columnas.get(hoja.nombre, [])
        column = fields.index(name) if name in fields else 0
        return {"celda": cell_name(row["hoja"], row["numero"], column), "mensaje": message}


class LectorDeFilas:
    """The form data that an editor would type to give a page the texts of its rows.

    A cell equal to the text of the page changes nothing: a value that the file cannot show, such
    as a record that the user may not name, stays as it is.
    """

    def __init__(self, analisis, datos, form, named):
        self.celdas, self.contexto = analisis.celdas, analisis.contexto
        self.importador, self.campos = analisis.importador, analisis.campos
        self.data, self.errores = {}, []
        # {(relation, index in its formset): row} of the rows that are only in the draft.
        self.unsaved = {}
        # {field: (clave, text)} of the cells that name a page which the same file creates.
        self.pending = {}
        self._typed, self._told = {}, set()
        self._read_page(datos["principal"], form)
        # The field that the clave fills, if any.
        self.data |= named
        hojas = {hoja.relacion: hoja for hoja in self.importador.hojas if hoja.relacion}
        for relacion, formset in form.formsets.items():
            hoja = hojas.get(relacion)
            rows = datos["hijos"].get(hoja.nombre) if hoja else None
            self._read_rows(relacion, hoja, rows, formset)

    # --- From cells to the form --------------------------------------------------------

    def _read_page(self, row, form):
        self.data |= _as_typed(form)
        hoja = self.importador.principal
        if row is not None:
            self._typed[None] = hoja, row
            is_new = form.instance.pk is None
            self._type("", hoja, row, None if is_new else form.instance)

    def _type(self, prefix, hoja, row, current):
        """Put the texts of ``row`` into the form data; ``current`` is its object, None if new."""
        for name in self.campos[hoja.nombre]:
            columna, texto = hoja.columna(name), row["valores"].get(name, "")
            if not columna.es_del_formulario:
                continue
            if current is not None and texto == columna.texto(current, self.contexto):
                continue
            try:
                if columna.obligatoria and not texto:
                    raise ValidationError(_("Falta este dato."))
                if current is None and not texto:
                    # Empty cells of a new object keep the initial values of the form.
                    continue
                self.data[prefix + name] = columna.vacio
                if texto and (key := columna.pendiente(texto, self.contexto)):
                    self.pending[name] = key, texto
                elif texto:
                    self.data[prefix + name] = columna.valor(texto, self.contexto)
            except ValidationError as error:
                self._unreadable(hoja, row, name, error.messages)

    def _unreadable(self, hoja, row, name, messages):
        self._told.add((hoja.nombre, row["numero"], name))
        self._add(hoja, row, name, messages)

    def _read_rows(self, relacion, hoja, rows, formset):
        """Replace the rows of the page with those of the file; keep them if the file has none.

        If the sheet has a ``llave``, only the rows with the same value are replaced.
        """
        forms_of = {id(form.instance): form for form in formset.forms}
        existing = in_order(form.instance for form in formset.forms)
        pairs = self._pair(hoja, rows, existing) if rows else [(None, old) for old in existing]
        # A formset needs the stored rows first; the order of all rows goes into ``ORDER``.
        order = {id(pair): place for place, pair in enumerate(pairs, start=1)}
        paired = {id(old) for _row, old in pairs if old is not None}
        gone = [(None, old) for old in existing if id(old) not in paired]
        stored = [pair for pair in [*pairs, *gone] if pair[1] is not None and pair[1].pk]
        forms = stored + [pair for pair in pairs if pair[1] is None or not pair[1].pk]
        self.data |= {
            f"{relacion}-TOTAL_FORMS": str(len(forms)),
            f"{relacion}-INITIAL_FORMS": str(len(stored)),
        }
        for index, pair in enumerate(forms):
            row, old = pair
            prefix = f"{relacion}-{index}-"
            form = forms_of[id(old)] if old is not None else formset.empty_form
            self.data |= _as_typed(form, prefix)
            self.data[f"{prefix}id"] = str(old.pk) if index < len(stored) else ""
            if id(pair) in order:
                self.data[f"{prefix}ORDER"] = str(order[id(pair)])
            else:
                self.data[f"{prefix}DELETE"] = "on"
            if old is not None and index >= len(stored):
                self.unsaved[relacion, index] = old
            if row is not None:
                self._typed[relacion, index] = hoja, row
                self._type(prefix, hoja, row, old)

    def _pair(self, hoja, rows, existing):
        """Return [(row of the file, row of the page or None)].

        Rows have no clave: those with the same texts are paired first, the rest in their order.
        """
        if hoja.llave in self.campos[hoja.nombre]:
            return self._pair_by_key(hoja, rows, existing)
        fields = self.campos[hoja.nombre]
        shown = [
            [hoja.columna(name).texto(old, self.contexto) for name in fields] for old in existing
        ]
        free = dict(enumerate(existing))
        partners = [None] * len(rows)
        for place, row in enumerate(rows):
            texts = [row["valores"].get(name, "") for name in fields]
            same = next((index for index in free if shown[index] == texts), None)
            if same is not None:
                partners[place] = free.pop(same)
        for place, partner in enumerate(partners):
            if partner is None and free:
                partners[place] = free.pop(min(free))
        return list(zip(rows, partners, strict=True))

    def _pair_by_key(self, hoja, rows, existing):
        """Return the pairs by ``llave``, the new rows last; the row of the file may be None."""
        columna = hoja.columna(hoja.llave)
        rows_of = {}
        for row in rows:
            rows_of.setdefault(self._key(columna, row), []).append(row)
        pairs = []
        for old in existing:
            same = rows_of.get(columna.texto(old, self.contexto))
            pairs.append((same.pop(0) if same else None, old))
        paired = {id(row) for row, _old in pairs}
        return pairs + [(row, None) for row in rows if id(row) not in paired]

    def _key(self, columna, row):
        texto = row["valores"].get(columna.campo, "")
        try:
            return columna.valor(texto, self.contexto)
        except ValidationError:
            # The error is added when the cell is typed.
            return texto

    # --- From the form to cells --------------------------------------------------------

    def refuse_unsaid(self, form):
        """Add an error to cells without a field in the form, if their text is not the page's."""
        for key, (hoja, row) in self._typed.items():
            each = form if key is None else form.formsets[key[0]].forms[key[1]]
            for name in self.campos[hoja.nombre]:
                columna, texto = hoja.columna(name), row["valores"].get(name)
                if not texto or name in each.fields or not columna.es_del_formulario:
                    continue
                said = columna.texto(each.instance, self.contexto)
                if plain(texto) != plain(said):
                    self._add(hoja, row, name, [_cannot_change(said)])

    def tell(self, form):
        """Add the errors of the form to the cells of their fields."""
        for key, each in _all_forms(form):
            hoja, row = self._place(key)
            for name, messages in each.errors.items():
                at = name if name in self.campos.get(hoja.nombre, ()) else CLAVE.campo
                # A cell that could not be read has its error already.
                if (hoja.nombre, row["numero"], at) not in self._told:
                    self._add(hoja, row, at, _labelled(each, name, messages, at))
        for relacion, formset in form.formsets.items():
            for message in formset.non_form_errors():
                self._add(*self._place((relacion, 0)), CLAVE.campo, [message])

    def _place(self, key):
        # An error in something that is not in the file goes to the first row of the page.
        return self._typed.get(key) or next(iter(self._typed.values()))

    def _add(self, hoja, row, name, messages):
        for message in messages:
            self.errores.append(self.celdas.error(hoja, row, str(message), name))


def _cannot_change(said):
    if said:
        return _("Aquí no se puede cambiar este dato: dice «%(dato)s».") % {"dato": said}
    return _("Usted no puede cambiar este dato.")


def missing(form):
    """Return what is missing or wrong before the page can be published, as sentences."""
    found = []
    for _key, each in _all_forms(form):
        for name, errors in each.errors.as_data().items():
            for error in errors:
                if error.code == "required" and name in each.fields:
                    label = capfirst(str(each.fields[name].label))
                    found.append(_("Falta «%(dato)s».") % {"dato": label})
                else:
                    found += map(str, error.messages)
    for formset in form.formsets.values():
        found += map(str, formset.non_form_errors())
    return list(dict.fromkeys(found))


def _all_forms(form):
    """Yield (key, form): the key is None for the page, (relation, index) for each of its rows."""
    yield None, form
    for relacion, formset in form.formsets.items():
        for index, row in enumerate(formset.forms):
            yield (relacion, index), row


def _labelled(form, name, messages, at):
    """Put the label of the field before its messages, unless the cell is of that field."""
    if name in (at, NON_FIELD_ERRORS) or name not in form.fields:
        return messages
    return [f"{capfirst(str(form.fields[name].label))}: {message}" for message in messages]


def _as_typed(form, prefix=""):
    """Return the values of an unbound form, as a browser would send them."""
    return {
        f"{prefix}{name}": _text(form[name].value()) for name in form.fields.keys() - _OF_FORMSET
    }


def _text(value):
    match value:
        case None | False:
            return ""
        case True:
            return "on"
        case date() | time():
            return value.isoformat()
        case list() | tuple() | set():
            return [str(each) for each in value]
    return str(value)
