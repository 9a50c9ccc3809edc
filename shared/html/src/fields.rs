//! Everything that a person can type, in one table: what each field is called in a form and in the
//! contract, what is said beside it, what a browser and a password manager are told of it. And a
//! form: what was typed, given back but for secrets, with what is wrong beside it.

use askama::{Template, filters::HtmlSafe};

use crate::frame::Frame;

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// DNI or NIE, as a choice.
    DocumentType,
    /// The number, beside the choice of its type.
    DocumentNumber,
    /// The number alone; its type is told by its first letter.
    DniOrNie,
    /// The person's e-mail.
    Email,
    /// The activation code.
    ActivationCode,
    /// The answer to the simple question.
    Answer,
    /// The one-time code.
    Otp,
    /// The password, to enter.
    Password,
    /// The password in force, to change it.
    CurrentPassword,
    /// A password to be set.
    NewPassword,
    /// Whether a code is wanted beside the password.
    WithCode,
    /// That unsubscribing is understood.
    Understood,
    /// The registrar's token.
    RegistrarToken,
    /// Until when a DNI is valid.
    ValidUntil,
    /// When a permanent DNI was issued.
    IssuedOn,
    /// The support number of a NIE.
    SupportNumber,
    /// Given name.
    GivenName,
    /// First surname.
    FirstSurname,
    /// Second surname.
    SecondSurname,
    /// Mobile.
    Phone,
    /// The person's e-mail, as a registrar types it.
    DeskEmail,
    /// Level of the registration.
    Level,
    /// How the person was identified.
    Method,
    /// That the person accepts the terms.
    Terms,
}

