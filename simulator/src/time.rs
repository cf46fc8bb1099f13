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

/// The civil date of a day since the epoch. Years are counted from March, so that a leap day is
/// the last day of its year and months follow a plain formula.
fn date(days: u64) -> (u64, u64, u64) {
    const DAYS_TO_EPOCH: u64 = 719_468; // from 0000-03-01 to 1970-01-01
    const DAYS_PER_ERA: u64 = 146_097; // 400 years
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
    use super::{rfc3339, rfc3339_nanos};

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
