//! Simulated time, which the caller passes as plain numbers.

/// A moment, in milliseconds since the Unix epoch.
pub type Time = u64;

/// A duration in milliseconds.
pub type Millis = u64;

pub(crate) const SECOND: Millis = 1_000;
pub(crate) const MINUTE: Millis = 60 * SECOND;
pub(crate) const HOUR: Millis = 60 * MINUTE;
pub(crate) const DAY: Millis = 24 * HOUR;

/// `2026-01-02T03:04:05Z`: the API writes whole seconds in UTC.
pub(crate) fn rfc3339(time: Time) -> String {
    let (year, month, day) = date(time / DAY);
    let of_day = time % DAY;
    let (hour, minute, second) = (of_day / HOUR, of_day % HOUR / MINUTE, of_day % MINUTE / SECOND);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Like [`rfc3339`], with nine digits of the second: its milliseconds, and the nanoseconds after them.
pub(crate) fn rfc3339_nanos(time: Time, nanos: u64) -> String {
    let seconds = rfc3339(time);
    // Go leaves out zeros at the end: an odd number has none.
    let fraction = format!("{:03}{:06}", time % SECOND, (nanos % 1_000_000) | 1);
    format!("{}.{fraction}Z", seconds.trim_end_matches('Z'))
}

/// Like [`rfc3339`], with milliseconds when there are any.
pub(crate) fn rfc3339_millis(time: Time) -> String {
    let seconds = rfc3339(time);
    match time % SECOND {
        0 => seconds,
        millis => format!("{}.{millis:03}Z", seconds.trim_end_matches('Z')),
    }
}

/// Reads what [`rfc3339_millis`] writes.
pub(crate) fn parse(text: &str) -> Option<Time> {
    let (date, of_day) = text.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year > 1_000_000_000 {
        return None;
    }
    let days = days(year, month, day)?;
    let (of_day, millis) = of_day.split_once('.').unwrap_or((of_day, "000"));
    let millis = Some(millis).filter(|millis| millis.len() == 3)?;
    let time = parse_time_of_day(of_day)? + millis.parse::<Millis>().ok()?;
    days.checked_mul(DAY)?.checked_add(time)
}

/// Reads `HH:MM` or `HH:MM:SS`.
pub(crate) fn parse_time_of_day(text: &str) -> Option<Millis> {
    let seconds = if text.len() == 5 { ":00" } else { "" };
    let [hours, minutes, seconds] = numbers(&format!("{text}{seconds}"), ':')?;
    let is_written_so = matches!(text.len(), 5 | 8);
    (is_written_so && hours < 24 && minutes < 60 && seconds < 60)
        .then_some(hours * HOUR + minutes * MINUTE + seconds * SECOND)
}

/// Three numbers of at least two digits.
fn numbers(text: &str, separator: char) -> Option<[u64; 3]> {
    let read = |part: &str| {
        let digits = part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| digits)
    };
    let numbers = text.split(separator).map(read).collect::<Option<Vec<_>>>()?;
    numbers.try_into().ok()
}

/// The day since the epoch of a civil date, as [`date`] counts them.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let from_march = (month + 9) % 12;
    let (era, year_of_era) = (year / 400, year % 400);
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + of_year;
    (era * DAYS_PER_ERA + of_era).checked_sub(DAYS_TO_EPOCH)
}

const DAYS_TO_EPOCH: u64 = 719_468; // from 0000-03-01 to 1970-01-01
const DAYS_PER_ERA: u64 = 146_097; // 400 years

/// How moments stand in a state.
pub(crate) mod text {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use super::{Time, parse, rfc3339_millis};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    pub(crate) fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&rfc3339_millis(*time))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| de::Error::custom(format!("not a time such as 2026-01-02T03:04:05Z: {text:?}")))
    }
}

/// How moments that may be missing stand in a state.
pub(crate) mod optional {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Time, text};

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Present(#[serde(with = "text")] Time);

    #[allow(clippy::ref_option, reason = "serde passes references")]
    pub(crate) fn serialize<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => text::serialize(time, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
        let present = Option::<Present>::deserialize(deserializer)?;
        Ok(present.map(|Present(time)| time))
    }
}

/// The civil date of a day since the epoch. Years are counted from March, so that a leap day is
/// the last day of its year and months follow a plain formula.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + DAYS_TO_EPOCH;
    let (era, of_era) = (days / DAYS_PER_ERA, days % DAYS_PER_ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{DAY, parse, parse_time_of_day, rfc3339, rfc3339_millis, rfc3339_nanos};

    #[test]
    fn moments_are_read_as_they_are_written() {
        for time in (0..60_000).map(|day| day * DAY + day).chain([u64::MAX, u64::MAX - 1]) {
            assert_eq!(parse(&rfc3339_millis(time)), Some(time));
        }
        assert_eq!(rfc3339_millis(1_042), "1970-01-01T00:00:01.042Z");
        for wrong in [
            "",
            "2026-01-02",
            "2026-01-02T03:04:05",
            "2026-13-02T03:04:05Z",
            "2026-01-02T24:00:00Z",
            "1969-12-31T23:59:59Z",
            "2026-1-02T03:04:05Z",
            "2026-01-02T03:04:05.1Z",
            "99999999999999999999-01-02T03:04:05Z",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
        assert_eq!(parse_time_of_day("23:59"), parse_time_of_day("23:59:00"));
        assert_eq!(parse_time_of_day("23:59:001"), None);
    }

    #[test]
    fn nanoseconds_have_nine_digits() {
        assert_eq!(rfc3339_nanos(1_042, 4_200), "1970-01-01T00:00:01.042004201Z");
        assert_eq!(rfc3339_nanos(0, 1_999_999), "1970-01-01T00:00:00.000999999Z");
    }

    #[test]
    fn dates_are_civil() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(951_782_399_000), "2000-02-28T23:59:59Z");
        assert_eq!(rfc3339(951_827_696_789), "2000-02-29T12:34:56Z");
        assert_eq!(rfc3339(4_107_542_400_000), "2100-03-01T00:00:00Z");
        assert!(rfc3339(u64::MAX).ends_with('Z'));
    }
}
