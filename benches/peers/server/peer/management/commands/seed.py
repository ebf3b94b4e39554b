"""Puts a published result and signed-in officers into the database; prints the keys of their sessions."""

import json

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand

from peer.models import Agency, Assessment, Figure, Officer

OFFICERS = 64


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("code")

    def handle(self, *args, **options):
        with open(options["file"], encoding="utf-8") as file:
            result = json.load(file)
        keys = []
        for number in range(OFFICERS):
            code = options["code"] if number == 0 else f"B{number:04}"
            agency = Agency.objects.create(
                code=code, name=result["agency"]["name"], district="เมือง", province="ตัวอย่าง"
            )
            user = User.objects.create(username=f"officer{number}", password="!")
            Officer.objects.create(user=user, agency=agency)
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.save()
            keys.append(session.session_key)
            if number == 0:
                self.publish(agency, result)
        self.stdout.write(json.dumps(keys))

    def publish(self, agency, result):
        assessment = Assessment.objects.create(
            agency=agency,
            year=result["fiscal_year"],
            overall=result["overall"],
            level=(result["level"] or {}).get("th", ""),
            framework=result["framework"],
            published_at=result["published_at"],
        )
        instrument = ""
        for position, row in enumerate(result["scores"]):
            if row["kind"] == "instrument":
                instrument = row["path"]
            Figure.objects.create(
                assessment=assessment,
                position=position,
                kind=row["kind"],
                path=row["path"],
                title=row["title"]["th"],
                instrument=instrument,
                score=row["score"],
            )
