//! What a registration act says of a person, every member checked.

use jiff::{civil::Date, tz::TimeZone};
use policy::{
    ContrastDatum, DocumentType, Email, Flaw, Level, Method, Name, NationalId, Phone, Profile,
    SupportNumber, contrast::parse_date,
};
use web::{Call, Members, Problem};

/// The body, read.
pub(crate) struct Entry {
    pub(crate) document: NationalId,
    pub(crate) contrast: ContrastDatum,
    pub(crate) given_name: Name,
    pub(crate) first_surname: Name,
    pub(crate) second_surname: Option<Name>,
    pub(crate) phone: Phone,
    pub(crate) email: Email,
    pub(crate) level: Level,
    pub(crate) method: Method,
    pub(crate) terms_version: Name,
}

impl Entry {
    pub(crate) fn read(call: &Call, profile: &Profile) -> Result<Self, Problem> {
        let body = call.body()?;
        let members = body.members();
        let today = call.now.to_zoned(TimeZone::UTC).date();
        let document = members.object("document");
        let kind = document.text("type", DocumentType::parse);
        let (
            Some(number),
            Some(contrast),
            Some(given_name),
            Some(first_surname),
            Some(second_surname),
            Some(phone),
            Some(email),
            Some((level, method)),
            Some(terms_version),
        ) = (
            document.number_of(kind),
            contrast(&document, kind, today),
            members.text("givenName", Name::parse),
            members.text("firstSurname", Name::parse),
            members.optional_text("secondSurname", Name::parse),
            members.text("phone", |text| {
                Phone::parse(text, &profile.phone.other_countries)
            }),
            members.text("email", Email::parse),
            level_by_method(&members),
            members.text("termsVersion", Name::parse),
        )
        else {
            return Err(body.refused());
        };
        Ok(Self {
            document: number,
            contrast,
            given_name,
            first_surname,
            second_surname,
            phone,
            email,
            level,
            method,
            terms_version,
        })
    }
}

/// A DNI has exactly one of `validUntil` and `issuedOn`, an NIE its `supportNumber`.
fn contrast(
    document: &Members<'_>,
    kind: Option<DocumentType>,
    today: Date,
) -> Option<ContrastDatum> {
    match kind? {
        DocumentType::Nie => document
            .text("supportNumber", SupportNumber::parse)
            .map(ContrastDatum::SupportNumber),
        DocumentType::Dni => {
            let valid_until = document.optional_text("validUntil", parse_date)?;
            let issued_on = document.optional_text("issuedOn", parse_date)?;
            let (name, datum) = match (valid_until, issued_on) {
                (Some(date), None) => ("validUntil", ContrastDatum::ValidUntil(date)),
                (None, Some(date)) => ("issuedOn", ContrastDatum::IssuedOn(date)),
                (None, None) => {
                    document.refuse("validUntil", Flaw::Missing);
                    return None;
                }
                (Some(_), Some(_)) => {
                    document.refuse("issuedOn", Flaw::NotAllowed);
                    return None;
                }
            };
            if !datum.in_force(today) {
                document.refuse(name, Flaw::NotInForce);
                return None;
            }
            Some(datum)
        }
    }
}

/// The level must be one that the method gives.
fn level_by_method(members: &Members<'_>) -> Option<(Level, Method)> {
    let level = members.text("registrationLevel", |text| {
        Level::parse(text).map_err(|_| Flaw::UnknownValue)
    });
    let method = members.text("method", |text| {
        Method::parse(text).map_err(|_| Flaw::UnknownValue)
    });
    let (level, method) = (level?, method?);
    if !method.gives(level) {
        members.refuse("registrationLevel", Flaw::NotAllowed);
        return None;
    }
    Some((level, method))
}
