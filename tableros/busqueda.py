"""The search of the admin: people write without accents, and the beginnings of words."""

from functools import cache, wraps

from modelsearch.backends import database
from modelsearch.index import class_is_indexed
from modelsearch.query import And, Or, PlainText
from wagtail.admin.views.generic.base import BaseListingView

from base.plain_search import with_words

_given = BaseListingView.search_queryset


def SearchBackend(params):  # noqa: N802 - the package asks for it by this name
    """Return that of the database in use, for which beginnings are words as people type them.

    The package takes only the last word for a beginning; on PostgreSQL it compares beginnings with
    their accents, in a configuration of their own.
    """
    backend = database.SearchBackend(params)
    backend.autocomplete_query_compiler_class = _each_a_beginning(
        backend.autocomplete_query_compiler_class
    )
    backend.autocomplete_config = backend.config
    return backend


@cache
def _each_a_beginning(compiler_class):
    return type("BeginningsCompiler", (_Beginnings, compiler_class), {})


class _Beginnings:
    """For the compilers of both databases, each of which has one of these."""

    def build_search_query_content(self, query, *args, **kwargs):
        return super().build_search_query_content(_apart(query), *args, **kwargs)

    def build_tsquery_content(self, query, *args, **kwargs):
        return super().build_tsquery_content(_apart(query), *args, **kwargs)


def _apart(query):
    """Return ``query`` with a part for each word, of which each is then the last one."""
    words = query.query_string.replace("-", " ").split() if isinstance(query, PlainText) else ()
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
