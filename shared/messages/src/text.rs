//! Every wording of an SMS.
//!
//! One part (at most 160 septets), of GSM 03.38's basic set and without accents: a letter outside
//! it would more than halve what fits. The brand comes first, then the code, what it is for and
//! how long it lasts; the last line binds the code to the host, so that a browser offers it there
//! and nowhere else (WICG "Origin-bound one-time codes delivered via SMS"):
//!
//! ```text
//! Llave: 123456 es su codigo para entrar. Vale 10 min. No se lo diga a nadie, ni a Llave.
//!
//! @llave.example #123456
//! ```

use policy::{Language, Purpose};

/// The longest host that fits into every message beside a code of 8 digits and 2 digits of minutes.
pub const HOST_MAX: usize = 40;

/// Whether `host` can stand in every message: 1 to [`HOST_MAX`] letters, digits, dots and hyphens of
/// ASCII, without scheme or port.
pub fn fits(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= HOST_MAX
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
}

/// The SMS that carries `otp`, good for `minutes` (at most 99), to be typed at `host` (one that
/// [`fits`]).
pub fn otp_message(
    language: Language,
    purpose: Purpose,
    otp: &str,
    host: &str,
    minutes: u32,
) -> String {
    let what = what_for(language, purpose);
    let said = match language {
        Language::Es => format!(
            "{otp} es su codigo para {what}. Vale {minutes} min. \
             No se lo diga a nadie, ni a Llave."
        ),
        Language::En => format!(
            "{otp} is your code to {what}. Valid for {minutes} min. \
             Tell no one, not even Llave."
        ),
        Language::Ca => format!(
            "{otp}, el seu codi per {what}. Val {minutes} min. \
             No el digui a ningu, ni a Llave."
        ),
        Language::CaValencia => format!(
            "{otp}, el seu codi per a {what}. Val {minutes} min. \
             No el diga a ningu, ni a Llave."
        ),
        Language::Gl => format!(
            "{otp}, codigo para {what}. Vale {minutes} min. \
             Non llo diga a ninguen, nin a Llave."
        ),
        Language::Eu => format!(
            "{otp} da {what} kodea. {minutes} minutuz balio du. \
             Ez esan inori, ezta Llaveri ere."
        ),
    };
    format!("Llave: {said}\n\n@{host} #{otp}")
}

