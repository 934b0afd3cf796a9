"""The search of the admin: it ignores accents and finds the beginnings of words.

The search text is limited before modelsearch makes a query of it: modelsearch nests the parts in
each other, and passes on characters that are operators of the index.
"""

import re
from functools import cache, wraps

from modelsearch.backends import database
from modelsearch.index import class_is_indexed
from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText
from wagtail.admin.views.generic.base import BaseListingView

from aislamiento.plain_search import MOST_WORDS, with_words

_given = BaseListingView.search_queryset
_LONGEST = 60  # letters of a word
_BETWEEN = re.compile(r'[\s"\x00-]+')


def SearchBackend(params):  # noqa: N802 - the package asks for it by this name
    """Return the backend of the database in use, changed so that each word may be a beginning.

    modelsearch treats only the last word as a beginning; on PostgreSQL it compares beginnings with
    their accents, in a separate configuration.
    """
    backend = database.SearchBackend(params)
    backend.query_compiler_class = _bounded(backend.query_compiler_class)
    backend.autocomplete_query_compiler_class = _each_a_beginning(
        backend.autocomplete_query_compiler_class
    )
    backend.autocomplete_config = backend.config
    return backend


@cache
def _bounded(compiler_class):
    return type("BoundedCompiler", (_Bounded, compiler_class), {})


@cache
def _each_a_beginning(compiler_class):
    return type("BeginningsCompiler", (_Beginnings, _Bounded, compiler_class), {})


class _Bounded:
    """Limits the search text, in the compilers of both databases for words and for beginnings."""

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        if isinstance(query, str):
            asked = str(operator or "").lower()
            asked = asked if asked in PlainText.OPERATORS else self.DEFAULT_OPERATOR
            query = PlainText(query, operator=asked)
        query = _first_words(query, [MOST_WORDS]) or MATCH_NONE
        super().__init__(queryset, query, fields=fields, order_by_relevance=order_by_relevance)


def _first_words(query, left):
    """Return ``query`` with at most ``left[0]`` words in all its parts; None if no word is left.

    The function subtracts the words from ``left[0]``. Queries that are not texts stay as they are.
    """
    match query:
        case PlainText() | Phrase():
            words = [word for word in _BETWEEN.split(query.query_string) if _says_something(word)]
            words = [word[:_LONGEST] for word in words[: left[0]]]
            left[0] -= len(words)
            if not words:
                return None
            told = " ".join(words)
            if isinstance(query, Phrase):
                return Phrase(told)
            return PlainText(told, operator=query.operator, boost=query.boost)
        case And() | Or():
            parts = [part for each in query.subqueries if (part := _first_words(each, left))]
            return type(query)(parts) if len(parts) > 1 else next(iter(parts), None)
    return query


def _says_something(word):
    return any(map(str.isalnum, word))


class _Beginnings:
    """Treats each word as a beginning; the compiler of each database calls one of the methods."""

    def build_search_query_content(self, query, *args, **kwargs):
        return super().build_search_query_content(_apart(query), *args, **kwargs)

    def build_tsquery_content(self, query, *args, **kwargs):
        return super().build_tsquery_content(_apart(query), *args, **kwargs)


def _apart(query):
    """Return ``query`` with a part for each word, so that each word is the last of its part."""
    words = query.query_string.split() if isinstance(query, PlainText) else ()
    if len(words) <= 1:
        return query
    combine = And if query.operator == "and" else Or
    return combine([PlainText(word) for word in words])


@wraps(_given)
def search_queryset(view, queryset):
    """Search also the lists of models without index: users, groups, terms, the log."""
    is_indexed = class_is_indexed(queryset.model) and view.search_backend_name
    if is_indexed or not view.is_searching or not view.search_fields:
        return _given(view, queryset)
    return with_words(queryset, view.search_fields, view.search_query)
