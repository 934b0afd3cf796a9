"""Who may see the records of Wagtail Localize: users who may see the page, in any language."""

from wagtail.models import Page
from wagtail_localize import models as localize

from aislamiento.addresses import BY_ADDRESS, MODEL, TEXT, describe
from aislamiento.rules import about, named_by, through
from base.sections import Section

from .models import CambioDelOriginal

_LOCALIZE = "wagtail_localize"
_OBJECT = {"pk": BY_ADDRESS, **MODEL}
_SOURCE = {"translation_source_id": localize.TranslationSource}
_PARTS = {
    "translation_id": localize.Translation,
    "string_segment_id": localize.StringSegment,
    "overridable_segment_id": localize.OverridableSegment,
    "mode": TEXT,
}

SECTION = Section(
    visible={
        # The page in any language: a translator need not see the original.
        localize.TranslatableObject: about(
            "content_type", "translation_key", lambda seen: seen.values("translation_key")
        ),
        (localize.TranslationSource, localize.TranslationContext): through("object"),
        (localize.Translation, localize.TranslationLog, localize.StringSegment): through("source"),
        (localize.TemplateSegment, localize.OverridableSegment): through("source"),
        localize.RelatedObjectSegment: through("source"),
        CambioDelOriginal: through("original"),
        (localize.SegmentOverride, localize.StringTranslation): through("context"),
        localize.String: named_by(localize.StringSegment, "string"),
        localize.Template: named_by(localize.TemplateSegment, "template"),
    },
    addresses={
        **describe("", "textos_del_portal", page_id=Page),
        # URLs of Wagtail Localize, and the URLs that replace them (urls.py).
        **describe(_LOCALIZE, "javascript_catalog translations_report translations_report_results"),
        **describe(_LOCALIZE, "submit_page_translation convert_to_alias", page_id=Page),
        **describe("traduccion", "submit_page convert_to_alias", page_id=Page),
        **describe(_LOCALIZE, "submit_snippet_translation snippets_api_detail", **_OBJECT),
        **describe("traduccion", "submit_snippet snippets_api", **_OBJECT),
        **describe(_LOCALIZE, "snippets_api_listing", **MODEL),
        **describe(_LOCALIZE, "update_translations", **_SOURCE),
        **describe("traduccion", "update_translations", **_SOURCE),
        **describe(
            _LOCALIZE,
            "edit_string_translation edit_override download_pofile upload_pofile"
            " preview_translation stop_translation",
            **_PARTS,
        ),
        **describe(
            "traduccion", "edit_override edit_string download_po upload_po stop_following", **_PARTS
        ),
        # Machine translation is not used: it would send the texts to a foreign host.
        **describe(_LOCALIZE, "machine_translate", is_total=True, **_PARTS),
    },
)
