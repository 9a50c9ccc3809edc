//! What may be a password, on both sides of every boundary, told by `change`: it looks at the new
//! password once the current one was right, and refuses as often as one likes.

use tests::journeys::opened;
use tests::person::new_password;
use tests::{Llave, Person, check, good};

use crate::server;

#[tokio::test]
async fn seven_characters_are_too_few_and_eight_are_enough() {
    let llave = server().await;
    let person = llave.active().await;
    rejected(&llave, &person, "kX7!vwz", &["too-short"]).await;
    accepted(&llave, &person, "kX7!vwzq").await;
}

#[tokio::test]
async fn up_to_128_characters_are_kept_and_129_are_too_many() {
    let llave = server().await;
    let mut person = llave.active().await;
    let long = "grapa correcta bateria ".repeat(6);
    rejected(&llave, &person, &long[..129], &["too-long"]).await;
    llave.finish_change(&mut person, &long[..128]).await;
    // Nothing is cut off: every one of the characters counts.
    assert_eq!(llave.login_with(&person, &long[..127]).await.status, 403);
    llave.logged_in(&person).await;
}

#[tokio::test]
async fn length_is_counted_in_characters_after_composition() {
    let llave = server().await;
    let person = llave.active().await;
    rejected(&llave, &person, "kX7!vwe\u{301}", &["too-short"]).await;
    accepted(&llave, &person, "kX7!vwze\u{301}").await;
    accepted(&llave, &person, &"n\u{303}".repeat(128)).await;
    rejected(&llave, &person, &"n\u{303}".repeat(129), &["too-long"]).await;
}

#[tokio::test]
async fn up_to_15_characters_three_of_four_classes_are_needed() {
    let llave = server().await;
    let person = llave.active().await;
    for two_classes in [
        "kqzvtrwpxbmhgd7",
        "kqzvtrwPXBMHGDN",
        "kqzvtrwp!b-h$d?",
        "KQZVT7WP9B2H4",
    ] {
        rejected(&llave, &person, two_classes, &["too-few-classes"]).await;
    }
    for three in [
        "kqzvtrwPxbmhgd7",
        "kqzvtrwp-bmhgd7",
        "KQZVTRWP-BMHGD7",
        "kqzvtrwP-bmhgdn",
    ] {
        accepted(&llave, &person, three).await;
    }
}

#[tokio::test]
async fn from_16_characters_on_no_classes_are_needed() {
    let llave = server().await;
    let person = llave.active().await;
    accepted(&llave, &person, "kqzvtrwpxbmhgdsn").await;
    accepted(&llave, &person, "kqzv trwp xbmh gd").await;
}

#[tokio::test]
async fn up_to_15_characters_the_alphabet_is_that_of_the_original() {
    let llave = server().await;
    let person = llave.active().await;
    for stranger in ["~", " ", "ß", "\"", "'", "£", "^", "{", "🔑", "ж"] {
        let password = format!("kqzvtrwPxbmh7{stranger}");
        let answer = llave.change(&person, &password).await;
        assert_eq!(answer.violations(), ["characters"], "{password}");
        let detail = answer["violations"][0]["detail"].as_str().expect("a text");
        assert!(
            detail.contains(stranger),
            "{stranger} is not named: {detail}"
        );
    }
}

#[tokio::test]
async fn every_character_of_the_alphabet_is_accepted() {
    let llave = server().await;
    let person = llave.active().await;
    let all = "¡!$€?%&#@/\\()=¿*[];,:._<>+-ñÑçÇáàäâéèëêíìïîóòöôúùüûÁÀÉÍÓÚÜ";
    for chunk in all.chars().collect::<Vec<_>>().chunks(10) {
        let password: String = "Kx7v".chars().chain(chunk.iter().copied()).collect();
        accepted(&llave, &person, &password).await;
    }
}

#[tokio::test]
async fn from_16_characters_on_any_character_is_accepted() {
    let llave = server().await;
    let person = llave.active().await;
    accepted(&llave, &person, "kqzvtrwPxbmhgd7~").await;
    accepted(&llave, &person, "kqzv 🔑 \"trwp\" ж ß").await;
}

#[tokio::test]
async fn words_of_four_letters_of_ones_own_name_are_refused_at_any_length() {
    let llave = server().await;
    let person = llave
        .active_as(with_names("María José", "de la Cruz", "Zubizarreta"))
        .await;
    for password in [
        "7-kqMARIAvtw",
        "7-kqmaríavtw",
        "7-kqmari\u{301}avtw",
        "7-kqJoSévtw",
        "7-cruzKqvtw",
        "7-KqZubizarreta",
        "una frase muy larga con zubizarreta dentro",
    ] {
        rejected(&llave, &person, password, &["personal-data"]).await;
    }
    for password in [
        "7-kqMARAvtw",
        "7-kqZubizarKt",
        "7-de-la-Kqvtw",
        "la casa de la playa lejos",
    ] {
        accepted(&llave, &person, password).await;
    }
}

