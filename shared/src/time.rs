//! Instants and calendar arithmetic. "Now" is always an argument.

use jiff::civil::Weekday;
use jiff::{Timestamp as Jiff, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
pub struct Timestamp(pub i64);

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

impl Timestamp {
    /// `days` times 24 hours later; saturates at the ends of time.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }

    /// `hours` later; saturates at the ends of time.
    pub fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.saturating_mul(HOUR_MS)))
    }

    /// `seconds` later; saturates at the ends of time.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    fn jiff(self) -> Jiff {
        let (min, max) = (Jiff::MIN.as_millisecond(), Jiff::MAX.as_millisecond());
        Jiff::from_millisecond(self.0.clamp(min, max)).unwrap_or_default()
    }

    /// RFC 3339 in UTC with milliseconds, such as `2026-03-12T09:30:00.000Z`.
    pub fn rfc3339(self) -> String {
        format!("{:.3}", self.jiff())
    }

    /// Parses RFC 3339 with an offset, or a bare date as midnight UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(instant) = text.parse::<Jiff>() {
            return Some(Self(instant.as_millisecond()));
        }
        Self::parse_date(text)
    }

    /// Parses `2026-03-12` as the first instant of that day, UTC.
    pub fn parse_date(text: &str) -> Option<Self> {
        let date: jiff::civil::Date = text.trim().parse().ok()?;
        let zoned = date.to_zoned(TimeZone::UTC).ok()?;
        Some(Self(zoned.timestamp().as_millisecond()))
    }

    /// The last millisecond of the day, UTC: what "until 12 March" means.
    pub fn end_of_day(self) -> Self {
        Self((self.0.div_euclid(DAY_MS) + 1) * DAY_MS - 1)
    }

    /// The first millisecond of the day, UTC.
    pub fn start_of_day(self) -> Self {
        Self(self.0.div_euclid(DAY_MS) * DAY_MS)
    }

    /// The beginning, in UTC, of the earliest day that is still today somewhere: west of UTC it may be yesterday's.
    pub fn start_of_today_anywhere(self) -> Self {
        self.plus_hours(-12).start_of_day()
    }

    /// `2026-03-12`, as date inputs want it.
    pub fn date_input(self) -> String {
        self.jiff().to_zoned(TimeZone::UTC).date().to_string()
    }

    fn civil(self) -> jiff::civil::DateTime {
        self.jiff().to_zoned(TimeZone::UTC).datetime()
    }

    /// `Thursday 12 March 2026`.
    pub fn long_date(self) -> String {
        let at = self.civil();
        t!(
            "{weekday} {day} {month} {year}" in "date",
            weekday = weekday(at.weekday()),
            day = at.day(),
            month = month(at.month()),
            year = at.year(),
        )
    }

    /// `12 Mar 2026`.
    pub fn short_date(self) -> String {
        let at = self.civil();
        t!(
            "{day} {month} {year}" in "date",
            day = at.day(),
            month = short_month(at.month()),
            year = at.year(),
        )
    }

    /// `12 March 2026, 09:30 UTC`: the exact time shown behind a relative one.
    pub fn exact(self) -> String {
        let at = self.civil();
        t!(
            "{day} {month} {year}, {time} UTC" in "date",
            day = at.day(),
            month = month(at.month()),
            year = at.year(),
            time = at.strftime("%H:%M"),
        )
    }

    /// Distance to `now` in words: `in 3 days`, `2 hours ago`, `just now`.
    pub fn relative(self, now: Self) -> String {
        let ms = self.0.saturating_sub(now.0);
        let minutes = ms.unsigned_abs() / 60_000;
        let (hours, days) = (minutes / 60, minutes / 1_440);
        let (months, years) = (minutes / 43_830, minutes / 525_960);
        match (minutes, ms < 0) {
            (0, _) if ms <= 0 => t!("just now").to_owned(),
            (0, _) => t!("in a moment").to_owned(),
            (1..60, true) => tn!(minutes, "{n} minute ago", "{n} minutes ago"),
            (1..60, false) => tn!(minutes, "in {n} minute", "in {n} minutes"),
            (60..1_440, true) => tn!(hours, "{n} hour ago", "{n} hours ago"),
            (60..1_440, false) => tn!(hours, "in {n} hour", "in {n} hours"),
            (1_440..86_400, true) => tn!(days, "{n} day ago", "{n} days ago"),
            (1_440..86_400, false) => tn!(days, "in {n} day", "in {n} days"),
            (86_400..1_051_200, true) => tn!(months, "{n} month ago", "{n} months ago"),
            (86_400..1_051_200, false) => tn!(months, "in {n} month", "in {n} months"),
            (_, true) => tn!(years, "{n} year ago", "{n} years ago"),
            (_, false) => tn!(years, "in {n} year", "in {n} years"),
        }
    }

    /// Later by an ISO 8601 duration such as `P30D` or `PT8H`, a day counting 24 hours; `None` for
    /// anything that is no such duration, or a negative one.
    pub fn plus_duration(self, text: &str) -> Option<Self> {
        let span: jiff::Span = text.trim().parse().ok()?;
        let length = span
            .to_duration(jiff::SpanRelativeTo::days_are_24_hours())
            .ok()?;
        let ms = i64::try_from(length.as_millis()).ok()?;
        (ms >= 0).then(|| Self(self.0.saturating_add(ms)))
    }

    /// `months` calendar months later, at the same time of day.
    pub fn plus_months(self, months: i32) -> Self {
        let zoned = self.jiff().to_zoned(TimeZone::UTC);
        zoned
            .checked_add(months.months())
            .map_or(self, |later| Self(later.timestamp().as_millisecond()))
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => t!("Monday" in "weekday"),
        Weekday::Tuesday => t!("Tuesday" in "weekday"),
        Weekday::Wednesday => t!("Wednesday" in "weekday"),
        Weekday::Thursday => t!("Thursday" in "weekday"),
        Weekday::Friday => t!("Friday" in "weekday"),
        Weekday::Saturday => t!("Saturday" in "weekday"),
        Weekday::Sunday => t!("Sunday" in "weekday"),
    }
}

