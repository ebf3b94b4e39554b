//! What is counted, in the text form that Prometheus reads. Routes are counted by their template and never by
//! their address, so that nothing personal gets in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use store::Written;

/// Upper bounds of the classes of duration, in milliseconds.
const BOUNDS: [u64; 8] = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

/// Everything that is counted.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    answers: Mutex<BTreeMap<Answer, Count>>,
    /// Pages answered from memory.
    pub(crate) kept: AtomicU64,
    /// Requests under way.
    pub(crate) open: AtomicU64,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Default)]
struct Count {
    number: u64,
    microseconds: u64,
    classes: [u64; BOUNDS.len()],
}

impl Metrics {
    /// Counts an answer.
    pub(crate) fn count(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let answer = Answer { method, route: route.to_owned(), status };
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let count = answers.entry(answer).or_default();
        count.number += 1;
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        count.microseconds = count.microseconds.saturating_add(microseconds);
        for (class, bound) in count.classes.iter_mut().zip(BOUNDS) {
            *class += u64::from(microseconds <= bound * 1_000);
        }
    }

    /// All counts as text, with what the store has written.
    pub(crate) fn text(&self, written: Written) -> String {
        let mut out = String::from("# TYPE prongsai_http_requests_total counter\n");
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        for (answer, count) in answers.iter() {
            let _ = writeln!(out, "prongsai_http_requests_total{{{}}} {}", labels(answer), count.number);
        }
        out.push_str("# TYPE prongsai_http_request_duration_seconds histogram\n");
        for (answer, count) in answers.iter() {
            let labels = labels(answer);
            let name = "prongsai_http_request_duration_seconds";
            for (class, bound) in count.classes.iter().zip(BOUNDS) {
                let bound = format!("{}.{:03}", bound / 1_000, bound % 1_000);
                let _ = writeln!(out, "{name}_bucket{{{labels},le=\"{bound}\"}} {class}");
            }
            let _ = writeln!(out, "{name}_bucket{{{labels},le=\"+Inf\"}} {}", count.number);
            let (seconds, rest) = (count.microseconds / 1_000_000, count.microseconds % 1_000_000);
            let _ = writeln!(out, "{name}_sum{{{labels}}} {seconds}.{rest:06}");
            let _ = writeln!(out, "{name}_count{{{labels}}} {}", count.number);
        }
        let single =
            [("kept_pages_total", "counter", &self.kept), ("http_requests_open", "gauge", &self.open)];
        for (name, kind, value) in single {
            let value = value.load(Ordering::Relaxed);
            let _ = write!(out, "# TYPE prongsai_{name} {kind}\nprongsai_{name} {value}\n");
        }
        // Their quotient tells how well syncs of the disk are shared.
        for (name, value) in
            [("store_commits_total", written.commits), ("store_changes_total", written.changes)]
        {
            let _ = write!(out, "# TYPE prongsai_{name} counter\nprongsai_{name} {value}\n");
        }
        out
    }
}

fn labels(answer: &Answer) -> String {
    let route = answer.route.replace('\\', "\\\\").replace('"', "\\\"");
    format!("method=\"{}\",route=\"{route}\",status=\"{}\"", answer.method, answer.status)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use store::Written;

    use super::Metrics;

    #[test]
    fn answers_are_counted_by_route() {
        let metrics = Metrics::default();
        metrics.count("GET", "/agencies/{code}/{year}", 200, Duration::from_micros(3_500));
        metrics.count("GET", "/agencies/{code}/{year}", 200, Duration::from_millis(80));
        let text = metrics.text(Written { commits: 3, changes: 40 });
        assert!(text.contains("prongsai_store_commits_total 3\n"), "{text}");
        assert!(text.contains("prongsai_store_changes_total 40\n"), "{text}");
        let labels = "method=\"GET\",route=\"/agencies/{code}/{year}\",status=\"200\"";
        assert!(text.contains(&format!("requests_total{{{labels}}} 2\n")), "{text}");
        assert!(text.contains(&format!("bucket{{{labels},le=\"0.005\"}} 1\n")), "{text}");
        assert!(text.contains(&format!("sum{{{labels}}} 0.083500\n")), "{text}");
    }
}
