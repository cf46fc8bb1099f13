//! Times as text.

use crate::snapshot::Time;

pub(crate) const HOUR: Time = 3_600_000;
const DAY: Time = 24 * HOUR;
/// 2015-01-01. No registry of DigitalOcean is as old: an earlier time is that of no push, such as 1970 or the year 1.
pub(crate) const FIRST: Time = 1_420_070_400_000;

/// Writes a time as RFC 3339, in UTC and to the millisecond.
pub(crate) fn rfc3339(time: Time) -> String {
    let (days, rest) = (time.div_euclid(DAY), time.rem_euclid(DAY));
    // Years that begin in March end with the leap day.
    let shifted = days.saturating_add(719_468);
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let (seconds, milliseconds) = (rest / 1_000, rest % 1_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z")
}

#[cfg(test)]
mod tests {
    use super::{FIRST, rfc3339};

    #[test]
    fn times_are_written_as_javascript_does() {
        for (time, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (FIRST, "2015-01-01T00:00:00.000Z"),
            (1_709_210_096_789, "2024-02-29T12:34:56.789Z"),
            (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] {
            assert_eq!(rfc3339(time), text);
        }
    }
}