fn month(month: i8) -> &'static str {
    match month {
        1 => t!("January" in "month"),
        2 => t!("February" in "month"),
        3 => t!("March" in "month"),
        4 => t!("April" in "month"),
        5 => t!("May" in "month"),
        6 => t!("June" in "month"),
        7 => t!("July" in "month"),
        8 => t!("August" in "month"),
        9 => t!("September" in "month"),
        10 => t!("October" in "month"),
        11 => t!("November" in "month"),
        _ => t!("December" in "month"),
    }
}

fn short_month(month: i8) -> &'static str {
    match month {
        1 => t!("Jan" in "short month"),
        2 => t!("Feb" in "short month"),
        3 => t!("Mar" in "short month"),
        4 => t!("Apr" in "short month"),
        5 => t!("May" in "short month"),
        6 => t!("Jun" in "short month"),
        7 => t!("Jul" in "short month"),
        8 => t!("Aug" in "short month"),
        9 => t!("Sep" in "short month"),
        10 => t!("Oct" in "short month"),
        11 => t!("Nov" in "short month"),
        _ => t!("Dec" in "short month"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_instants() {
        let at = Timestamp::parse("2026-03-12T09:30:00Z").expect("an instant");
        assert_eq!(at.rfc3339(), "2026-03-12T09:30:00.000Z");
        assert_eq!(at.date_input(), "2026-03-12");
        assert_eq!(at.long_date(), "Thursday 12 March 2026");
        assert_eq!(at.exact(), "12 March 2026, 09:30 UTC");
        assert_eq!(Timestamp::parse_date("2026-03-12"), Some(at.start_of_day()));
        assert_eq!(at.end_of_day().rfc3339(), "2026-03-12T23:59:59.999Z");
        assert_eq!(Timestamp::parse("12 March"), None);
        // Half past one in the morning is the evening before in California, and noon is the same day everywhere.
        let early = Timestamp::parse("2026-03-12T01:30:00Z").expect("an instant");
        assert_eq!(early.start_of_today_anywhere().date_input(), "2026-03-11");
        let noon = Timestamp::parse("2026-03-12T12:00:00Z").expect("an instant");
        assert_eq!(noon.start_of_today_anywhere().date_input(), "2026-03-12");
    }

    #[test]
    fn adds_durations_as_programs_write_them() {
        let now = Timestamp(0);
        assert_eq!(now.plus_duration("P30D"), Some(now.plus_days(30)));
        assert_eq!(now.plus_duration("PT8H"), Some(now.plus_hours(8)));
        for bad in ["", "30", "P", "-P1D", "a day"] {
            assert_eq!(now.plus_duration(bad), None, "{bad}");
        }
    }

    #[test]
    fn says_distances_in_words() {
        let now = Timestamp(0);
        assert_eq!(now.plus_days(3).relative(now), "in 3 days");
        assert_eq!(now.plus_hours(-2).relative(now), "2 hours ago");
        assert_eq!(now.plus_days(-1).relative(now), "1 day ago");
        assert_eq!(now.relative(now), "just now");
        assert_eq!(now.plus_days(90).relative(now), "in 2 months");
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let end = Timestamp(i64::MAX).plus_days(i64::MAX);
        assert_eq!(end, Timestamp(i64::MAX));
        assert!(!end.exact().is_empty());
    }
}
