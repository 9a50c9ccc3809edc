"""What a generator of requests cannot know: the letter that belongs to a number, a solved proof of work, the
code in an SMS, the password of somebody who is registered.

It changes only requests that are meant to be right. Half of those that name a person name one of ours, so
that attacks come as far as what is behind the secrets.
"""

import itertools
import json
import os
import re
import zlib

import requests
import schemathesis

URL = os.environ["LLAVE_URL"]
PASSWORD = "violeta-cometa-tren"
LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
BY_CODE = ("/v1/activate", "/v1/reset")
BY_PASSWORD = ("/v1/login", "/v1/change", "/v1/unsubscribe")

# Eight places, each with somebody who is active.
people = {}
numbers = itertools.count(50_000_000)


def dev(method, path, **body):
    answer = requests.request(method, URL + path, json=body or None, timeout=30)
    answer.raise_for_status()
    return answer.json()


def registrar():
    return "Bearer " + dev("POST", "/dev/registrar-token", subject="officer-1")["token"]


def post(path, body, headers=None):
    answer = requests.post(URL + path, json=body, headers=headers, timeout=30)
    answer.raise_for_status()
    return answer.json()


def altcha():
    return dev("GET", "/dev/altcha")["altcha"]


def newest_code():
    messages = dev("GET", "/dev/sms")
    return messages[-1]["body"].rsplit("#", 1)[1] if messages else "000000"


def new_person():
    number = next(numbers)
    document = {"type": "DNI", "number": f"{number}{LETTERS[number % 23]}"}
    email = f"persona-{number}@example.org"
    code = post(
        "/v1/register",
        {
            "document": document | {"validUntil": "2099-12-31"},
            "givenName": "Nerea",
            "firstSurname": "Quintanilla",
            "phone": f"6{number}",
            "email": email,
            "registrationLevel": "advanced",
            "method": "office",
            "termsVersion": "2026-01",
        },
        {"authorization": registrar()},
    )["activationCode"]
    proof = {"document": document, "email": email, "activationCode": code}
    procedure = post("/v1/activate", proof | {"altcha": altcha()})["procedure"]
    post("/v1/verify-otp", {"procedure": procedure, "otp": newest_code()})
    post("/v1/set-password", {"procedure": procedure, "password": PASSWORD})
    return proof


def person(place):
    if place not in people:
        people[place] = new_person()
    return people[place]


def drawn_from(body):
    """A number that only the body decides, so that a run can be repeated."""
    return zlib.crc32(json.dumps(body, sort_keys=True, default=str).encode())


def mend_letter(document):
    number = re.sub(r"[ .-]", "", str(document.get("number", ""))).upper()
    parts = re.fullmatch(r"([XYZ]?)([0-9]{1,8})[A-Z]", number)
    if parts:
        lead, digits = parts.groups()
        right = LETTERS[int(str("XYZ".find(lead) if lead else "") + digits) % 23]
        text = document["number"]
        place = max(text.rfind(letter) for letter in set(text) if letter.isalpha())
        document["number"] = text[:place] + right + text[place + 1 :]


def mend_dates(document):
    """No schema says which day it is."""
    if str(document.get("validUntil") or "9") < "2099":
        document["validUntil"] = "2099-12-31"
    if str(document.get("issuedOn") or "0") > "2020":
        document["issuedOn"] = "2001-05-09"


def mend_email(body):
    """No schema counts octets, of which RFC 5321 lets an address have 254, and 64 before the @."""
    email = body["email"]
    if len(email.encode(errors="replace")) > 254 or len(email.split("@")[0].encode(errors="replace")) > 64:
        body["email"] = "persona@example.org"


def name_one_of_ours(path, body, draw):
    proof = person(draw % 8)
    if path in BY_CODE:
        body.update(proof)
        return
    body["document"] = proof["document"]
    for member in ("password", "currentPassword"):
        if member in body:
            body[member] = PASSWORD


class Registrar:
    """Somebody who may register."""

    def get(self, case, context):
        return registrar()

    def set(self, case, token, context):
        case.headers["Authorization"] = token


class Session:
    """A login of its own for each request: it may be the one that ends it."""

    def get(self, case, context):
        body = {"document": person(8)["document"], "password": PASSWORD}
        return post("/v1/login", body)["session"]

    def set(self, case, token, context):
        case.headers["Authorization"] = f"Bearer {token}"


if os.environ["LLAVE_ASKED_BY"] == "registrar":
    schemathesis.auth(refresh_interval=3_600).apply_to(path="/v1/register")(Registrar)
    schemathesis.auth(refresh_interval=None).apply_to(path="/v1/session")(Session)


@schemathesis.hook
def before_call(context, case, kwargs):
    path = case.operation.path
    if not case.meta or not case.meta.generation.mode.is_positive or not isinstance(case.body, dict):
        return
    body, draw = case.body, drawn_from(case.body)
    if isinstance(body.get("document"), dict):
        mend_letter(body["document"])
        mend_dates(body["document"])
        if isinstance(body.get("email"), str):
            mend_email(body)
        linked = case.meta.phase.name.value == "stateful" and path in BY_CODE
        if path in BY_CODE + BY_PASSWORD and draw % 2 and not linked:
            name_one_of_ours(path, body, draw >> 1)
    if path in BY_CODE:
        body.pop("answer", None)
        body["altcha"] = altcha()
    if path == "/v1/verify-otp" and draw % 4:
        body["otp"] = newest_code()


@schemathesis.hook
def after_call(context, case, response):
    # Who can do no more makes place for somebody else; so does who has another password now.
    if b"-blocked" in response.content or response.status_code in (200, 429):
        if case.operation.path in ("/v1/verify-otp",) + BY_CODE + BY_PASSWORD:
            people.clear()
