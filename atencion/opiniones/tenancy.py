"""Opinions are read by whoever sees the page they are about."""

from wagtail.models import Page

from atencion.models import Opinion
from base.tenancy.addresses import classify
from base.tenancy.scope import visible
from base.tenancy.visibles import through

visible(Opinion)(through("page", Page))

classify("opiniones", "index index_results")
classify("opiniones", "ver ver_results", pk=Page)
