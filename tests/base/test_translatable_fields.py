"""Each field of each model is declared as translated, equal in every language or left out."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.views.edit_translation import TabHelper

from base.blocks import NumeroBlock
from base.contact_blocks import CorreoBlock, TelefonoCharBlock

from .campos import CAMPOS, REGISTROS

# What joins a row to its page, or a page to Wagtail's: these fields need no declaration.
_JOINTS = (models.AutoField, ParentalKey, GenericRelation)


def own_models(*, translatable):
    own = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in own and issubclass(model, TranslatableMixin) is translatable
    ]


def fields_of(model):
    """Yield the fields of ``model``, and the relations to rows that are edited with it."""
    for field in model._meta.get_fields():
        is_rows = isinstance(field, models.ManyToOneRel) and isinstance(
            field.remote_field, ParentalKey
        )
        is_link = getattr(field.remote_field, "parent_link", False)
        if (field.concrete or is_rows) and not isinstance(field, _JOINTS) and not is_link:
            yield field


def declared_kind(model, name):
    """Return the kind that the nearest declaring class gives to the field, or None."""
    for base in model.__mro__:
        if base.__name__ in CAMPOS and (kind := CAMPOS[base.__name__].kinds().get(name)):
            return kind
    return None


def kind_of(field, derived):
    """Return the kind of ``field`` according to Wagtail Localize."""
    if derived is None:
        return "fuera"
    if derived.is_translated(None):
        return "textos"
    if not derived.is_editable(None) or not hasattr(derived, "overridable"):
        return "fuera"
    # Its editor offers no other value for dates, numbers and choices.
    offered = isinstance(field, models.ForeignKey) or (
        isinstance(field, models.CharField | models.TextField) and not field.choices
    )
    return "otra" if offered and derived.overridable else "igual"


@pytest.mark.parametrize("model", own_models(translatable=True), ids=lambda model: model.__name__)
def test_each_field_is_translated_the_same_or_left_out_on_purpose(model):
    derived = {item.field_name: item for item in get_translatable_fields(model)}
    for field in fields_of(model):
        kind, expected = kind_of(field, derived.get(field.name)), declared_kind(model, field.name)
        assert kind == expected, (
            f"{model.__name__}.{field.name} is «{kind}» for Wagtail Localize, and «{expected}» in "
            "tests/base/campos.py. Should a reader of English read it in English? Declare it "
            "there, and where Wagtail Localize is to do something else, name it in «del_original» "
            "or «de_cada_pagina» of the model (base/models/translation.py)."
        )


def test_nothing_is_declared_of_what_is_not_there():
    known = {}
    for model in own_models(translatable=True):
        for base in model.__mro__:
            known.setdefault(base.__name__, set()).update(field.name for field in fields_of(model))
    for name, campos in CAMPOS.items():
        assert set(campos.kinds()) <= known.get(name, set()), name


@pytest.mark.parametrize("model", own_models(translatable=False), ids=lambda m: m._meta.label)
def test_what_has_no_languages_says_why_its_texts_need_none(model):
    kinds = (models.CharField, models.TextField, StreamField, models.JSONField)
    texts = {field.name for field in fields_of(model) if isinstance(field, kinds)}
    declared = REGISTROS.get(model._meta.label)
    assert texts == set(declared.textos.split() if declared else ()), (
        f"{model._meta.label} has texts that tests/base/campos.py does not know, or no longer has "
        "some. If readers of another language meet them, they need a translation "
        "(base/models/translation.py) or «lang» (the filter «en_su_idioma»): name it in REGISTROS."
    )


def pages():
    return [model for model in own_models(translatable=True) if issubclass(model, Page)]


@pytest.mark.django_db
@pytest.mark.parametrize("model", pages(), ids=lambda model: model.__name__)
def test_no_text_has_to_be_translated_that_the_editor_of_translations_does_not_show(model):
    """The editor of translations leaves out a text without a panel, but counts it as missing."""
    shown = TabHelper(model()).field_tab_mapping
    for item in get_translatable_fields(model):
        if item.is_translated(None):
            assert item.field_name in shown, item.field_name


# What Wagtail Localize gives translators of each kind of block.
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
ANOTHER = (blocks.URLBlock, blocks.PageChooserBlock, DocumentChooserBlock, ImageChooserBlock)
SAME = (TelefonoCharBlock, CorreoBlock, NumeroBlock, blocks.ChoiceBlock, blocks.BooleanBlock)
NOTHING = (blocks.StaticBlock,)
WITH_PARTS = (blocks.StructBlock, blocks.StreamBlock, blocks.ListBlock, TypedTableBlock)


def leaves(block):
    if isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block)
    elif hasattr(block, "child_blocks"):
        assert isinstance(block, WITH_PARTS), f"{block!r}: are its parts translated?"
        for child in block.child_blocks.values():
            yield from leaves(child)
    else:
        yield block


def test_each_block_of_each_body_is_of_a_kind_whose_texts_are_translated():
    bodies = {
        field
        for model in own_models(translatable=True)
        for field in fields_of(model)
        if isinstance(field, StreamField)
    }
    assert len(bodies) > 10
    for field in bodies:
        for block in leaves(field.stream_block):
            assert isinstance(block, TEXTS + ANOTHER + SAME + NOTHING), (
                f"{field}: Wagtail Localize passes over {type(block).__name__}: its texts stay "
                "in Spanish. See traduccion/tablas.py, or add it here if it has none."
            )