/// What the code is for, as it stands inside the sentence of its language.
fn what_for(language: Language, purpose: Purpose) -> &'static str {
    match language {
        Language::Es => match purpose {
            Purpose::Activation => "activar su Llave",
            Purpose::Reset => "crear otra contrasena",
            Purpose::Login => "entrar",
            Purpose::Change => "cambiar su contrasena",
            Purpose::Unsubscribe => "darse de baja",
        },
        Language::En => match purpose {
            Purpose::Activation => "activate your Llave",
            Purpose::Reset => "set a new password",
            Purpose::Login => "log in",
            Purpose::Change => "change your password",
            Purpose::Unsubscribe => "close your account",
        },
        Language::Ca => match purpose {
            Purpose::Activation => "activar la seva Llave",
            Purpose::Reset => "restablir la contrasenya",
            Purpose::Login => "entrar",
            Purpose::Change => "canviar la contrasenya",
            Purpose::Unsubscribe => "donar-se de baixa",
        },
        Language::CaValencia => match purpose {
            Purpose::Activation => "activar la seua Llave",
            Purpose::Reset => "restablir la contrasenya",
            Purpose::Login => "entrar",
            Purpose::Change => "canviar la contrasenya",
            Purpose::Unsubscribe => "donar-se de baixa",
        },
        Language::Gl => match purpose {
            Purpose::Activation => "activar a sua Llave",
            Purpose::Reset => "crear outro contrasinal",
            Purpose::Login => "entrar",
            Purpose::Change => "cambiar o contrasinal",
            Purpose::Unsubscribe => "darse de baixa",
        },
        Language::Eu => match purpose {
            Purpose::Activation => "zure Llave aktibatzeko",
            Purpose::Reset => "beste pasahitz bat jartzeko",
            Purpose::Login => "sartzeko",
            Purpose::Change => "pasahitza aldatzeko",
            Purpose::Unsubscribe => "baja emateko",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PURPOSES: [Purpose; 5] = [
        Purpose::Activation,
        Purpose::Reset,
        Purpose::Login,
        Purpose::Change,
        Purpose::Unsubscribe,
    ];
    const LONGEST_OTP: &str = "00000000";

    /// The basic set of GSM 03.38 as far as it is ASCII; each of these is one septet.
    fn is_one_septet(character: char) -> bool {
        character.is_ascii_alphanumeric() || "@$_ !\"#%&'()*+,-./:;<=>?\n\r".contains(character)
    }

    #[track_caller]
    fn check(purpose: Purpose, expected: &str) {
        let message = otp_message(Language::Es, purpose, "012345", "llave.example", 10);
        assert_eq!(message, format!("{expected}\n\n@llave.example #012345"));
    }

    #[test]
    fn the_spanish_ones_read() {
        check(
            Purpose::Activation,
            "Llave: 012345 es su codigo para activar su Llave. Vale 10 min. \
             No se lo diga a nadie, ni a Llave.",
        );
        check(
            Purpose::Reset,
            "Llave: 012345 es su codigo para crear otra contrasena. Vale 10 min. \
             No se lo diga a nadie, ni a Llave.",
        );
        check(
            Purpose::Login,
            "Llave: 012345 es su codigo para entrar. Vale 10 min. \
             No se lo diga a nadie, ni a Llave.",
        );
        check(
            Purpose::Change,
            "Llave: 012345 es su codigo para cambiar su contrasena. Vale 10 min. \
             No se lo diga a nadie, ni a Llave.",
        );
        check(
            Purpose::Unsubscribe,
            "Llave: 012345 es su codigo para darse de baja. Vale 10 min. \
             No se lo diga a nadie, ni a Llave.",
        );
    }

    #[test]
    fn every_message_is_one_part_at_its_longest() {
        let host = "h".repeat(HOST_MAX);
        assert!(fits(&host));
        for &language in Language::ALL.iter() {
            for purpose in PURPOSES {
                let message = otp_message(language, purpose, LONGEST_OTP, &host, 99);
                assert!(message.chars().all(is_one_septet), "{message}");
                assert!(message.len() <= 160, "{} septets: {message}", message.len());
            }
        }
    }

    #[test]
    fn every_message_begins_with_the_brand_and_the_code() {
        for &language in Language::ALL.iter() {
            for purpose in PURPOSES {
                let message = otp_message(language, purpose, "012345", "llave.example", 10);
                assert!(message.starts_with("Llave: 012345"), "{message}");
                assert!(message.contains(" 10 min"), "{message}");
            }
        }
    }

    #[test]
    fn every_message_ends_bound_to_its_host() {
        for &language in Language::ALL.iter() {
            for purpose in PURPOSES {
                let message = otp_message(language, purpose, "012345", "llave.example", 10);
                let lines: Vec<_> = message.split('\n').collect();
                assert_eq!(lines.len(), 3, "{message}");
                assert_eq!(lines[1..], ["", "@llave.example #012345"]);
            }
        }
    }

    #[test]
    fn purposes_can_be_told_apart_in_every_language() {
        for &language in Language::ALL.iter() {
            for (place, purpose) in PURPOSES.into_iter().enumerate() {
                for other in PURPOSES.into_iter().skip(place + 1) {
                    assert_ne!(what_for(language, purpose), what_for(language, other));
                }
            }
        }
    }

    #[test]
    fn a_host_fits_up_to_its_length_and_alphabet() {
        #[track_caller]
        fn check(host: &str, expected: bool) {
            assert_eq!(fits(host), expected, "{host}");
        }
        check("llave.example", true);
        check("xn--clav-epa.example", true);
        check("localhost", true);
        check(&"a".repeat(HOST_MAX), true);
        check(&"a".repeat(HOST_MAX + 1), false);
        check("", false);
        check("llave.example:8080", false);
        check("https://llave.example", false);
        check("llavé.example", false);
        check("llave example", false);
        check("llave.example\n", false);
    }
}