/// What a form sends beside what is typed.
pub mod hidden {
    /// In every form: [`Frame::csrf`](crate::Frame::csrf).
    pub const CSRF: &str = "csrf";
    /// Of the simple question: [`Question::token`](crate::by_code::Question::token).
    pub const ANSWER_TOKEN: &str = "answer-token";
    /// Present if another question is wanted.
    pub const OTHER_QUESTION: &str = "other-question";
    /// What ALTCHA's widget found: the contract's `altcha`.
    pub const ALTCHA: &str = "altcha";
    /// The version of the terms that a person accepts.
    pub const TERMS_VERSION: &str = "terms-version";
    /// The code in the document to hand over.
    pub const ACTIVATION_CODE: &str = "handed-over-code";
    /// The level of the registration in it.
    pub const LEVEL: &str = "handed-over-level";
    /// When the registration was made, in RFC 3339.
    pub const REGISTERED_AT: &str = "handed-over-at";
    /// The language of the document to hand over, by its tag.
    pub const DOCUMENT_LANGUAGE: &str = "language";
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::DocumentType,
        Self::DocumentNumber,
        Self::DniOrNie,
        Self::Email,
        Self::ActivationCode,
        Self::Answer,
        Self::Otp,
        Self::Password,
        Self::CurrentPassword,
        Self::NewPassword,
        Self::WithCode,
        Self::Understood,
        Self::RegistrarToken,
        Self::ValidUntil,
        Self::IssuedOn,
        Self::SupportNumber,
        Self::GivenName,
        Self::FirstSurname,
        Self::SecondSurname,
        Self::Phone,
        Self::DeskEmail,
        Self::Level,
        Self::Method,
        Self::Terms,
    ];

    /// Its name in a form, which is also its id on the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DocumentType => "document-type",
            Self::DocumentNumber | Self::DniOrNie => "document-number",
            Self::Email | Self::DeskEmail => "email",
            Self::ActivationCode => "activation-code",
            Self::Answer => "answer",
            Self::Otp => "otp",
            Self::Password => "password",
            Self::CurrentPassword => "current-password",
            Self::NewPassword => "new-password",
            Self::WithCode => "with-code",
            Self::Understood => "understood",
            Self::RegistrarToken => "registrar-token",
            Self::ValidUntil => "valid-until",
            Self::IssuedOn => "issued-on",
            Self::SupportNumber => "support-number",
            Self::GivenName => "given-name",
            Self::FirstSurname => "first-surname",
            Self::SecondSurname => "second-surname",
            Self::Phone => "phone",
            Self::Level => "level",
            Self::Method => "method",
            Self::Terms => "terms",
        }
    }

    /// Whether this field holds the member of the contract at `pointer` (RFC 6901).
    #[must_use]
    pub fn is_at(self, pointer: &str) -> bool {
        match self {
            Self::DocumentType => pointer == "/document/type",
            Self::DocumentNumber | Self::DniOrNie => {
                matches!(pointer, "/document/number" | "/document")
            }
            Self::Email | Self::DeskEmail => pointer == "/email",
            Self::ActivationCode => pointer == "/activationCode",
            Self::Answer => matches!(pointer, "/answer" | "/answer/text" | "/answer/token"),
            Self::Otp => pointer == "/otp",
            Self::Password => pointer == "/password",
            Self::CurrentPassword => pointer == "/currentPassword",
            Self::NewPassword => matches!(pointer, "/newPassword" | "/password"),
            Self::WithCode => pointer == "/assurance",
            Self::Understood => pointer == "/understood",
            Self::RegistrarToken => false,
            Self::ValidUntil => pointer == "/document/validUntil",
            Self::IssuedOn => pointer == "/document/issuedOn",
            Self::SupportNumber => pointer == "/document/supportNumber",
            Self::GivenName => pointer == "/givenName",
            Self::FirstSurname => pointer == "/firstSurname",
            Self::SecondSurname => pointer == "/secondSurname",
            Self::Phone => pointer == "/phone",
            Self::Level => pointer == "/registrationLevel",
            Self::Method => pointer == "/method",
            Self::Terms => pointer == "/termsVersion",
        }
    }

    /// Whether what was typed is never shown again.
    #[must_use]
    pub fn is_secret(self) -> bool {
        match self {
            Self::ActivationCode
            | Self::Answer
            | Self::Otp
            | Self::Password
            | Self::CurrentPassword
            | Self::NewPassword
            | Self::RegistrarToken => true,
            Self::DocumentType
            | Self::DocumentNumber
            | Self::DniOrNie
            | Self::Email
            | Self::WithCode
            | Self::Understood
            | Self::ValidUntil
            | Self::IssuedOn
            | Self::SupportNumber
            | Self::GivenName
            | Self::FirstSurname
            | Self::SecondSurname
            | Self::Phone
            | Self::DeskEmail
            | Self::Level
            | Self::Method
            | Self::Terms => false,
        }
    }

    fn is_required(self) -> bool {
        !matches!(
            self,
            Self::WithCode
                | Self::ValidUntil
                | Self::IssuedOn
                | Self::SupportNumber
                | Self::SecondSurname
        )
    }

    /// What it is called on the page.
    pub(crate) fn label(self, frame: &Frame<'_>) -> String {
        let message = match self {
            Self::DocumentType => "field-document-type",
            Self::DocumentNumber => "field-document-number",
            Self::DniOrNie => "field-dni-or-nie",
            Self::Email => "field-email",
            Self::ActivationCode => "field-activation-code",
            // The question itself stands before the field.
            Self::Answer => "robot-answer",
            Self::Otp => "field-otp",
            Self::Password => "field-password",
            Self::CurrentPassword => "field-current-password",
            Self::NewPassword => "field-new-password",
            Self::WithCode => "field-with-code",
            Self::Understood => "field-understood",
            Self::RegistrarToken => "field-registrar-token",
            Self::ValidUntil => "field-valid-until",
            Self::IssuedOn => "field-issued-on",
            Self::SupportNumber => "field-support-number",
            Self::GivenName => "field-given-name",
            Self::FirstSurname => "field-first-surname",
            Self::SecondSurname => "field-second-surname",
            Self::Phone => "field-phone",
            Self::DeskEmail => "field-desk-email",
            Self::Level => "field-level",
            Self::Method => "field-method",
            Self::Terms => {
                return frame.with("field-terms", "version", &frame.site.terms_version);
            }
        };
        frame.say(message).into_owned()
    }

    fn hint(self, frame: &Frame<'_>) -> Option<String> {
        let say = |message| Some(frame.say(message).into_owned());
        let profile = &frame.site.profile;
        match self {
            Self::DocumentNumber | Self::DniOrNie => say("hint-document-number"),
            Self::Email => say("hint-email"),
            Self::ActivationCode => {
                Some(frame.with("hint-activation-code", "symbols", profile.code.symbols))
            }
            Self::Answer => say("hint-answer"),
            Self::Otp => Some(frame.with("hint-otp", "digits", profile.otp.digits)),
            Self::WithCode => say("hint-with-code"),
            Self::RegistrarToken => say("hint-registrar-token"),
            Self::IssuedOn => say("hint-issued-on"),
            Self::SupportNumber => say("hint-support-number"),
            Self::Phone => say("hint-phone"),
            Self::DeskEmail => say("hint-desk-email"),
            Self::DocumentType
            | Self::Password
            | Self::CurrentPassword
            | Self::NewPassword
            | Self::Understood
            | Self::ValidUntil
            | Self::GivenName
            | Self::FirstSurname
            | Self::SecondSurname
            | Self::Level
            | Self::Method
            | Self::Terms => None,
        }
    }

    /// What a browser is told of it.
    fn control(self, frame: &Frame<'_>) -> Control {
        let text = |autocomplete| Control::Text(Text::of("text", autocomplete));
        match self {
            Self::DocumentType => Control::Radios(vec![
                ("DNI", frame.say("dni").into_owned()),
                ("NIE", frame.say("nie").into_owned()),
            ]),
            Self::DocumentNumber | Self::DniOrNie => Control::Text(Text {
                typed: Typed::Capitals,
                ..Text::of("text", "username")
            }),
            Self::Email => Control::Text(Text::of("email", "email")),
            Self::DeskEmail => Control::Text(Text::of("email", "off")),
            Self::ActivationCode => Control::Text(Text {
                typed: Typed::Groups,
                ..Text::of("text", "off")
            }),
            Self::Answer => text("off"),
            Self::Otp => Control::Text(Text {
                typed: Typed::Digits,
                pattern: Some(digits(frame.site.profile.otp.digits)),
                ..Text::of("text", "one-time-code")
            }),
            Self::Password | Self::CurrentPassword => Control::Secret("current-password"),
            Self::NewPassword => Control::Secret("new-password"),
            Self::RegistrarToken => Control::Secret("off"),
            Self::WithCode | Self::Understood | Self::Terms => Control::Check,
            Self::ValidUntil | Self::IssuedOn => Control::Text(Text::of("date", "off")),
            Self::SupportNumber => Control::Text(Text {
                typed: Typed::Capitals,
                ..Text::of("text", "off")
            }),
            Self::GivenName | Self::FirstSurname | Self::SecondSurname => text("off"),
            Self::Phone => Control::Text(Text::of("tel", "off")),
            Self::Level => Control::Radios(vec![
                ("advanced", frame.say("level-advanced").into_owned()),
                ("basic", frame.say("level-basic").into_owned()),
            ]),
            Self::Method => Control::Radios(vec![
                ("office", frame.say("method-office").into_owned()),
                ("certificate", frame.say("method-certificate").into_owned()),
                ("video", frame.say("method-video").into_owned()),
                ("letter", frame.say("method-letter").into_owned()),
            ]),
        }
    }
}

