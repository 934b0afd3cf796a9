"""Removes the signs of Joomla and WordPress extensions from a text: {slide=…}, [gallery].

The words within a pair of signs are the author's and stay; titles of folding parts become headings.
"""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _

_NAME = r"[a-zA-Z][\w-]{1,40}"
_JOOMLA = re.compile(rf"\{{(/?)({_NAME})([ =:|][^{{}}\n]{{0,500}})?\}}")
_WORDPRESS = re.compile(rf"\[(/?)({_NAME})((?:\s++(?:[^\[\]\s][^\[\]\n]{{0,800}})?)?)/?\]")
_FOLDING = {"slide", "slider", "tab", "tabs", "accordion", "spoiler"}
# The text between these signs is removed too: it is for the extension, a number or a path.
_MEDIA = "youtube|vimeo|gallery|besps|vsig|audio|mp3|mp4|allvideos|video|pdf|googlemap|mosmap|embed"
_MEDIA_JOOMLA = re.compile(
    rf"\{{({_MEDIA})\b[^{{}}]*\}}[^{{}}<\n]{{0,500}}\{{/\1\}}", re.IGNORECASE
)
_MEDIA_WORDPRESS = re.compile(
    rf"\[({_MEDIA}|playlist)\b[^\[\]]*\][^\[\]<\n]{{0,500}}\[/\1\]", re.IGNORECASE
)
_VIDEO = re.compile(r"https?://(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)/[^\s\[\]<\"']+")
_CAPTION = re.compile(r"(\[(?:wp_)?caption\b[^\[\]]*+\])")
_CAPTION_ENDS = re.compile(r"\[/(?:wp_)?caption\]")
_PICTURE = re.compile(r"<img\b[^<>]*+>(?:\s*+</a>)?")
_LONGEST_CAPTION = 1000
# Names that are signs even alone and without attributes; other single words in brackets are text.
_ALONE = {"gallery", "playlist", "audio", "video", "embed", "caption", "toc", "contact-form"}
_BUILDERS = re.compile(r"(?:vc|et_pb|fusion|su|av|rev|elementor|wpforms|ninja|contact|tribe)[_-]")


def without_extensions(html, lost):
    """Return ``html`` without signs of extensions, and count each kind in ``lost``."""
    html = _with_figures(html)
    html = _MEDIA_JOOMLA.sub(lambda match: _media(match, f"{{{match[1].lower()}}}", lost), html)
    html = _MEDIA_WORDPRESS.sub(lambda match: _media(match, f"[{match[1].lower()}]", lost), html)
    html = _JOOMLA.sub(lambda match: _joomla(match, lost), html)
    closed = {match[2].lower() for match in _WORDPRESS.finditer(html) if match[1]}
    return _WORDPRESS.sub(lambda match: _wordpress(match, closed, lost), html)


def _with_figures(html):
    """Return ``html`` with a ``<figure>`` for each picture in a caption sign of WordPress."""
    # Split at each sign: no pattern then searches the whole rest for an end.
    before, *parts = _CAPTION.split(html)
    return before + "".join(
        _figure(behind) or sign + behind
        for sign, behind in zip(parts[::2], parts[1::2], strict=True)
    )


def _figure(text):
    """Return ``text``, which follows a caption sign, with its figure; None if it has none."""
    end = _CAPTION_ENDS.search(text)
    picture = _PICTURE.search(text, 0, end.start()) if end else None
    if not picture:
        return None
    words = text[picture.end() : end.start()]
    if len(words) > _LONGEST_CAPTION or "[" in words or "]" in words:
        return None
    caption = f"<figcaption>{words.strip()}</figcaption>"
    return f"<figure>{text[: picture.end()]}{caption}</figure>{text[end.end() :]}"


def _media(match, sign, lost):
    video = _VIDEO.search(match[0])
    _count(lost, sign)
    return f'<p><a href="{escape(video[0])}">{_("Video")}</a></p>' if video else ""


def _joomla(match, lost):
    is_end, name, rest = match[1], match[2].lower(), match[3] or ""
    if not is_end:
        _count(lost, f"{{{name}}}")
    title = rest.lstrip(" =:").partition("|")[0].strip()
    if name in _FOLDING and title and not is_end:
        return f"<h3>{title}</h3>"
    return ""


def _wordpress(match, closed, lost):
    is_end, name, rest = match[1], match[2].lower(), match[3]
    is_known = name in _ALONE or _BUILDERS.match(name) or name in closed or "=" in rest
    if not is_known:
        return match[0]
    if not is_end:
        _count(lost, f"[{name}]")
    return ""


def _count(lost, sign):
    lost[_("códigos de extensiones: %(codigo)s") % {"codigo": sign}] += 1
