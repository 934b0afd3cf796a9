"""Compares each page of a file with the portal, to find what the file would change."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from base.sections import reserves_slug
from base.texto import plain

from .columnas import LUGAR, SUPERIOR
from .contexto import Contexto
from .form_data import Celdas, LectorDeFilas, missing
from .formularios import Formularios
from .importador import CLAVE
from .models import Fila
from .orden import creation_order
from .page_cells import differences, portrait


@dataclass
class Resultado:
    """The result for one page of the file; ``objeto`` is the page as it would be saved."""

    estado: str = Fila.Estado.ERROR
    page_id: int | None = None
    cambios: list = field(default_factory=list)
    errores: list = field(default_factory=list)
    avisos: list = field(default_factory=list)
    nota: str = ""
    revision_id: int | None = None
    # Claves of pages of the same file: those to save before this page, and {field: clave}.
    needs: set = field(default_factory=set)
    pending: dict = field(default_factory=dict)
    objeto: object = None
    parent: object = None

    def differs_from(self, fila):
        """Whether this result differs from the one in ``fila``, which the user saw."""
        return (self.estado, self.page_id, self.cambios, self.errores) != (
            fila.estado,
            fila.page_id,
            fila.cambios,
            fila.errores,
        )


class Analisis:
    """Compares the rows of one file with the portal, for one user; saves nothing."""

    def __init__(self, importador, site, user, columnas, rows):
        self.importador, self.user = importador, user
        self.contexto = Contexto(importador, site, user)
        self.celdas = Celdas(columnas)
        self.campos = {
            nombre: [name for name in fields if name != CLAVE.campo]
            for nombre, fields in columnas.items()
        }
        self.hojas = [hoja for hoja in importador.hojas if hoja.nombre in columnas]
        self.formularios = Formularios(importador)
        self.contexto.traidas = {key: row for key, row in rows.items() if row is not None}
        self.contexto.nombradas = rows.keys()

    @cached_property
    def _may_add_to_section(self):
        return self.contexto.seccion.permissions_for_user(self.user).can_add_subpage()

    def look_at(self, clave, datos):
        """Return the :class:`Resultado` for one page; ``datos`` are its rows (``Fila.datos``)."""
        resultado = Resultado(errores=list(datos["errores"]))
        if resultado.errores:
            return resultado
        if clave in self.contexto.ajenas:
            message = _("Esa clave es de una página que usted no puede cambiar. Elija otra.")
            self._refuse(resultado, datos, message)
            return resultado
        resultado.page_id = self.contexto.claves.get(clave)
        is_new = resultado.page_id is None
        parent = self._parent_of_new(datos, resultado) if is_new else self._parent(datos, resultado)
        named = self._named_by(clave, datos, resultado) if is_new else {}
        if resultado.errores:
            return resultado
        objeto = self._page_to_write(datos, resultado, parent)
        before = None if is_new else self._portrait(objeto)
        unbound = self.formularios.unbound(objeto, parent)
        if named and _says_nothing(datos, unbound):
            resultado.estado = Fila.Estado.IGUAL
            resultado.nota = _("La fila no dice nada: no se crea ninguna página.")
            return resultado
        lectura = LectorDeFilas(self, datos, unbound, named)
        resultado.errores = lectura.errores
        form = self.formularios.bound(lectura, objeto, parent, self.user)
        if lectura.errores or not form.is_valid():
            # It cannot be published yet; check whether it is valid as a draft.
            resultado.avisos = missing(form)
            objeto = self._page_to_write(datos, resultado, parent)
            form = self.formularios.bound(lectura, objeto, parent, self.user)
            form.defer_required_fields()
            is_valid = form.is_valid()
            lectura.tell(form)
            if lectura.errores or not is_valid:
                return resultado
        lectura.refuse_unsaid(form)
        if lectura.errores:
            return resultado
        resultado.objeto, resultado.parent = form.save(commit=False), parent
        after = self._portrait(resultado.objeto)
        for name, (key, texto) in lectura.pending.items():
            resultado.pending[name] = key
            resultado.needs.add(key)
            after[self.importador.principal.nombre][0][name] = texto
        resultado.cambios = differences(before, after, self.importador)
        if is_new:
            resultado.estado = Fila.Estado.NUEVA
            resultado.nota = self._namesake(resultado.objeto)
        elif not resultado.cambios:
            resultado.estado = Fila.Estado.IGUAL
        elif reason := self._why_not_to_change(resultado.page_id):
            self._refuse(resultado, datos, reason)
        else:
            resultado.estado = Fila.Estado.CAMBIADA
        return resultado

    def compare(self, looked_at):
        """Add errors and avisos to rows that are good alone, but not with the rest of the file.

        ``looked_at`` is {clave: (datos, resultado)}. Return the claves in the order in which their
        pages can be saved.
        """
        needs = {key: resultado.needs for key, (_datos, resultado) in looked_at.items()}
        order, circular = creation_order(needs)
        for clave in circular:
            datos, resultado = looked_at[clave]
            resultado.estado = Fila.Estado.ERROR
            named = (name for name, key in resultado.pending.items() if key in circular)
            message = _("Depende de sí misma, a través de otras filas.")
            self._refuse(resultado, datos, message, next(named, SUPERIOR))
        pages = {
            key: resultado.objeto
            for key, (_datos, resultado) in looked_at.items()
            if resultado.objeto is not None
        }
        pending = {key: resultado.pending for key, (_datos, resultado) in looked_at.items()}
        for clave, name, message in self.importador.contradicciones(pages, pending, self.contexto):
            if clave in circular:
                continue
            datos, resultado = looked_at[clave]
            resultado.estado = Fila.Estado.ERROR
            self._refuse(resultado, datos, message, name)
        for clave, message in self.importador.por_completar(pages, self.contexto):
            _datos, resultado = looked_at[clave]
            if message not in resultado.avisos:  # the form may have said it already
                resultado.avisos.append(message)
        return order

    def _portrait(self, objeto):
        return portrait(objeto, self.hojas, self.campos, self.contexto)

    # --- The page of a row -------------------------------------------------------------

    def _parent_of_new(self, datos, resultado):
        """Return the parent of the new page of a row; the section if there is an error."""
        row = datos["principal"]
        if row is None:
            message = _("No hay nada con esa clave, ni en la hoja «%(hoja)s» ni en el portal.")
            message %= {"hoja": self.importador.principal.nombre}
            self._refuse(resultado, datos, message)
        elif row["valores"].get(LUGAR):
            return self._new_place(datos, resultado)
        elif self.importador.exige_lugar:
            self._refuse(resultado, datos, _("Falta este dato."), LUGAR)
        elif not self._may_add_to_section:
            message = self.importador.sin_lugar or _("Usted no puede crear páginas aquí.")
            self._refuse(resultado, datos, str(message), LUGAR)
        superior = self._key_above(row)
        if not superior:
            return self.contexto.seccion
        if superior in self.contexto.claves:
            parent = self._page(self.contexto.claves[superior])
            if not parent.permissions_for_user(self.user).can_add_subpage():
                message = _("Usted no puede crear páginas debajo de esa.")
                self._refuse(resultado, datos, message, SUPERIOR)
            return parent
        if superior not in self.contexto.traidas:
            message = _("No hay nada con la clave «%(clave)s».") % {"clave": superior}
            self._refuse(resultado, datos, message, SUPERIOR)
        resultado.needs.add(superior)
        # The same file creates the parent: until then, the section takes its place.
        return self.contexto.seccion

    def _new_place(self, datos, resultado):
        """Return the parent that the row of a new page names; the section if it is invalid."""
        place = self._place_named(datos, resultado)
        if place is None:
            return self.contexto.seccion
        if not place.permissions_for_user(self.user).can_add_subpage():
            message = _("Usted no puede crear páginas debajo de esa.")
            self._refuse(resultado, datos, message, LUGAR)
        return place

    def _place_named(self, datos, resultado):
        """Return the page that a row names as its parent; None, with an error, if it is invalid."""
        columna = self.importador.principal.columna(LUGAR)
        try:
            pk = columna.valor(datos["principal"]["valores"][LUGAR], self.contexto)
        except ValidationError as error:
            self._refuse(resultado, datos, " ".join(error.messages), LUGAR)
            return None
        return Page.objects.get(pk=pk).specific

    def _named_by(self, clave, datos, resultado):
        """Return {form field: value} if the clave of a new page fills a field, else {}."""
        columna = self.importador.clave
        if not columna.es_del_formulario:
            return {}
        try:
            return {columna.campo: columna.valor(clave, self.contexto)}
        except ValidationError as error:
            self._refuse(resultado, datos, " ".join(error.messages))
            return {}

    def _parent(self, datos, resultado):
        """Return the parent of an existing page; add an error if the row names another one."""
        page = self._page(resultado.page_id)
        parent = page.get_parent().specific
        row = datos["principal"]
        elsewhere = _("Ya existe en otro lugar. Para cambiarla de lugar, muévala en el portal.")
        superior = self._key_above(row)
        if superior and self.contexto.clave_de.get(parent.pk) != superior:
            self._refuse(resultado, datos, elsewhere, SUPERIOR)
        if row is not None and row["valores"].get(LUGAR):
            named = self._place_named(datos, resultado)
            if named is not None and named.pk != parent.pk:
                self._refuse(resultado, datos, elsewhere, LUGAR)
        return parent

    def _why_not_to_change(self, pk):
        permissions = self._page(pk).permissions_for_user(self.user)
        if not permissions.can_edit():
            return _("Usted no puede cambiar esta página.")
        if permissions.page_locked():
            return _("La página está bloqueada o en moderación. Espere a que se decida.")
        return None

    def _page_to_write(self, datos, resultado, parent):
        """Return the latest revision of the page, or a new page; a new object at each call."""
        if resultado.page_id is None:
            return self._blank(datos, parent)
        page = self._page(resultado.page_id)
        resultado.revision_id = page.latest_revision_id
        return page.get_latest_revision_as_object()

    def place_for(self, page, datos, resultado):
        """Return the parent for saving a new page; set a free slug, its own may be taken by now."""
        superior = self._key_above(datos["principal"])
        parent = resultado.parent
        if superior:
            parent = self._page(self.contexto.claves[superior])
        elif datos["principal"]["valores"].get(LUGAR):
            # Other pages of the file may have been created below it.
            parent.refresh_from_db(fields=["numchild"])
        if not self.importador.clave.es_del_formulario:
            page.slug = self._free_slug(page.title, parent)
        return parent

    def point(self, page, resultado):
        """Set the references of ``page`` to pages that the same file has created before."""
        for name, key in resultado.pending.items():
            setattr(page, page._meta.get_field(name).attname, self.contexto.claves[key])

    def _page(self, pk):
        return self.importador.modelo.objects.select_related("latest_revision").get(pk=pk)

    def _blank(self, datos, parent):
        page = self.importador.modelo(locale=self.contexto.seccion.locale, owner=self.user)
        page.live = False
        page.slug = self._free_slug(datos["principal"]["valores"].get("title", ""), parent)
        return page

    def _free_slug(self, title, parent):
        # Cut first: ``slugify`` is slow for a long title with many accents.
        base = slugify(title[:200])[:200] or self.importador.nombre
        slug, number = base, 1
        while reserves_slug(parent, slug) or not Page._slug_is_available(slug, parent):
            number += 1
            slug = f"{base}-{number}"
        return slug

    def _namesake(self, objeto):
        """Return a note if the portal has a page of the same name, with its clave; else ""."""
        key = self.contexto.clave_por_titulo.get(plain(objeto.title))
        if key is None:
            return ""
        return _(
            "El portal ya tiene una página con ese nombre. Si es esa, escriba su clave: %(clave)s"
        ) % {"clave": key}

    def _key_above(self, row):
        """Return the clave that a row gives for its parent page; "" for the section."""
        return self.importador.normal(row["valores"].get(SUPERIOR, "")) if row else ""

    def _refuse(self, resultado, datos, message, name=CLAVE.campo):
        """Add an error to the row of the page, or to its first row in another sheet."""
        hoja, row = self.importador.principal, datos["principal"]
        if row is None:
            [nombre, rows] = next(iter(datos["hijos"].items()))
            hoja, row = self.importador.hoja(nombre), rows[0]
        resultado.errores.append(self.celdas.error(hoja, row, message, name))


def _says_nothing(datos, form):
    """Whether all cells of the form are empty and the page has no rows in other sheets."""
    valores = datos["principal"]["valores"]
    return not datos["hijos"] and not any(valores.get(name) for name in form.fields)
