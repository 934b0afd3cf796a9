"""Files that a browser keeps instead of showing them, made of what a page tells; and for whom."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .tablas import csv_text


def para_otros_sitios(response):
    """Let pages and scripts of any site show and read what is the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def as_file(content, content_type, name):
    return HttpResponse(
        content,
        content_type=f"{content_type}; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def csv_file(fields, records, name):
    """Return ``records``, mappings by the names of ``fields``, as a table."""
    return as_file(csv_text(fields, records), "text/csv", f"{name}.csv")


def json_file(data, name):
    text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    return as_file(text, "application/json", f"{name}.json")