/// As many digits as the one-time code has, with the spaces and hyphens that people put between.
fn digits(count: u32) -> String {
    format!("(?:[ \\-]*[0-9]){{{count}}}[ \\-]*")
}

/// What is wrong with one field.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// Which.
    pub field: Field,
    /// What, in the person's language.
    pub detail: String,
}

/// A refusal, shown above a form. Its texts are the problem's own, in the person's language.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The problem's title.
    pub title: String,
    /// The problem's detail.
    pub detail: String,
    /// What is wrong with single fields.
    pub fields: Vec<FieldError>,
}

impl Refusal {
    /// A problem's title and detail.
    #[must_use]
    pub fn new(title: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            detail: detail.into(),
            fields: Vec::new(),
        }
    }

    /// A form that is not from a page of ours, or from one that was open for too long.
    #[must_use]
    pub fn stale(frame: &Frame<'_>) -> Self {
        Self::new(frame.say("stale-title"), frame.say("stale-detail"))
    }

    /// With what is wrong with the member at `pointer`: it stands beside the one of the page's
    /// `fields` that holds the member, and nowhere if none does.
    #[must_use]
    pub fn with(mut self, fields: &[Field], pointer: &str, detail: impl Into<String>) -> Self {
        let held = fields.iter().find(|field| field.is_at(pointer));
        self.fields.extend(held.map(|field| FieldError {
            field: *field,
            detail: detail.into(),
        }));
        self
    }
}

