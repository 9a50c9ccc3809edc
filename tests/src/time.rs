//! RFC 3339 times in UTC, as the contract writes them.

/// A moment, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(i64);

impl Time {
    /// Reads `2026-01-31T10:00:00Z`, with or without a fraction of a second.
    #[track_caller]
    pub fn parse(text: &str) -> Self {
        try_parse(text).unwrap_or_else(|| panic!("not an RFC 3339 time in UTC: {text}"))
    }

    /// This moment and so many seconds.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }

    /// Whole seconds to wait until `later` has surely come; 0 if it has.
    pub fn seconds_until(self, later: Self) -> i64 {
        (later.0 - self.0 + 999).div_euclid(1000).max(0)
    }

    /// Seconds since midnight.
    pub fn second_of_day(self) -> i64 {
        self.0.div_euclid(1000).rem_euclid(86_400)
    }

    /// Year, month and day.
    pub fn civil(self) -> (i64, i64, i64) {
        civil_from_days(self.0.div_euclid(86_400_000))
    }

    /// The day, as `YYYY-MM-DD`.
    pub fn date(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The moment at this second of a day.
    pub fn at((year, month, day): (i64, i64, i64), second_of_day: i64) -> Self {
        Self((days_from_civil(year, month, day) * 86_400 + second_of_day) * 1000)
    }
}

fn try_parse(text: &str) -> Option<Time> {
    let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(clock, ':')?;
    let milliseconds = format!("{fraction:0<3}").get(..3)?.parse::<i64>().ok()?;
    let seconds = hour * 3600 + minute * 60 + second;
    Some(Time(Time::at((year, month, day), seconds).0 + milliseconds))
}

fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let parts: Result<Vec<i64>, _> = text.split(separator).map(str::parse).collect();
    parts.ok()?.try_into().ok()
}

// Howard Hinnant's algorithms for the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["1970-01-01", "2028-02-29", "2030-03-01", "2099-12-31"] {
            assert_eq!(Time::parse(&format!("{text}T23:59:59Z")).date(), text);
        }
        assert_eq!(Time::parse("1970-01-02T00:00:01.25Z"), Time(86_401_250));
        assert_eq!(Time::parse("2000-03-01T00:00:00Z"), Time(951_868_800_000));
        assert_eq!(try_parse("2000-03-01T00:00:00+01:00"), None);
    }
}
