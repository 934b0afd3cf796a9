"""How a view answers whoever has tried too often."""


class LimitedMixin:
    """Answers «too many requests» when the form has not even been tried."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return too_many(response, form.wait) if form.wait else response


def too_many(response, seconds):
    response.status_code = 429
    response.headers["Retry-After"] = str(seconds)
    return response