/// What was typed in a form, and why it came back.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: Vec<(Field, String)>,
    refusal: Option<Refusal>,
}

impl Form {
    /// What comes back with a refusal.
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        Self {
            values: Vec::new(),
            refusal: Some(refusal),
        }
    }

    /// With what was typed in a field. A secret is dropped here.
    #[must_use]
    pub fn with(mut self, field: Field, typed: impl Into<String>) -> Self {
        if !field.is_secret() {
            self.values.push((field, typed.into()));
        }
        self
    }

    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    fn value(&self, field: Field) -> &str {
        let found = self.values.iter().find(|(known, _)| *known == field);
        found.map_or("", |(_, value)| value)
    }

    fn errors(&self, field: Field) -> Vec<&str> {
        let fields = self.refusal.iter().flat_map(|refusal| &refusal.fields);
        fields
            .filter(|error| error.field == field)
            .map(|error| error.detail.as_str())
            .collect()
    }

    /// The field, ready for a page.
    pub(crate) fn input<'f>(&'f self, frame: &'f Frame<'f>, field: Field) -> Input<'f> {
        self.input_described(frame, field, "")
    }

    /// The field, with an element of the page (by its id) that describes it too.
    pub(crate) fn input_described<'f>(
        &'f self,
        frame: &'f Frame<'f>,
        field: Field,
        also: &'static str,
    ) -> Input<'f> {
        Input {
            frame,
            id: field.name(),
            label: field.label(frame),
            hint: field.hint(frame),
            errors: self.errors(field),
            value: self.value(field),
            required: field.is_required(),
            control: field.control(frame),
            also,
        }
    }
}

/// A field on a page.
#[derive(Template)]
#[template(path = "field.html")]
pub(crate) struct Input<'f> {
    frame: &'f Frame<'f>,
    id: &'static str,
    label: String,
    hint: Option<String>,
    errors: Vec<&'f str>,
    value: &'f str,
    required: bool,
    control: Control,
    also: &'static str,
}

impl HtmlSafe for Input<'_> {}

/// What a field is made of.
enum Control {
    /// A line of text.
    Text(Text),
    /// A line that is hidden while it is typed, with its `autocomplete`.
    Secret(&'static str),
    /// One of some: value and label.
    Radios(Vec<(&'static str, String)>),
    /// Yes or no.
    Check,
}

/// A line of text.
struct Text {
    kind: &'static str,
    autocomplete: &'static str,
    typed: Typed,
    pattern: Option<String>,
}

/// How a line of text is typed.
#[derive(PartialEq, Eq)]
enum Typed {
    /// As it comes.
    Plainly,
    /// A code of letters and digits: capitals, no dictionary.
    Capitals,
    /// The same, shown in groups of four.
    Groups,
    /// Digits, though not a number.
    Digits,
}

impl Text {
    fn of(kind: &'static str, autocomplete: &'static str) -> Self {
        Self {
            kind,
            autocomplete,
            typed: Typed::Plainly,
            pattern: None,
        }
    }
}

impl Input<'_> {
    /// The ids of what describes the field, in the order in which they are read.
    fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if !self.errors.is_empty() {
            ids.push(format!("{}-error", self.id));
        }
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        if !self.also.is_empty() {
            ids.push(self.also.to_owned());
        }
        ids.join(" ")
    }

    /// Whether this choice is made; the first is, before any was.
    fn chosen(&self, value: &str, first: &bool) -> bool {
        self.value == value || (self.value.is_empty() && *first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_member_stands_beside_the_field_that_holds_it() {
        let page = [Field::DniOrNie, Field::CurrentPassword, Field::NewPassword];
        let refusal = Refusal::new("title", "detail")
            .with(&page, "/document/number", "one")
            .with(&page, "/newPassword", "two")
            .with(&page, "/email", "of another page");
        let found: Vec<_> = refusal.fields.iter().map(|error| error.field).collect();
        assert_eq!(found, [Field::DniOrNie, Field::NewPassword]);
    }

    #[test]
    fn secrets_are_never_given_back() {
        for field in Field::ALL {
            let form = Form::default().with(field, "typed");
            let expected = if field.is_secret() { "" } else { "typed" };
            assert_eq!(form.value(field), expected, "{}", field.name());
        }
    }
}
