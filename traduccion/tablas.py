"""Makes the cells of tables (``TypedTableBlock``) translatable one by one.

Wagtail Localize does not support these tables and would leave them in Spanish on a page of
another language.
"""

import json
from hashlib import sha256

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue, extract_strings, restore_strings


def get_translatable_segments(block, table):
    """Return the texts of the headings and cells of ``table``, each text once.

    The path of a text is a hash of its words, since rows and columns have no ids: its translation
    stays when a row is added or moved, and is used in every cell with the same text.
    """
    texts = {}
    _rewrite(table, lambda text, attrs: texts.setdefault(_name(text, attrs), (text, attrs)))
    return [
        StringSegmentValue(name, StringValue(text.data), attrs=attrs)
        for name, (text, attrs) in texts.items()
    ]


def restore_translated_segments(block, table, segments):
    translated = {segment.path: segment for segment in segments}

    def words(text, attrs):
        segment = translated.get(_name(text, attrs))
        return (segment.string, segment.attrs or {}) if segment else (text, attrs)

    return _rewrite(table, words)


def _name(text, attrs):
    said = json.dumps([text.data, attrs or {}], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:20]


def _rewrite(table, words):
    """Return ``table`` with each text replaced: ``words(text, attrs)`` returns the new pair."""

    def plain(value):
        if not value:
            return value
        text, _attrs = words(StringValue.from_plaintext(value), {})
        return text.render_text()

    def cell(block, value):
        if isinstance(block, blocks.RichTextBlock):
            template, texts = extract_strings(value.source)
            return RichText(restore_strings(template, [words(*each) for each in texts]))
        return plain(value) if isinstance(block, blocks.CharBlock) else value

    return TypedTable(
        columns=[column | {"heading": plain(column["heading"])} for column in table.columns],
        row_data=[
            {
                "values": [
                    cell(column["block"], value)
                    for column, value in zip(table.columns, row["values"], strict=True)
                ]
            }
            for row in table.row_data
        ],
        caption=table.caption,  # no page shows it: the block has a title
    )
