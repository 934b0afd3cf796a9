"""The portal, its pages and the records by name to which the rows of one import may refer."""

from collections import defaultdict

from django.utils.functional import cached_property

from base.texto import plain

from .claves import keys_of


class Contexto:
    """One portal and one user, while a file is analysed or written; it caches what it reads."""

    def __init__(self, importador, site, user):
        self.importador, self.site, self.user = importador, site, user
        self._named = {}
        # {clave: row} of the pages that have a row in the main sheet of the file.
        self.traidas = {}
        # The claves of all pages of the file, also of those with rows in other sheets only.
        self.nombradas = frozenset()

    @cached_property
    def seccion(self):
        return self.importador.seccion(self.site).specific

    @cached_property
    def _todas(self):
        return keys_of(self.importador, self.site)

    @cached_property
    def claves(self):
        """{clave: id of the page} of the pages of the portal that the user may import."""
        return dict(self.importador.claves_de(self.user, self._todas))

    @cached_property
    def ajenas(self):
        """The claves of the pages of the portal that the user may not import."""
        return self._todas.keys() - self.claves.keys()

    @cached_property
    def clave_de(self):
        return {page: key for key, page in self.claves.items()}

    @cached_property
    def clave_por_titulo(self):
        """{plain title: clave} of the pages that were in the portal before the import."""
        pages = self.importador.modelo.objects.filter(pk__in=list(self.clave_de))
        titles = pages.values_list("title", "pk")
        return {plain(title): self.clave_de[pk] for title, pk in titles}

    @cached_property
    def _venideras(self):
        """{plain name or clave: clave} of the pages that the file creates; None if ambiguous."""
        found = {}
        for key, row in self.traidas.items():
            if key not in self.claves:
                for name in {plain(key), plain(row["valores"].get("title", ""))} - {""}:
                    found[name] = None if name in found else key
        return found

    @cached_property
    def del_mismo_archivo(self):
        """The ids of the pages of the portal that are in the file."""
        return [self.claves[key] for key in self.nombradas if key in self.claves]

    def venidera(self, name):
        """Return the clave of the page called ``name`` that the file creates, or None."""
        return self._venideras.get(plain(name))

    def add(self, clave, page_id):
        """Add a page that has just been created."""
        self.claves[clave] = page_id
        self.clave_de[page_id] = clave

    def por_nombre(self, candidatos):
        """Return {plain name: record} of ``candidatos``, without names that two records share."""
        return self._names(candidatos)[0]

    def nombres(self, candidatos):
        """Return {id: name} of the same records."""
        return self._names(candidatos)[1]

    def tocayos(self, candidatos, name):
        """Return the unique names of the records that share ``name``, to tell them apart."""
        _by_name, names, shared = self._names(candidatos)
        return [names[pk] for pk in sorted(shared[plain(name)]) if pk in names]

    def _names(self, candidatos):
        if candidatos not in self._named:
            by_name, names, called = {}, {}, defaultdict(set)
            pairs = [(name, plain(name), record) for name, record in candidatos(self)]
            for _name, key, record in pairs:
                called[key].add(record.pk)
            for name, key, record in pairs:
                if len(called[key]) == 1:
                    by_name[key] = record
                    names.setdefault(record.pk, name)
            self._named[candidatos] = by_name, names, called
        return self._named[candidatos]
