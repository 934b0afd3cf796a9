"""The search of the admin: people write without accents, and the beginnings of words.

What is asked is bounded before the package makes a query of it: it nests one part in the other,
and gives signs of the index's own language to it.
"""

import re
from functools import cache, wraps

from modelsearch.backends import database
from modelsearch.index import class_is_indexed
from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText
from wagtail.admin.views.generic.base import BaseListingView

from aislamiento.plain_search import with_words

_given = BaseListingView.search_queryset
_MOST_WORDS, _LONGEST = 12, 60  # of one question, as in the search of citizens; letters of a word
_BETWEEN = re.compile(r'[\s"\x00-]+')


def SearchBackend(params):  # noqa: N802 - the package asks for it by this name
    """Return that of the database in use, for which beginnings are words as people type them.

    The package takes only the last word for a beginning; on PostgreSQL it compares beginnings with
    their accents, in a configuration of their own.
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
    """For the compilers of both databases, of whole words and of beginnings."""

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        if isinstance(query, str):
            asked = str(operator or "").lower()
            asked = asked if asked in PlainText.OPERATORS else self.DEFAULT_OPERATOR
            query = PlainText(query, operator=asked)
        query = _first_words(query, [_MOST_WORDS]) or MATCH_NONE
        super().__init__(queryset, query, fields=fields, order_by_relevance=order_by_relevance)


def _first_words(query, left):
    """Return ``query`` with so many words as are ``left`` for all its parts, None for none.

    What is neither text nor joins texts stays as it is.
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
    """For the compilers of both databases, each of which has one of these."""

    def build_search_query_content(self, query, *args, **kwargs):
        return super().build_search_query_content(_apart(query), *args, **kwargs)

    def build_tsquery_content(self, query, *args, **kwargs):
        return super().build_tsquery_content(_apart(query), *args, **kwargs)


def _apart(query):
    """Return ``query`` with a part for each word, of which each is then the last one."""
    words = query.query_string.split() if isinstance(query, PlainText) else ()
    if len(words) <= 1:
        return query
    combine = And if query.operator == "and" else Or
    return combine([PlainText(word) for word in words])


@wraps(_given)
def search_queryset(view, queryset):
    """Return what is found in lists that no index knows: of people, groups, terms, the log."""
    is_indexed = class_is_indexed(queryset.model) and view.search_backend_name
    if is_indexed or not view.is_searching or not view.search_fields:
        return _given(view, queryset)
    return with_words(queryset, view.search_fields, view.search_query)


def install():
    BaseListingView.search_queryset = search_queryset
