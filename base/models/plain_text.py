from django.db import models
from django.db.models.functions import Substr
from wagtail.query import PageQuerySet

from base.texto import plain


class TextoLlanoQuerySet(PageQuerySet):
    """Pages in the order and by the words that people look for, with or without accents."""

    def alphabetical(self):
        return self.order_by("titulo_llano", "pk")

    def matching(self, text):
        """Those in whose words every word of ``text`` occurs."""
        found = self
        for word in plain(text).split():
            found = found.filter(texto_llano__contains=word)
        return found

    def starting_with(self, letter):
        return self.filter(titulo_llano__startswith=plain(letter))

    def with_letter(self):
        """Annotate ``letra``, the first letter of each title as lists are narrowed by it."""
        return self.annotate(letra=Substr("titulo_llano", 1, 1))


class ConTextoLlano(models.Model):
    """A page whose lists are sorted by its title and searched by its words.

    The columns follow the page's own fields with every save; what it is found by, beside
    its title, it says in ``words_to_find()``.
    """

    titulo_llano = models.CharField(max_length=255, editable=False, db_index=True)
    texto_llano = models.TextField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.write_plain()
        return super().save(*args, **kwargs)

    def write_plain(self):
        """Let the columns follow the fields; for those who write without ``save``."""
        self.titulo_llano = plain(self.title)[:255]
        self.texto_llano = plain(" ".join([self.title, *self.words_to_find()]))

    def words_to_find(self):
        """Return the texts by whose words people find this page."""
        raise NotImplementedError
