from django.db import models
from django.db.models.functions import Substr
from wagtail.query import PageQuerySet

from base.texto import plain


class TextoLlanoQuerySet(PageQuerySet):
    """Pages sorted by title and searched by words, with or without accents."""

    def alphabetical(self):
        return self.order_by("titulo_llano", "pk")

    def matching(self, text):
        """Return the pages whose text contains every word of ``text``."""
        found = self
        for word in plain(text).split():
            found = found.filter(texto_llano__contains=word)
        return found

    def starting_with(self, letter):
        return self.filter(titulo_llano__startswith=plain(letter))

    def with_letter(self):
        """Annotate ``letra``, the first letter of the title without accents, for filters."""
        return self.annotate(letra=Substr("titulo_llano", 1, 1))


class ConTextoLlano(models.Model):
    """A page whose lists are sorted by its title and searched by its words.

    Each save copies the title and the texts of ``words_to_find()`` into columns without accents or
    capitals.
    """

    titulo_llano = models.CharField(max_length=255, editable=False, db_index=True)
    texto_llano = models.TextField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.write_plain()
        return super().save(*args, **kwargs)

    def write_plain(self):
        """Update the columns; for code that writes without calling ``save``."""
        self.titulo_llano = plain(self.title)[:255]
        self.texto_llano = plain(" ".join([self.title, *self.words_to_find()]))

    def words_to_find(self):
        """Return the texts by whose words people find this page, besides its title."""
        raise NotImplementedError
