//! The demonstration looks at its own pages, as a browser would: over HTTP.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use domain::Text;

use super::fill::First;
use crate::output::{Failure, Kind};

/// Pages take milliseconds; a server that does not answer in this time never will.
const PATIENCE: Duration = Duration::from_secs(10);

/// A page that was fetched.
pub(super) struct Seen {
    /// Its address.
    pub url: String,
    /// Status of the answer.
    pub status: u16,
    /// Length of its body in bytes.
    pub bytes: usize,
    /// How long it took.
    pub milliseconds: u128,
    /// The overall score that was looked for and found on it.
    pub overall: Option<String>,
}

/// Fetches the front page and the page of one result.
///
/// # Errors
/// When a page does not answer with 200, or the score is not on it.
pub(super) async fn pages(address: SocketAddr, first: &First) -> Result<Vec<Seen>, Failure> {
    let front = format!("http://{address}/");
    let result = format!("http://{address}/agencies/{}/{}", first.code, first.year);
    let overall = first.overall.map(|score| score.to_string());
    let work = move || {
        let mut seen = vec![page(front, None)?];
        seen.push(page(result, overall)?);
        Ok(seen)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(bad("", error.to_string())))
}

#[expect(clippy::disallowed_methods, reason = "the time is shown, and nothing is computed from it")]
fn page(url: String, overall: Option<String>) -> Result<Seen, Failure> {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
    let agent: ureq::Agent = config.build().into();
    let began = Instant::now();
    let mut answer = agent.get(&url).call().map_err(|error| bad(&url, error.to_string()))?;
    let body = answer.body_mut().read_to_string().map_err(|error| bad(&url, error.to_string()))?;
    let milliseconds = began.elapsed().as_millis();
    let status = answer.status().as_u16();
    if status != 200 || body.is_empty() {
        return Err(bad(&url, format!("{status}, {} B", body.len())));
    }
    if let Some(overall) = &overall
        && !words(&body).contains(overall)
    {
        return Err(bad(&url, format!("{overall}: –")));
    }
    Ok(Seen { url, status, bytes: body.len(), milliseconds, overall })
}

/// What a person reads of a page: everything between its tags.
fn words(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => words.push(other),
            _ => {}
        }
    }
    words
}

fn bad(url: &str, found: String) -> Failure {
    Failure::new(
        Kind::Failure,
        "demo-page",
        Text::new("หน้าเว็บของตัวอย่างไม่เป็นอย่างที่ควร", "a page of the demonstration is not as it should be"),
        Text::new(format!("ได้รับ {found}"), format!("it answered {found}")),
        Text::new("ลองอีกครั้ง หากยังเป็นอยู่ให้แจ้งผู้พัฒนาโปรแกรม", "try again, and report it if it stays so"),
    )
    .at(url)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn scores_in_tags_are_not_read() {
        assert_eq!(words("<a title=\"91.59\">คะแนน</a> <b>91.<i>44</i></b>"), "คะแนน 91.44");
    }
}
