"""The forms of a response: their data as received, and with foreign objects put in."""

import json

from django import forms
from django.http import QueryDict
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockField
from wagtail.models import Comment, CommentReply

from tests.reading import document_of

from .streams import as_form, one_foreign_each, rich_text


def post_forms(response):
    """Yield (address or "", data) of the POST forms of a page."""
    for form in _forms(response):
        if form.get("method", "get").lower() == "post":
            yield form.get("action", ""), _data(form)


def file_inputs(response):
    """Return the names of the fields for files in the POST forms of a page."""
    inputs = [tag for form in _forms(response) for tag in form.iterfind(".//input[@name]")]
    return sorted({tag.get("name") for tag in inputs if tag.get("type", "").lower() == "file"})


def buttons(response):
    """Return the data that the buttons of the POST forms of a page add, such as «Publicar»."""
    tags = [tag for form in _forms(response) for tag in form.iterfind(".//button[@name]")]
    return [{tag.get("name"): tag.get("value", "")} for tag in tags]


def _forms(response):
    html = _html(response)
    return document_of(html).iter("form") if html.strip() else ()


def _html(response):
    """Return the HTML that a person sees, if any: dialogs come as JSON."""
    kind = response.headers.get("content-type", "")
    if kind.startswith("application/json"):
        answer = json.loads(response.content)
        return answer.get("html", "") if isinstance(answer, dict) else ""
    return response.content.decode() if kind.startswith("text/html") else ""


def _data(form):
    data = QueryDict(mutable=True)
    for tag in form.iter("input", "textarea", "select"):
        name, kind = tag.get("name"), tag.get("type", "text")
        if name is None:
            continue
        if tag.tag == "select":
            for option in tag.iterfind(".//option[@selected]"):
                data.appendlist(name, option.get("value", option.text_content()))
        elif tag.tag == "textarea":
            data.appendlist(name, tag.text_content().lstrip("\n"))
        elif kind in {"checkbox", "radio"}:
            if "checked" in tag.attrib:
                data.appendlist(name, tag.get("value", "on"))
        elif kind not in {"submit", "button", "image", "reset", "file"}:
            data.appendlist(name, tag.get("value", ""))
    return data


def context_forms(response):
    """Return the form objects in the template context of a response."""
    found = {}
    for context in response.context or ():
        for layer in getattr(context, "dicts", [context]):
            for value in layer.values():
                for form in _forms_of(value):
                    found[id(form)] = form
    return list(found.values())


def _forms_of(value):
    if isinstance(value, forms.BaseFormSet):
        yield from value.forms
    elif isinstance(value, forms.BaseForm):
        yield value
        for formset in getattr(value, "formsets", {}).values():
            yield from formset.forms
    elif isinstance(getattr(value, "form", None), forms.BaseForm):
        yield value.form


def fields(response):
    """Yield (name in the data, field) of all forms of a response."""
    for form in context_forms(response):
        for name, field in form.fields.items():
            yield form.add_prefix(name), field


def empty_streams(response):
    """Return the data that the scripts of the admin send for streams without blocks."""
    data = {}
    for name, field in fields(response):
        if isinstance(field, BlockField):
            data |= as_form(field.block, [], name)
    return data


def injections(response, own, foreign, text):
    """Yield (field, data) with one foreign object each, for every field that names objects."""
    for name, field in fields(response):
        match field:
            case BlockField():
                for block, value in one_foreign_each(field.block, own, foreign, text):
                    yield f"{name}/{block}", as_form(field.block, value, name)
            case forms.ModelMultipleChoiceField():
                yield name, {name: [str(foreign(field.queryset.model))]}
            case forms.ModelChoiceField():
                yield name, {name: str(foreign(field.queryset.model))}
            case forms.Field(widget=DraftailRichTextArea()):
                value = field.widget.format_value(rich_text(foreign, text(name)))
                yield name, {name: value}


def comments(own, foreign, text):
    """Yield (note, data) of comment threads as the script of the edit form sends them.

    Foreign are: a thread, a thread to delete or to resolve, and an answer below an own thread.
    """
    thread, answer = str(foreign(Comment)), str(foreign(CommentReply))
    mine = str(own(Comment))
    yield "new comment", _threads("", text("comentario"), answers={"": text("respuesta")})
    yield "foreign comment", _threads(thread, text("comentario"))
    yield "foreign comment to delete", _threads(thread, "", DELETE="on")
    yield "foreign comment to resolve", _threads(thread, "", resolved="on")
    yield "answer to a foreign comment", _threads(thread, "", answers={"": text("respuesta")})
    for whose, key in (("own", mine), ("new", "")):
        data = _threads(key, text("comentario"), answers={answer: text("respuesta")})
        yield f"foreign answer below {whose} comment", data


def _threads(key, text, *, answers=None, **more):
    answers = answers or {}
    data = {"id": key, "text": text, "contentpath": "title", "position": "", **more}
    data |= _counts("replies", answers)
    for index, (answer, words) in enumerate(answers.items()):
        data |= {f"replies-{index}-id": answer, f"replies-{index}-text": words}
    return _counts("comments", {key: text}) | {
        f"comments-0-{name}": value for name, value in data.items()
    }


def _counts(name, rows):
    return {
        f"{name}-TOTAL_FORMS": str(len(rows)),
        f"{name}-INITIAL_FORMS": str(len([key for key in rows if key])),
        f"{name}-MIN_NUM_FORMS": "0",
        f"{name}-MAX_NUM_FORMS": "",
    }
