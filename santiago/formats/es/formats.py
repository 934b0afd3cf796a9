"""Cuban formats where they differ from Django's Spanish: «8:00 a.m.»."""

TIME_FORMAT = "g:i a"
SHORT_DATETIME_FORMAT = "d/m/Y g:i a"
DATETIME_FORMAT = r"j \d\e F \d\e Y, g:i a"
