"""A Django site that is nothing but django-allauth's headless API, with the accounts that are measured.

Hashes are Argon2id with Llave's own parameters; the store is SQLite in write-ahead mode. It limits no rate
and locks nobody.
"""

import os

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

FOLDER = os.environ["PEER_FOLDER"]


class Hasher(Argon2PasswordHasher):
    """m = 19456 KiB, t = 2, p = 1."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


settings.configure(
    SECRET_KEY="only for a measurement",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="headless",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.path.join(FOLDER, "accounts.sqlite"),
            "OPTIONS": {"init_command": "PRAGMA journal_mode = WAL", "transaction_mode": "IMMEDIATE", "timeout": 20},
            "CONN_MAX_AGE": None,
        }
    },
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "allauth",
        "allauth.account",
        "allauth.headless",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    PASSWORD_HASHERS=["headless.Hasher"],
    HEADLESS_ONLY=True,
    HEADLESS_CLIENTS=("app",),
    ACCOUNT_EMAIL_VERIFICATION="none",
    ACCOUNT_LOGIN_METHODS={"username"},
    ACCOUNT_RATE_LIMITS=False,
    LOGGING_CONFIG=None,
)

import django

django.setup()

from django.core.wsgi import get_wsgi_application
from django.urls import include, path

urlpatterns = [path("_allauth/", include("allauth.headless.urls"))]
application = get_wsgi_application()


def fill(number):
    """Makes the tables and so many accounts."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for index in range(number):
        User.objects.create_user(f"user{index}", password="Verde-Canica-2026")
