//! The query of a request, read as strictly as a server reads it: keys in any case, unknown keys overlooked, bad values refused.
//!
//! The widget's tolerant reading of links is the engine's own and not used here.

use referral_engine::date::Level;
use referral_engine::field::Field;

/// The largest page, and the size of one that nobody asked for (endpoint.md §1).
const LARGEST_PAGE: u32 = 10_000;

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// Text of the filter, decoded, not yet parsed.
    pub(crate) filter: Option<String>,
    /// The text of `groupby`, as it goes into a next link.
    group_text: Option<String>,
    pub(crate) group_by: Vec<Field>,
    level_text: Option<String>,
    /// `day` when nothing was said.
    pub(crate) level: Level,
    pub(crate) top: u32,
    pub(crate) skip: u32,
}

impl Query {
    /// Reads the part behind the question mark; an error is a sentence for body C.
    pub(crate) fn read(raw: &str) -> Result<Self, String> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(raw.as_bytes())
            .into_owned()
            .collect();
        let value = |key: &str| {
            let found = pairs
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(key));
            found.map(|(_, value)| value.as_str())
        };
        let text = |key: &str| {
            value(key)
                .filter(|text| !text.trim().is_empty())
                .map(str::to_owned)
        };
        let level_text = text("aggregationLevel");
        let level = match &level_text {
            None => Level::Day,
            Some(text) => Level::from_name(text).ok_or_else(|| {
                format!("The value '{text}' of 'aggregationLevel' is none of day, week, month.")
            })?,
        };
        let group_text = text("groupby");
        Ok(Self {
            filter: text("filter"),
            group_by: fields(group_text.as_deref().unwrap_or(""))?,
            group_text,
            level_text,
            level,
            top: number("top", value("top"), 1, LARGEST_PAGE, LARGEST_PAGE)?,
            skip: number("skip", value("skip"), 0, i32::MAX as u32, 0)?,
        })
    }

    /// Relative and un-encoded, as the Store's analytics shows it (endpoint.md §1, paging 4).
    pub(crate) fn next_link(&self, skip: u32) -> String {
        let mut link = String::from("referrals?");
        let said = [
            ("filter", &self.filter),
            ("groupby", &self.group_text),
            ("aggregationLevel", &self.level_text),
        ];
        for (key, value) in said {
            if let Some(value) = value {
                link.push_str(&format!("{key}={value}&"));
            }
        }
        link.push_str(&format!("top={}&skip={skip}", self.top));
        link
    }
}

fn fields(list: &str) -> Result<Vec<Field>, String> {
    let mut fields = Vec::new();
    for name in list.split(',').map(str::trim).filter(|_| !list.is_empty()) {
        let field = Field::from_name(name)
            .ok_or_else(|| format!("'groupby' names the unknown field '{name}'."))?;
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    Ok(fields)
}

fn number(
    key: &str,
    text: Option<&str>,
    least: u32,
    most: u32,
    absent: u32,
) -> Result<u32, String> {
    let Some(text) = text else {
        return Ok(absent);
    };
    match text.parse::<i64>() {
        Ok(number) if number > i64::from(most) => Err(format!(
            "The value '{number}' of '{key}' is more than the allowed {most}."
        )),
        Ok(number) if number < i64::from(least) => Err(format!(
            "The value '{number}' of '{key}' is less than the allowed {least}."
        )),
        Ok(number) => Ok(u32::try_from(number).unwrap_or(absent)),
        Err(_) => Err(format!("The value '{text}' of '{key}' is not a number.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_in_any_case_and_unknown_ones_overlooked() {
        let query = Query::read("FILTER=status%20eq%20%27Won%27&groupBy=CreatedDate%2Cstatus&aggregationlevel=month&Top=5&x=1").unwrap();
        assert_eq!(query.filter.as_deref(), Some("status eq 'Won'"));
        assert_eq!(query.group_by, [Field::CreatedDate, Field::Status]);
        assert_eq!((query.level, query.top, query.skip), (Level::Month, 5, 0));
        assert_eq!(
            query.next_link(5),
            "referrals?filter=status eq 'Won'&groupby=CreatedDate,status&aggregationLevel=month&top=5&skip=5"
        );
    }

    #[test]
    fn nothing_asked_is_the_first_ten_thousand() {
        let query = Query::read("").unwrap();
        assert_eq!(
            (query.top, query.skip, query.level),
            (10_000, 0, Level::Day)
        );
        assert_eq!(query.next_link(10_000), "referrals?top=10000&skip=10000");
    }

    #[test]
    fn bad_values_are_refused() {
        for bad in [
            "top=10001",
            "top=0",
            "top=-1",
            "top=ten",
            "top=",
            "skip=-1",
            "skip=x",
            "groupby=state",
            "groupby=status,",
            "aggregationLevel=year",
        ] {
            assert!(Query::read(bad).is_err(), "{bad}");
        }
        assert!(Query::read("top=10000&skip=5&filter=&groupby=").is_ok());
    }
}
