"""The door for a production server: `granian --interface wsgi wsgi:app`."""

from web import create_app

app = create_app()
