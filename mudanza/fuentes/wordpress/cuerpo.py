"""Turns the body of a post into the HTML that WordPress shows: paragraphs, galleries, videos.

The signs of other extensions, in brackets, stay here: ``mudanza.traer.extensiones`` removes them.
"""

import re
from html import escape

_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area"
    "|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|header|footer|nav"
    "|figure|figcaption|details|summary|iframe|video|audio|script|noscript"
)
_BLOCK_STARTS = re.compile(rf"<(?:{_BLOCKS})\b[^<>]*+>", re.IGNORECASE)
_BLOCK_ENDS = re.compile(rf"</(?:{_BLOCKS})\s*+>|<hr\b[^<>]*+>", re.IGNORECASE)
_STARTS_AS_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t]*+\n\s*+")
# Elements whose lines stay as they are.
_KEPT = re.compile(r"<(pre|script|style)\b")
_GUTENBERG = "<!-- wp:"
_SIGNS_OF_WORDPRESS = re.compile(r"<!--\s*+(?:/?wp:|more|nextpage|noteaser)[^<>]*+>")
_GALLERY = re.compile(r"\[gallery\b([^\[\]]*+)\]")
_NUMBER = re.compile(r"\d++")
_NUMBERS = re.compile(r"""\b(ids|include)\s*+=\s*+["']?([\d,\s]++)""")
# WordPress makes a player of an address alone on its line. The pattern begins with the end of the
# line before: if it could begin at any blank, the search would read the blanks again and again.
_ALONE = re.compile(
    r"\n(?P<before>[ \t]*+)(?:\[embed[^\[\]]*+\])?(?P<url>https?://[^\s<>\"'\[\]]++)"
    r"(?:\[/embed\])?[ \t]*+(?=\n)"
)


def body(content, gallery):
    """Return the HTML of ``content``.

    ``gallery`` takes the numbers of the pictures in a gallery, or [] for all pictures of the post,
    and returns (path, alternative text, caption) of each.
    """
    text = content.replace("\r\n", "\n").replace("\r", "\n")
    has_blocks = _GUTENBERG in text
    text = _SIGNS_OF_WORDPRESS.sub("", text)
    text = _GALLERY.sub(lambda found: _pictures(found[1], gallery), text)
    text = _ALONE.sub(_link, f"\n{text}\n")[1:-1]
    return text if has_blocks else paragraphs(text)


def parts_of(content):
    """Return into how many pages the author divided the post."""
    return content.count("<!--nextpage-->") + 1


def _pictures(options, gallery):
    numbers = _NUMBERS.search(options)
    found = gallery(_NUMBER.findall(numbers[2]) if numbers else [])
    return "\n\n" + "\n\n".join(_figure(*picture) for picture in found) + "\n\n"


def _figure(path, alt, caption):
    image = f'<img src="{escape(path)}" alt="{escape(alt)}">'
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{image}{words}</figure>"


def _link(found):
    url = escape(found["url"])
    return f'\n{found["before"]}<a href="{url}">{url}</a>'


def paragraphs(text):
    """Return ``text`` with a paragraph for each empty line and ``<br>`` for other line ends."""
    done, at = [], 0
    low = text.lower()
    while at < len(text):
        start, end = _next_kept(low, at)
        done.append(_of_lines(text[at:start]))
        done.append(text[start:end])
        at = end
    return "\n".join(part for part in done if part)


def _next_kept(low, at):
    """Return (start, end) of the next part that stays as it is; the end of ``low`` if none."""
    found = _KEPT.search(low, at)
    if not found:
        return len(low), len(low)
    closing = f"</{found[1]}>"
    end = low.find(closing, found.end())
    return found.start(), len(low) if end < 0 else end + len(closing)


def _of_lines(text):
    text = _BLOCK_STARTS.sub("\n\n\\g<0>", text)
    text = _BLOCK_ENDS.sub("\\g<0>\n\n", text)
    return "\n".join(
        part if _STARTS_AS_BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>"
        for part in map(str.strip, _EMPTY_LINES.split(text))
        if part
    )
