"""Response of a view after too many attempts."""


class LimitedMixin:
    """Responds with 429 when a limit stopped the form (``LimitedFormMixin``)."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return too_many(response, form.wait) if form.wait else response


def too_many(response, seconds):
    response.status_code = 429
    response.headers["Retry-After"] = str(seconds)
    return response
