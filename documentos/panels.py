"""Panel of the edit form of a documento."""

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.panels import Panel
from wagtail.models import Page, ReferenceIndex

from base.publicas import publicas
from base.tree import in_tree_of
from tableros.alcance import editable_pages


class UsosPanel(Panel):
    """Pages that use a documento, for an editor who is about to withdraw it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "documentos/admin/usos_panel.html"

        def get_context_data(self, parent_context=None):
            usos = list(usos_de(self.instance)) if self.instance.pk else []
            own = editable_pages(self.request.user).filter(pk__in=[page.pk for page in usos])
            return super().get_context_data(parent_context) | {
                "usos": usos,
                "editables": set(own.values_list("pk", flat=True)),
            }


def usos_de(documento):
    """Return the public pages of the same portal that refer to ``documento`` or to its file."""
    rows = ReferenceIndex.get_references_to(documento)
    if documento.archivo:
        rows |= ReferenceIndex.get_references_to(documento.archivo)
    of_pages = rows.filter(base_content_type=ContentType.objects.get_for_model(Page))
    keys = list(of_pages.values_list("object_id", flat=True))
    pages = publicas(Page.objects.filter(in_tree_of(documento.path), pk__in=keys))
    others = pages.exclude(translation_key=documento.translation_key)
    return others.specific(defer=True).order_by("title", "pk")
