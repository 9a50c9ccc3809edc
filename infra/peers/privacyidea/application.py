"""privacyIDEA over SQLite, with the accounts that are measured: a password, and a code by SMS.

The password is the PIN of the person's SMS token: privacyIDEA keeps it as Argon2id, here with Llave's own
parameters; its user stores know no Argon2. It sends the SMS to the address in PEER_SMS.
"""

import os

FOLDER = os.environ["PEER_FOLDER"]
CONFIGURATION = os.path.join(FOLDER, "pi.cfg")


def application(environ, start_response):
    """What gunicorn asks: made at the first request of each worker."""
    global application
    from privacyidea.app import create_app

    application = create_app(config_name="production", config_file=CONFIGURATION, silent=True)
    return application(environ, start_response)


def fill(number):
    """Makes so many accounts, each with its token, and the policies that ask both of it."""
    from privacyidea.app import create_app
    from privacyidea.lib.config import set_privacyidea_config
    from privacyidea.lib.policy import set_policy
    from privacyidea.lib.realm import set_realm
    from privacyidea.lib.resolver import save_resolver
    from privacyidea.lib.smsprovider.SMSProvider import set_smsgateway
    from privacyidea.lib.token import init_token
    from privacyidea.lib.user import User

    users = os.path.join(FOLDER, "users")
    with open(users, "w", encoding="utf-8") as file:
        for index in range(number):
            file.write(f"user{index}:x:{1000 + index}:{1000 + index}:user{index},,,:/:/bin/false\n")
    with create_app(config_name="production", config_file=CONFIGURATION, silent=True).app_context():
        save_resolver({"resolver": "people", "type": "passwdresolver", "fileName": users})
        set_realm("people", [{"name": "people"}])
        set_privacyidea_config("sms.identifier", "sink")
        set_smsgateway(
            "sink",
            "privacyidea.lib.smsprovider.HttpSMSProvider.HttpSMSProvider",
            options={
                "URL": os.environ["PEER_SMS"],
                "HTTP_METHOD": "GET",
                "to": "{phone}",
                "text": "{otp}",
            },
        )
        set_policy(
            "password-and-sms",
            scope="authentication",
            action="otppin=tokenpin, challenge_response=sms, smstext=<otp>",
        )
        for index in range(number):
            init_token(
                {
                    "type": "sms",
                    "phone": f"+346{index:08}",
                    "pin": "Verde-Canica-2026",
                    "genkey": 1,
                    "serial": f"SMS{index}",
                },
                user=User(f"user{index}", realm="people"),
            )
