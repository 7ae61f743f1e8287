//! The figures as lines of texts, for a file: one number a line, so that any program can take what it wants.

use super::summary::Summary;

/// `figure`, `measure`, `value`; the first line says so. Durations are milliseconds; a rate is part by whole.
pub fn figures(summary: &Summary) -> Vec<Vec<String>> {
    let mut lines = Lines(Vec::new());
    lines.push("figure", "measure", "value".to_owned());
    for (name, figure) in &summary.figures.0 {
        lines.push(name, "count", figure.count.to_string());
        lines.push(name, "fromPast", figure.from_past.to_string());
        lines.push(name, "recent", figure.recent.to_string());
        lines.push(name, "previous", figure.previous.to_string());
        for (bucket, count) in summary.buckets.iter().zip(&figure.trend) {
            lines.push(name, &bucket.to_string(), count.to_string());
        }
    }
    for (name, rate) in &summary.rates.0 {
        let name = [*name, " rate"].concat();
        lines.push(&name, "part", rate.part.to_string());
        lines.push(&name, "whole", rate.whole.to_string());
    }
    for (name, times) in &summary.times.0 {
        let name = ["time to ", name].concat();
        let known = [("medianMs", times.median_ms), ("p90Ms", times.p90_ms)];
        lines.push(&name, "count", times.count.to_string());
        for (measure, ms) in known {
            if let Some(ms) = ms {
                lines.push(&name, measure, ms.to_string());
            }
        }
    }
    for (name, count) in &summary.endings.0 {
        lines.push(name, "ended", count.to_string());
    }
    lines.0
}

struct Lines(Vec<Vec<String>>);

impl Lines {
    fn push(&mut self, figure: &str, measure: &str, value: String) {
        self.0
            .push(vec![figure.to_owned(), measure.to_owned(), value]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::field::Field;
    use crate::metrics::{Frame, Options, Scope, count};
    use crate::table::{Table, cells};

    #[test]
    fn each_number_is_a_line() {
        let mut table = Table::new();
        table.push(
            &cells(&[
                (Field::Status, "Won"),
                (Field::CreatedDate, "2020-01-01"),
                (Field::AcceptedDate, "2020-01-02"),
                (Field::WonDate, "2020-01-03"),
            ]),
            "",
        );
        let scope = Scope {
            table: &table,
            rows: None,
        };
        let frame = Frame::of(scope, &Options::default(), Timestamp(1_580_000_000_000));
        let lines: Vec<String> = figures(&count(scope, &frame))
            .iter()
            .map(|line| line.join(","))
            .collect();
        assert_eq!(lines[0], "figure,measure,value");
        for line in [
            "received,count,1",
            "received,2020-01-01,1",
            "won,recent,1",
            "win rate,part,1",
            "win rate,whole,1",
            "time to accept,medianMs,86400000",
            "missed,ended,0",
        ] {
            assert!(lines.contains(&line.to_owned()), "{line} in {lines:#?}");
        }
    }
}
