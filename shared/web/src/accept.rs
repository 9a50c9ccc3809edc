//! What a caller wants to read, by RFC 9110: the ranges of `Accept` with their quality. JSON is what
//! everybody gets who does not ask for something else.

use http::{HeaderMap, header};

const JSON: &str = "application/json";
/// More ranges than this are not looked at.
const RANGES_MAX: usize = 32;

/// Whether a caller would rather read `media_type` than JSON. Of two that are wanted alike, the one
/// that is named is wanted more than the one that is only not excluded; else it is JSON.
#[must_use]
pub fn prefers(headers: &HeaderMap, media_type: &str) -> bool {
    let lines = headers.get_all(header::ACCEPT).iter();
    let accepted: Vec<String> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .take(RANGES_MAX)
        .map(str::to_ascii_lowercase)
        .collect();
    let wanted = |media_type| wanted(&accepted, media_type);
    wanted(media_type).0 > 0 && wanted(media_type) > wanted(JSON)
}

/// In thousandths, and how closely it was named.
fn wanted(accepted: &[String], media_type: &str) -> (u32, u32) {
    let of_kind = media_type
        .split_once('/')
        .map_or_else(String::new, |(kind, _)| format!("{kind}/*"));
    accepted
        .iter()
        .filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let closeness = match parts.next()? {
                name if name == media_type => 3,
                name if name == of_kind => 2,
                "*/*" => 1,
                _ => return None,
            };
            let quality = parts.find_map(|part| part.strip_prefix("q="));
            Some((quality.map_or(Some(1_000), thousandths)?, closeness))
        })
        .max_by_key(|(_, closeness)| *closeness)
        .unwrap_or_default()
}

/// `0.5` is 500.
fn thousandths(quality: &str) -> Option<u32> {
    let (whole, rest) = quality.split_once('.').unwrap_or((quality, ""));
    let digits = rest.bytes().all(|digit| digit.is_ascii_digit());
    let number = format!("{whole}{rest:0<3}");
    (digits && whole.len() == 1 && rest.len() <= 3)
        .then(|| number.parse().ok())?
        .filter(|thousandths| *thousandths <= 1_000)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn json_is_for_everybody_who_does_not_ask_for_something_else() {
        #[track_caller]
        fn check(accept: &str, expected: bool) {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            assert_eq!(prefers(&headers, "application/pdf"), expected, "{accept}");
        }
        check("application/pdf", true);
        check("Application/PDF; q=0.1", true);
        check("application/pdf, */*", true);
        check("application/pdf, application/json;q=0.9", true);
        check("text/html, application/pdf;q=0.9, */*;q=0.8", true);
        check("", false);
        check("*/*", false);
        check("application/*", false);
        check("application/json", false);
        check("application/pdf, application/json", false);
        check("application/pdf;q=0.5, application/json", false);
        check("application/pdf;q=0, */*", false);
        check("application/pdf;q=0", false);
        check("application/pdf;q=2", false);
        check("application/pdf;q=x", false);
        check("text/html", false);
        assert!(!prefers(&HeaderMap::new(), "application/pdf"));
    }

    #[test]
    fn a_browser_reads_html_and_curl_json() {
        let check = |accept: &'static str| {
            let accept = (header::ACCEPT, HeaderValue::from_static(accept));
            prefers(&HeaderMap::from_iter([accept]), "text/html")
        };
        assert!(check(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        ));
        assert!(!check("*/*"));
    }
}
