from django.core.management.base import BaseCommand

from base.models import PortalSettings
from base.portales import portales


class Command(BaseCommand):
    help = "Prints deploy/nginx/portales-hosts.conf: every host that leads to a portal."

    def handle(self, *args, **options):
        hosts = [host for portal in portales() for host in portal.hosts]
        for record in PortalSettings.objects.select_related("site").order_by("pk"):
            hosts += [record.site.hostname, *record.hosts_anteriores]
        self.stdout.write(
            "# /etc/nginx/portales-hosts.conf: made by «manage.py hosts_de_nginx», one a line."
        )
        self.stdout.write("server_name")
        for host in dict.fromkeys(hosts):
            self.stdout.write(f"    {host}")
        self.stdout.write("    ;")