#[tokio::test]
async fn a_name_of_three_letters_is_refused_where_it_stands_alone() {
    let llave = server().await;
    let person = llave
        .active_as(with_names("Ana", "Gil", "de los Ríos"))
        .await;
    for password in [
        "7-Ana-Kqvtw",
        "Kqvtw7.gil",
        "GIL!kqvtw7",
        "mi prima ana y yo en casa",
    ] {
        rejected(&llave, &person, password, &["personal-data"]).await;
    }
    for password in [
        "7-banana-Kqvtw",
        "Kqvtw7.gilda",
        "7-los-Kqvtw",
        "de los unos y los otros",
    ] {
        accepted(&llave, &person, password).await;
    }
}

#[tokio::test]
async fn ones_own_document_number_is_refused_and_any_run_of_five_of_its_digits() {
    let llave = server().await;
    let person = llave.active().await;
    let number = person.document.number.clone();
    for part in [
        &number[..],
        &number[..8],
        &number[..5],
        &number[2..7],
        &number[3..8],
    ] {
        let short = format!("Kq-{part}!");
        rejected(&llave, &person, &short, &["personal-data"]).await;
        let long = format!("una frase muy larga con {part} dentro");
        rejected(&llave, &person, &long, &["personal-data"]).await;
    }
    for part in [&number[..4], &number[4..8]] {
        accepted(&llave, &person, &format!("Kq-{part}!z")).await;
    }
}

#[tokio::test]
async fn a_nie_is_personal_data_like_a_dni() {
    let llave = server().await;
    let person = llave.active_as(Person::with_nie()).await;
    let number = &person.document.number;
    for part in [
        number.to_lowercase(),
        number[1..6].to_owned(),
        number[3..8].to_owned(),
    ] {
        rejected(&llave, &person, &format!("Kq-{part}!"), &["personal-data"]).await;
    }
}

#[tokio::test]
async fn common_passwords_are_refused_in_whatever_case() {
    let llave = server().await;
    let person = llave.active().await;
    for common in [
        "password",
        "contraseña",
        "CONTRASEÑA",
        "RealMadrid",
        "tequiero",
        "12345678",
    ] {
        let violations = llave.change(&person, common).await.violations();
        assert!(
            violations.contains(&"common".to_owned()),
            "{common}: {violations:?}"
        );
    }
    // Compared whole.
    accepted(&llave, &person, "Kq7-tequiero-!").await;
}

#[tokio::test]
async fn the_password_in_force_may_not_be_set_again_and_the_one_before_may() {
    let llave = server().await;
    let mut person = llave.active().await;
    let first = person.password.clone();
    rejected(&llave, &person, &first, &["history"]).await;

    let second = new_password();
    llave.finish_change(&mut person, &second).await;
    rejected(&llave, &person, &second, &["history"]).await;
    llave.finish_change(&mut person, &first).await;
}

#[tokio::test]
async fn every_broken_rule_is_told_at_once() {
    let llave = server().await;
    let person = llave
        .active_as(with_names("María", "Cruz", "Zubizarreta"))
        .await;
    let long = format!("zubizarreta {}", "grapa ".repeat(25));
    for (password, expected) in [
        ("zubizarretak", vec!["personal-data", "too-few-classes"]),
        (
            "zubizarreta~",
            vec!["characters", "personal-data", "too-few-classes"],
        ),
        ("realmadrid", vec!["common", "too-few-classes"]),
        (&long, vec!["personal-data", "too-long"]),
    ] {
        rejected(&llave, &person, password, &expected).await;
    }
}

#[tokio::test]
async fn set_password_knows_the_same_rules() {
    let llave = server().await;
    let person = llave.active().await;
    let procedure = opened(&llave.reset(&person).await);
    llave.prove(&person, &procedure).await;
    let named = format!("7-k{}", person.first_surname);
    for (password, expected) in [
        ("kX7!vwz", ["too-short"]),
        ("kqzvtrwpxbmhgd7", ["too-few-classes"]),
        ("kqzvtrwPxbmh7~", ["characters"]),
        (&named, ["personal-data"]),
        (&"grapa correcta bateria ".repeat(6)[..129], ["too-long"]),
        (&person.password, ["history"]),
    ] {
        let answer = llave.set_password(&procedure, password).await;
        assert_eq!(answer.violations(), expected, "{password}");
    }
    let answer = llave.set_password(&procedure, &new_password()).await;
    good(&answer, 200, &["passwordExpiresAt"]);
}

#[tokio::test]
async fn the_new_password_is_looked_at_only_when_the_current_one_was_right() {
    let llave = server().await;
    let person = llave.active().await;
    let answer = llave
        .change_from(&person, "not the password", "short")
        .await;
    check(&answer, 403, "refused");
}

/// The password breaks exactly these rules.
async fn rejected(llave: &Llave, person: &Person, password: &str, expected: &[&str]) {
    assert_eq!(
        llave.change(person, password).await.violations(),
        expected,
        "{password}"
    );
}

/// The password breaks no rule: a procedure opens.
async fn accepted(llave: &Llave, person: &Person, password: &str) {
    let answer = llave.change(person, password).await;
    assert_eq!(answer.status, 202, "{password}: {answer:?}");
}

/// Somebody with these names.
fn with_names(given: &str, first: &str, second: &str) -> Person {
    Person {
        given_name: given.into(),
        first_surname: first.into(),
        second_surname: second.into(),
        ..Person::new()
    }
}
