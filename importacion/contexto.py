"""What the rows of one import may speak of: the portal, its pages, and the records by name."""

from collections import defaultdict

from django.utils.functional import cached_property

from base.texto import plain

from .claves import keys_of


class Contexto:
    """One portal and one person, for as long as a file is looked at."""

    def __init__(self, importador, site, user):
        self.importador, self.site, self.user = importador, site, user
        self._named = {}
        # {key: row} of the pages that the file itself speaks of.
        self.traidas = {}
        # The keys of those, and of the ones of which it has the rows below alone.
        self.nombradas = frozenset()

    @cached_property
    def seccion(self):
        return self.importador.seccion(self.site).specific

    @cached_property
    def _todas(self):
        return keys_of(self.importador, self.site)

    @cached_property
    def claves(self):
        """{key: id of the page} of what stands in the portal and is the person's to load."""
        return dict(self.importador.claves_de(self.user, self._todas))

    @cached_property
    def ajenas(self):
        """The keys of what stands in the portal and is others'."""
        return self._todas.keys() - self.claves.keys()

    @cached_property
    def clave_de(self):
        return {page: key for key, page in self.claves.items()}

    @cached_property
    def clave_por_titulo(self):
        """{plain title: key} of what stood in the portal before."""
        pages = self.importador.modelo.objects.filter(pk__in=list(self.clave_de))
        titles = pages.values_list("title", "pk")
        return {plain(title): self.clave_de[pk] for title, pk in titles}

    @cached_property
    def _venideras(self):
        """{plain name or key: key} of the pages that the file brings; None for a name of two."""
        found = {}
        for key, row in self.traidas.items():
            if key not in self.claves:
                for name in {plain(key), plain(row["valores"].get("title", ""))} - {""}:
                    found[name] = None if name in found else key
        return found

    @cached_property
    def del_mismo_archivo(self):
        """The ids of the pages of the portal that the file speaks of."""
        return [self.claves[key] for key in self.nombradas if key in self.claves]

    def venidera(self, name):
        """Return the key of the page called ``name`` that the same file brings, or None."""
        return self._venideras.get(plain(name))

    def add(self, clave, page_id):
        """Note a page that has just been created."""
        self.claves[clave] = page_id
        self.clave_de[page_id] = clave

    def por_nombre(self, candidatos):
        """{plain name: record} of what ``candidatos`` gives; a name of two records is no name."""
        return self._names(candidatos)[0]

    def nombres(self, candidatos):
        """{id: name} of the same."""
        return self._names(candidatos)[1]

    def tocayos(self, candidatos, name):
        """The names by which those that are all called ``name`` can be told apart."""
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
