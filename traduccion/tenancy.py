"""Who sees what of Wagtail Localize: what is kept of a page is seen with it, in any language."""

from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from aislamiento.addresses import BY_ADDRESS, MODEL, TEXT, classify
from aislamiento.scope import visible
from aislamiento.visibles import by_object, seen, through

from .models import CambioDelOriginal

classify("", "textos_del_portal", page_id=Page)

_LOCALIZE = "wagtail_localize"
classify(_LOCALIZE, "javascript_catalog translations_report translations_report_results")
classify(_LOCALIZE, "submit_page_translation convert_to_alias", page_id=Page)
classify(_LOCALIZE, "submit_snippet_translation snippets_api_detail", pk=BY_ADDRESS, **MODEL)
classify(_LOCALIZE, "snippets_api_listing", **MODEL)
classify(_LOCALIZE, "update_translations", translation_source_id=TranslationSource)
classify(
    _LOCALIZE,
    "edit_string_translation edit_override download_pofile upload_pofile preview_translation"
    " stop_translation",
    translation_id=Translation,
    string_segment_id=StringSegment,
    overridable_segment_id=OverridableSegment,
    mode=TEXT,
)
# No machine translates here: it would be a foreign host.
classify(_LOCALIZE, "machine_translate", is_total=True, translation_id=Translation)


def _translation_key(found):
    return found.values("translation_key")


@visible(TranslatableObject)
def _translatable(scope, queryset):
    """A page in any language: whoever translates one need not see the other."""
    return by_object(scope, queryset, "content_type", "translation_key", _translation_key)


visible(TranslationSource, TranslationContext)(through("object", TranslatableObject))
visible(
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    Translation,
    TranslationLog,
)(through("source", TranslationSource))
visible(CambioDelOriginal)(through("original", TranslationSource))
visible(SegmentOverride, StringTranslation)(through("context", TranslationContext))


@visible(String)
def _strings(scope, queryset):
    segments = seen(scope, StringSegment)
    return queryset.filter(pk__in=segments.values("string"))


@visible(Template)
def _templates(scope, queryset):
    segments = seen(scope, TemplateSegment)
    return queryset.filter(pk__in=segments.values("template"))
