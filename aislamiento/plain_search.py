"""Search by words as people type them: without accents, in any order, or parts of words."""

from functools import reduce
from operator import or_

from django.db.backends.signals import connection_created
from django.db.models import Func, Q, TextField
from django.dispatch import receiver

from base.texto import plain

MOST_WORDS = 12  # of one search in the admin, as in the public one


class Plain(Func):
    """Database function that normalizes a text like :func:`base.texto.plain`."""

    function = "PLAIN"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **extra):
        template = "UNACCENT(LOWER(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **extra)


@receiver(connection_created)
def on_connection(sender, connection, **kwargs):
    if connection.vendor == "sqlite":
        connection.connection.create_function("PLAIN", 1, _plain, deterministic=True)


def _plain(value):
    return None if value is None else plain(str(value))


def with_words(queryset, fields, text):
    """Return the records with each of the first words of ``text`` in some of ``fields``."""
    names = {f"_plain_{number}": Plain(field) for number, field in enumerate(fields)}
    queryset = queryset.alias(**names)
    for word in plain(text).split()[:MOST_WORDS]:
        somewhere = (Q(**{f"{name}__contains": word}) for name in names)
        queryset = queryset.filter(reduce(or_, somewhere))
    return queryset
