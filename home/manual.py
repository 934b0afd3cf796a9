"""The manual of docs/manual inside the admin: read where it is needed."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from aislamiento.addresses import TEXT, classify

CONTENTS = "README"
_FOLDER = settings.BASE_DIR / "docs" / "manual"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Capitulo:
    """One chapter: its title and the rest of it as HTML."""

    titulo: str
    cuerpo: str


def read(name):
    """Return the chapter ``name``; None when there is no such file."""
    # Only names that the folder has: nothing else of the disk can be asked for.
    file = {path.stem: path for path in _FOLDER.glob("*.md")}.get(name)
    if file is None:
        return None
    heading, _newline, text = file.read_text(encoding="utf-8").partition("\n")
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        for part in token.children or ():
            _lead_within_the_admin(part)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    body = mark_safe(html)  # noqa: S308 - of our own files, and HTML in them is escaped
    return Capitulo(heading.removeprefix("# "), body)


def _lead_within_the_admin(token):
    """Turn the names of files, which serve on a disk, into addresses."""
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
        items = list(self.breadcrumbs_items)
        if "capitulo" in self.kwargs:
            items.append({"url": address(CONTENTS), "label": _("Manual")})
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"capitulo": self.capitulo}


app_name = "manual"
urlpatterns = [
    path("", ManualView.as_view(), name="indice"),
    path("<slug:capitulo>/", ManualView.as_view(), name="capitulo"),
]
classify("manual", "indice")
classify("manual", "capitulo", capitulo=TEXT)


def menu_item():
    return MenuItem(_("Manual"), address(CONTENTS), icon_name="help", order=0)
