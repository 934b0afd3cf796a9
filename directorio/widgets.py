from wagtail.admin.widgets import AdminTimeInput

from base.horas import read_hour


class HoraInput(AdminTimeInput):
    """Takes an hour as people write it.

    The script of Wagtail's input would make 4:30 in the morning of «4:30 p.m.», without a word.
    """

    def get_config(self):
        return super().get_config() | {"validateOnBlur": False}

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        try:
            return f"{read_hour(text):%H:%M}" if text else text
        except ValueError:
            return text
