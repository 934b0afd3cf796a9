"""The manual in docs/manual, shown and searched inside the admin."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from aislamiento.addresses import TEXT
from base.texto import plain
from tableros.reports import Screen, ScreensViewSet

from .ayuda import chapter_of

CONTENTS = "README"
_FOLDER = settings.BASE_DIR / "docs" / "manual"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


_FOUND = 20  # maximum number of search results


@dataclass(frozen=True)
class ParteDelManual:
    """Part of a chapter: a heading, its anchor, and the text below it."""

    titulo: str
    ancla: str
    texto: str


@dataclass(frozen=True)
class Capitulo:
    """Chapter: its title, the rest as HTML, and its parts."""

    titulo: str
    cuerpo: str
    partes: tuple[ParteDelManual, ...]


def names():
    """Return the names of all chapters; only these can be read from the disk."""
    return sorted(path.stem for path in _FOLDER.glob("*.md"))


# Cached, because the files only change with a new version of the program.
@cache
def read(name):
    """Return the chapter ``name``; None if there is no such file."""
    if name not in names():
        return None
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    heading, _newline, text = text.partition("\n")
    tokens = _MARKDOWN.parse(text)
    title, parts = heading.removeprefix("# "), []
    found, anchor, words = title, "", []
    for number, token in enumerate(tokens):
        for part in token.children or ():
            _lead_within_the_admin(part)
        if token.type == "heading_open":
            parts.append(ParteDelManual(found, anchor, " ".join(words)))
            found, words = _text(tokens[number + 1]), []
            anchor = slugify(found)
            token.attrSet("id", anchor)
        elif token.type == "inline" and tokens[number - 1].type != "heading_open":
            words.append(_text(token))
    parts.append(ParteDelManual(found, anchor, " ".join(words)))
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    body = mark_safe(html)  # noqa: S308 - of our own files, and HTML in them is escaped
    return Capitulo(title, body, tuple(parts))


def _text(token):
    return "".join(
        " " if part.type == "softbreak" else part.content
        for part in token.children
        if part.type != "image"
    )


def search(text):
    """Return (chapter, part, URL) where all words of ``text`` occur, matches in titles first."""
    words = plain(text).split()
    found = []
    for name in names():
        chapter = read(name)
        for part in chapter.partes:
            title = plain(part.titulo)
            everything = plain(f"{chapter.titulo} {part.titulo} {part.texto}")
            if all(word in everything for word in words):
                in_title = sum(word in title for word in words)
                found.append((-in_title, chapter, part, f"{address(name)}#{part.ancla}"))
    found.sort(key=lambda row: row[0])
    return [(chapter, part, url) for _rank, chapter, part, url in found[:_FOUND]]


def _lead_within_the_admin(token):
    """Replace file names in links and images by URLs."""
    if token.type == "link_open" and token.attrs["href"].endswith(".md"):
        token.attrs["href"] = address(token.attrs["href"].removesuffix(".md"))
    elif token.type == "image":
        token.attrs["src"] = static(f"manual/{token.attrs['src'].removeprefix('img/')}")


def address(name):
    if name == CONTENTS:
        return reverse("manual:indice")
    return reverse("manual:capitulo", args=[name])


class ManualView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/manual.html"
    header_icon = "help"

    @cached_property
    def capitulo(self):
        found = read(self.kwargs.get("capitulo", CONTENTS))
        if found is None:
            raise Http404
        return found

    def get_page_title(self):
        return self.capitulo.titulo

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"capitulo": self.capitulo}


class IndiceView(ManualView):
    """Table of contents; ``q`` searches, ``de`` redirects to the chapter of that screen."""

    def get(self, request, *args, **kwargs):
        if screen := request.GET.get("de"):
            chapter = chapter_of(screen, request.user)
            return redirect(address(chapter if chapter in names() else CONTENTS))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").strip()
        found = [
            (chapter, part, url, Truncator(part.texto).words(25))
            for chapter, part, url in (search(text) if text else ())
        ]
        return super().get_context_data(**kwargs) | {"busqueda": text, "hallado": found}


class ManualViewSet(ScreensViewSet):
    name = "manual"
    menu_label = _("Manual")
    icon = "help"
    menu_hook = "register_help_menu_item"
    menu_order = 0
    addresses = (
        Screen("", IndiceView, "indice"),
        Screen("<slug:capitulo>/", ManualView, "capitulo", {"capitulo": TEXT}),
    )
