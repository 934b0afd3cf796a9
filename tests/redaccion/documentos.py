"""Minimal Word documents, built by hand."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_KINDS = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="jpeg" ContentType="image/jpeg"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)
# Keys and names in a Spanish Word: the name of a style is the same in every language.
_STYLES = {"Ttulo": "Title", "Ttulo1": "heading 1", "Ttulo2": "heading 2", "Descripcin": "caption"}


def run(text, *, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"


def paragraph(*runs, style="", item=None):
    """Return a paragraph of texts or runs; ``item`` is its level in a list."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if item is not None:
        properties += f'<w:numPr><w:ilvl w:val="{item}"/><w:numId w:val="1"/></w:numPr>'
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows):
    """Return a table of texts or paragraphs."""
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def link(text, relation):
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def picture(relation, alt="", *, how="embed"):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Imagen 1" descr="{escape(alt)}"/>'
        f"<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{how}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def docx(*body, links=(), pictures=(), parts=None, before=""):
    """Return a document; ``links`` are addresses «l0», «l1»…; ``pictures`` contents «p0», «p1»…"""
    kind = f"{_R}/"
    relations = [
        f'<Relationship Id="l{n}" Type="{kind}hyperlink" Target="{escape(url)}"'
        ' TargetMode="External"/>'
        for n, url in enumerate(links)
    ] + [
        f'<Relationship Id="p{n}" Type="{kind}image" Target="media/p{n}.jpeg"/>'
        for n in range(len(pictures))
    ]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in _STYLES.items()
    )
    levels = "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/></w:lvl>' for n in range(3))
    package = {
        "[Content_Types].xml": _KINDS,
        "word/document.xml": f"{before}<w:document {_SPACES}><w:body>{''.join(body)}</w:body>"
        "</w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>",
        "word/_rels/document.xml.rels": "<Relationships"
        ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>",
        **{f"word/media/p{n}.jpeg": content for n, content in enumerate(pictures)},
        **(parts or {}),
    }
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in package.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # without the current time
    return made.getvalue()
