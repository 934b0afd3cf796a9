import gc
import logging
import os
import signal
import sys
from collections import deque
from contextlib import suppress
from time import monotonic, sleep

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application
from gunicorn.app.base import Application

logger = logging.getLogger(__name__)

_PAUSE = 5  # seconds before a scheduler that ended starts again
# So many ends of the scheduler within so many seconds are told, at most once in so many.
_ENDS, _WITHIN, _TOLD_FOR = 20, 7200, 86400
# Seconds to end: more than an announcement or a batch of mails takes, and then more than
# ``graceful_timeout`` of gunicorn. Together less than TimeoutStopSec of the unit and
# SECONDS_TO_STOP of scripts/run.py.
_FOR_THE_SCHEDULER, _FOR_THE_SERVER = 40, 18
_SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


class Gunicorn(Application):
    """gunicorn with the settings of deploy/ and the application that is loaded already."""

    def load_config(self):
        self.load_config_from_file(str(settings.BASE_DIR / "deploy" / "gunicorn.conf.py"))

    def load(self):
        return get_internal_wsgi_application()


def _web():
    # systemd gives its socket to one process: from now on to this one.
    if "LISTEN_PID" in os.environ:
        os.environ["LISTEN_PID"] = str(os.getpid())
    Gunicorn().run()


def _scheduler():
    call_command("planificador")


def _alarm():
    call_command("alarmar", "portales.service")


class Command(BaseCommand):
    help = "Serves the portals and runs the scheduler: processes that share the loaded code."
    requires_system_checks = ()  # each start of the server would wait for them

    def handle(self, *args, **options):
        self.running = {}  # what each child process runs
        self.is_stopping = False
        self.ending = set()  # the jobs that have been told to end
        self.exit_code = 0
        self.ends = deque(maxlen=_ENDS)
        self.is_told_until = 0
        get_internal_wsgi_application()
        # A collection writes into every object that it looks at, and what is written is shared no
        # more. What is loaded now stays until the end: nobody needs to look at it.
        gc.set_threshold(2000, 10, 10)  # manage.py sets more, and garbage would wait for longer
        gc.collect()
        gc.freeze()
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        signal.signal(signal.SIGHUP, self.reload)
        signal.signal(signal.SIGALRM, self.kill)
        logger.info("Portales del Ciudadano %s", settings.VERSION)
        self.start(_web)
        if settings.PLANIFICADOR:
            self.start(_scheduler)
        while self.running:
            self.wait()
        sys.exit(self.exit_code)

    def start(self, job):
        """Run ``job`` in a child process, unless all are being stopped."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        if not self.is_stopping:
            pid = os.fork()
            if not pid:
                _become(job)
            self.running[pid] = job
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)

    def wait(self):
        """Wait until a child process ends, and do what follows from it."""
        pid, status = os.wait()
        job = self.running.pop(pid, None)
        if self.is_stopping:
            self.end_next()
        if job is None or self.is_stopping:
            return
        code = os.waitstatus_to_exitcode(status)
        if job is _web:
            self.exit_code = max(code, 1)
            self.stop()
        elif job is _scheduler:
            logger.error("The scheduler ended with %s; it starts again", code)
            self.tell_if_often()
            sleep(_PAUSE)
            self.start(job)

    def tell_if_often(self):
        """Tell somebody of a scheduler that ends again and again: readers would not notice it."""
        now = monotonic()
        self.ends.append(now)
        is_often = len(self.ends) == _ENDS and now - self.ends[0] < _WITHIN
        if is_often and now >= self.is_told_until:
            self.is_told_until = now + _TOLD_FOR
            self.start(_alarm)

    def stop(self, *_args):
        """End the scheduler and then the server, so that readers are served meanwhile."""
        self.is_stopping = True
        self.end_next()

    def end_next(self):
        """Tell those that end now, which are told once; the alarm kills them."""
        jobs = {*self.running.values()} - {_web} or {*self.running.values()}
        if jobs != self.ending:
            self.ending = jobs
            signal.alarm(_FOR_THE_SERVER if _web in jobs else _FOR_THE_SCHEDULER)
            self.tell(signal.SIGTERM, jobs)

    def kill(self, *_args):
        self.tell(signal.SIGKILL, self.ending)

    def reload(self, *_args):
        self.tell(signal.SIGHUP, {_web})

    def tell(self, number, jobs):
        for pid, job in self.running.items():
            if job in jobs:
                with suppress(ProcessLookupError):  # it ended a moment ago
                    os.kill(pid, number)


def _become(job):
    """Run ``job`` in this process, which has just been forked, until it ends."""
    code = 1
    try:
        for number in {*_SIGNALS, signal.SIGALRM}:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        job()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        logger.exception("%s failed", job.__name__)
    finally:
        logging.shutdown()
        with suppress(OSError, ValueError):  # nobody may read it any more
            sys.stdout.flush()
        # The rest of the interpreter belongs to the parent.
        os._exit(code)
