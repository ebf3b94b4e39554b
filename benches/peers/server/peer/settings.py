"""A production set-up: no debugging, cached templates, open connections to the database, sessions in the database."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent

SECRET_KEY = "for measuring only"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "peer.urls"
WSGI_APPLICATION = "peer.wsgi.application"
LANGUAGE_CODE = "th"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "peer",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ.get("PEER_SOCKET", ""),
        "NAME": os.environ.get("PEER_DATABASE", "peer"),
        "USER": "prongsai",
        "CONN_MAX_AGE": None,
    }
}
# Bytes that the score page has at least: the same as the page it stands beside.
PAGE_SIZE = int(os.environ.get("PEER_SIZE", "0"))
# Tables are made at once from the models, in a database that is thrown away.
MIGRATION_MODULES = {"auth": None, "contenttypes": None, "sessions": None}
