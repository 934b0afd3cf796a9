"""Opinions are read by whoever sees the page they are about."""

from wagtail.models import Page

from aislamiento.scope import visible
from aislamiento.visibles import through
from atencion.models import Opinion

visible(Opinion)(through("page", Page))
