"""Values for any StreamField, built from its blocks, with objects that the caller picks."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.field_block import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page


def rich_text(pick, text):
    """Return a rich text with a link to a page and one to a document."""
    links = ((Page, "page"), (get_document_model(), "document"))
    return f"<p>{text}</p>" + "".join(
        f'<p><a linktype="{name}" id="{pick(model)}">{text}</a></p>' for model, name in links
    )


def raw_value(block, pick, text):
    """Return the stored form of a value of ``block``.

    ``pick(model)`` returns the key of an object of ``model``; ``text`` makes a word.
    """
    match block:
        case blocks.StreamBlock():
            return [
                {"type": name, "value": raw_value(child, pick, text), "id": str(uuid4())}
                for name, child in block.child_blocks.items()
            ]
        case blocks.ListBlock():
            count = max(1, block.meta.min_num or 1)
            items = (raw_value(block.child_block, pick, text) for _ in range(count))
            return [{"type": "item", "value": item, "id": str(uuid4())} for item in items]
        case ImageBlock():
            return {"image": pick(get_image_model()), "alt_text": text("alt"), "decorative": False}
        case TypedTableBlock():
            columns = [{"type": name, "heading": text("celda")} for name in block.child_blocks]
            cells = [raw_value(child, pick, text) for child in block.child_blocks.values()]
            return {"columns": columns, "rows": [{"values": cells}], "caption": ""}
        case blocks.StructBlock():
            return {
                name: raw_value(child, pick, text) for name, child in block.child_blocks.items()
            }
        case blocks.ChooserBlock():
            return pick(block.model_class)
        case blocks.StaticBlock():
            return None
        case RichTextBlock():
            return rich_text(pick, text("texto"))
    return _field_value(block, text)


def _field_value(block, text):
    match block:
        case blocks.BooleanBlock():
            return True
        case blocks.ChoiceBlock():
            return block.get_default() or next(iter(block.field.choices))[0]
        case blocks.URLBlock():
            return f"https://t.me/{text('enlace')}"
        case blocks.EmailBlock():
            return f"{text('correo')}@ejemplo.cu"
        case blocks.DecimalBlock() | blocks.IntegerBlock() | blocks.FloatBlock():
            return 7
    word = text(type(block).__name__.lower().removesuffix("block"))
    try:
        block.field.run_validators(word)
    except ValidationError:
        return "22 600000"  # a telephone is the one text block that does not accept any text
    return word


def as_form(block, value, name):
    """Return ``value`` as the form of the admin sends it, with the prefix ``name``."""
    match block:
        case blocks.StreamBlock():
            data = {f"{name}-count": str(len(value))}
            for index, item in enumerate(value):
                prefix = f"{name}-{index}"
                data |= {f"{prefix}-type": item["type"], f"{prefix}-order": str(index)}
                data |= {f"{prefix}-deleted": "", f"{prefix}-id": ""}
                child = block.child_blocks[item["type"]]
                data |= as_form(child, item["value"], f"{prefix}-value")
            return data
        case blocks.ListBlock():
            data = {f"{name}-count": str(len(value))}
            for index, item in enumerate(value):
                prefix = f"{name}-{index}"
                data |= {f"{prefix}-deleted": "", f"{prefix}-order": str(index)}
                data |= as_form(block.child_block, item["value"], f"{prefix}-value")
            return data
        case TypedTableBlock():
            return _table_form(block, value, name)
        case blocks.StructBlock():
            data = {}
            for key, child in block.child_blocks.items():
                data |= as_form(child, value[key], f"{name}-{key}")
            return data
        case RichTextBlock():
            return {name: block.field.widget.format_value(value)}
        case blocks.BooleanBlock():
            return {name: "on"} if value else {}
        case blocks.StaticBlock():
            return {}
    return {name: str(value)}


def _table_form(block, value, name):
    data = {f"{name}-caption": "", f"{name}-row-count": "1", f"{name}-row-0-order": "0"}
    data |= {f"{name}-row-0-deleted": "", f"{name}-column-count": str(len(value["columns"]))}
    for index, column in enumerate(value["columns"]):
        prefix = f"{name}-column-{index}"
        data |= {f"{prefix}-type": column["type"], f"{prefix}-order": str(index)}
        data |= {f"{prefix}-heading": column["heading"], f"{prefix}-deleted": ""}
        child = block.child_blocks[column["type"]]
        data |= as_form(child, value["rows"][0]["values"][index], f"{name}-cell-0-{index}")
    return data


def one_foreign_each(block, own, foreign, text):
    """Yield a value for every place of ``block`` that names an object.

    In each value, one place holds an object of ``foreign``; the others hold objects of ``own``.
    """
    for name, child in block.child_blocks.items():
        for turn in range(_places(child, own, text)):
            value = raw_value(child, _NthPick(own, foreign, turn), text)
            yield name, [{"type": name, "value": value}]


class _NthPick:
    """Picks a foreign object at the ``turn``-th place, and own objects at the others."""

    def __init__(self, own, foreign, turn):
        self.own, self.foreign, self.left = own, foreign, turn

    def __call__(self, model):
        self.left -= 1
        return (self.foreign if self.left == -1 else self.own)(model)


def _places(block, own, text):
    counter = _NthPick(own, own, -1)
    raw_value(block, counter, text)
    return -1 - counter.left
