//! Agencies found by name, code or place, as people type them.

use std::sync::Arc;

use domain::agency::AgencyKind;
use store::agencies::{self, Agency};
use store::{AgencyId, Read};

use super::{fold_name, split};
use crate::access::Action;
use crate::assess::off_the_runtime;
use crate::disclose::{YearLine, years};
use crate::{Caller, Result, Service};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Words: parts of a name, a code, a province or a district. Empty for all.
    pub text: String,
    /// Only of this province.
    pub province: Option<String>,
    /// Which page, 1 for the first.
    pub page: usize,
    /// How many on a page, 1 to 100.
    pub size: usize,
    /// Whether closed agencies are shown too.
    pub closed_too: bool,
}

impl Query {
    /// The first page of what words find.
    pub fn new(text: impl Into<String>) -> Query {
        Query { text: text.into(), province: None, page: 1, size: 20, closed_too: false }
    }
}

/// An agency that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The agency.
    pub agency: Agency,
    /// Its newest published result, where there is one.
    pub newest: Option<YearLine>,
}

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The agencies of this page: the best matches first, then in the order of the Thai dictionary.
    pub found: Vec<Found>,
    /// How many were found in all.
    pub total: usize,
    /// Which page this is, 1 for the first.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
}

/// The names of all agencies, folded for comparing, in the order of the Thai dictionary.
pub(crate) struct Index {
    stamp: i64,
    rows: Vec<Entry>,
}

struct Entry {
    id: AgencyId,
    name: String,
    kind: AgencyKind,
    code: String,
    province: String,
    district: String,
    is_active: bool,
}

/// A word of a query.
enum Word {
    /// A kind of agency: `อบต.`.
    Kind(AgencyKind),
    /// Anything else, folded.
    Text(String),
}

impl Service {
    /// Agencies found by name, code or place, each with its newest published result.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn search_agencies(&self, caller: &Caller, query: &Query) -> Result<Page> {
        caller.require(Action::SeePublished, None)?;
        let index = self.index().await?;
        let asked = query.clone();
        let ids = off_the_runtime(move || Ok(index.find(&asked))).await?;
        let size = query.size.clamp(1, 100);
        let total = ids.len();
        let pages = total.div_ceil(size).max(1);
        let page = query.page.clamp(1, pages);
        let wanted: Vec<AgencyId> = ids.into_iter().skip((page - 1) * size).take(size).collect();
        let found = self
            .store()
            .read(move |tx| -> Result<Vec<Found>> {
                let one = |tx: &mut Read<'_>, id: &AgencyId| -> Result<Found> {
                    let newest = years(tx, id)?.into_iter().next();
                    Ok(Found { agency: agencies::get(tx, id)?, newest })
                };
                wanted.iter().map(|id| one(tx, id)).collect()
            })
            .await?;
        Ok(Page { found, total, page, pages })
    }

    /// Provinces that have agencies, in the order of the Thai dictionary, each with how many.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn provinces(&self, caller: &Caller) -> Result<Vec<(String, usize)>> {
        caller.require(Action::SeePublished, None)?;
        let index = self.index().await?;
        let mut found: Vec<(String, usize)> = Vec::new();
        let mut all: Vec<&str> =
            index.rows.iter().filter(|one| one.is_active).map(|one| one.province.as_str()).collect();
        all.retain(|province| !province.is_empty());
        all.sort_unstable();
        for province in all {
            match found.last_mut() {
                Some((last, count)) if last == province => *count += 1,
                _ => found.push((province.to_owned(), 1)),
            }
        }
        found.sort_by(|a, b| thai::collation::compare(&a.0, &b.0));
        Ok(found)
    }

    /// The index as the store is now; made anew only after an agency was changed.
    async fn index(&self) -> Result<Arc<Index>> {
        let stamp = self.store().read(agencies::newest_change).await?;
        let kept = || self.agency_index().lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(index) = kept().as_ref().filter(|index| index.stamp == stamp) {
            return Ok(Arc::clone(index));
        }
        let (stamp, all) = self
            .store()
            .read(|tx| -> Result<(i64, Vec<Agency>)> {
                let stamp = agencies::newest_change(tx)?;
                let mut all: Vec<Agency> = Vec::new();
                loop {
                    let after = all.last().map(|last| last.id);
                    let page = agencies::list(tx, after.as_ref(), 2_000)?;
                    if page.is_empty() {
                        return Ok((stamp, all));
                    }
                    all.extend(page);
                }
            })
            .await?;
        let index = Arc::new(off_the_runtime(move || Ok(Index::new(stamp, all))).await?);
        *kept() = Some(Arc::clone(&index));
        Ok(index)
    }
}

impl Index {
    fn new(stamp: i64, mut all: Vec<Agency>) -> Index {
        let collator = thai::Collator::new();
        all.sort_by_cached_key(|agency| collator.sort_key(&agency.details.name));
        let entry = |agency: Agency| {
            let details = agency.details;
            Entry {
                id: agency.id,
                name: fold_name(&details.name),
                kind: details.kind,
                code: thai::fold_for_match(&details.code.unwrap_or_default()),
                province: details.province.unwrap_or_default(),
                district: thai::fold_for_match(&details.district.unwrap_or_default()),
                is_active: agency.is_active,
            }
        };
        Index { stamp, rows: all.into_iter().map(entry).collect() }
    }

    /// Agencies that a query finds, the best first.
    fn find(&self, query: &Query) -> Vec<AgencyId> {
        let words = words(&query.text);
        let whole = fold_name(&query.text);
        let province = query.province.as_deref().map(thai::fold_for_match);
        let mut found: Vec<(u8, usize)> = Vec::new();
        for (at, entry) in self.rows.iter().enumerate() {
            let in_province =
                province.as_ref().is_none_or(|wanted| *wanted == thai::fold_for_match(&entry.province));
            if !in_province || !(entry.is_active || query.closed_too) {
                continue;
            }
            if let Some(rank) = entry.rank(&words, &whole) {
                found.push((rank, at));
            }
        }
        found.sort_unstable();
        found.into_iter().filter_map(|(_, at)| self.rows.get(at).map(|entry| entry.id)).collect()
    }
}

impl Entry {
    /// How well all words fit, 0 the best; none when one of them does not.
    fn rank(&self, words: &[Word], whole: &str) -> Option<u8> {
        if !whole.is_empty() && (self.name == whole || self.code == whole) {
            return Some(0);
        }
        // "หนอง บัว" is found by what it says without the space, and by its words each for itself.
        if !whole.is_empty() && self.name.contains(whole) {
            return Some(if self.name.starts_with(whole) { 1 } else { 2 });
        }
        let province = thai::fold_for_match(&self.province);
        let mut worst = 0;
        for word in words {
            let fits = match word {
                Word::Kind(kind) => (*kind == self.kind).then_some(1),
                Word::Text(text) if self.name.starts_with(text.as_str()) => Some(1),
                Word::Text(text) if self.name.contains(text.as_str()) => Some(2),
                Word::Text(text) if self.code.starts_with(text.as_str()) => Some(2),
                Word::Text(text)
                    if province.contains(text.as_str()) || self.district.contains(text.as_str()) =>
                {
                    Some(3)
                }
                Word::Text(_) => None,
            };
            worst = worst.max(fits?);
        }
        Some(worst)
    }
}

/// The words of a query. A kind in front of a name says nothing that the name does not, so that "อบต.หนองบัว" finds
/// the place even if it has become a municipality; alone it asks for all of the kind.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for written in text.split_whitespace() {
        let (kind, rest) = split(written);
        let mut rest = thai::fold_for_match(&rest);
        for front in ["จังหวัด", "อำเภอ"] {
            rest = rest.strip_prefix(front).map(str::to_owned).unwrap_or(rest);
        }
        match kind {
            _ if !rest.is_empty() => words.push(Word::Text(rest)),
            Some(kind) => words.push(Word::Kind(kind)),
            None => {}
        }
    }
    if words.iter().any(|word| matches!(word, Word::Text(_))) {
        words.retain(|word| matches!(word, Word::Text(_)));
    }
    words
}

#[cfg(test)]
mod tests {
    use store::agencies::Details;

    use super::*;

    fn index() -> Index {
        let all = [
            ("องค์การบริหารส่วนตำบลหนองบัว", "ศรีสะเกษ", "ขุขันธ์", "6330501", true),
            ("อบต.หนองบัว", "สุรินทร์", "ปราสาท", "6320102", true),
            ("เทศบาลตำบลบ้านเหล่า", "อุดรธานี", "เพ็ญ", "5410907", true),
            ("อบต.เก่า", "เลย", "เมืองเลย", "6420000", false),
            ("อบต.เกาะ ๓", "เลย", "เมืองเลย", "", true),
        ];
        let agency =
            |(at, (name, province, district, code, is_active)): (usize, (&str, &str, &str, &str, bool))| {
                let kind = split(name).0.unwrap();
                Agency {
                    id: AgencyId::new(jiff::Timestamp::UNIX_EPOCH, [u8::try_from(at).unwrap(); 10]),
                    details: Details {
                        province: Some(province.into()),
                        district: Some(district.into()),
                        code: Some(code.into()),
                        ..Details::new(name, kind)
                    },
                    is_active,
                    added_at: jiff::Timestamp::UNIX_EPOCH,
                }
            };
        Index::new(1, all.into_iter().enumerate().map(agency).collect())
    }

    /// Which agencies a query finds, by their place in the list above.
    fn found(text: &str) -> Vec<usize> {
        let index = index();
        let place = |id: AgencyId| {
            (0..5u8).position(|at| id == AgencyId::new(jiff::Timestamp::UNIX_EPOCH, [at; 10])).unwrap()
        };
        index.find(&Query::new(text)).into_iter().map(place).collect()
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for text in ["หนองบัว", "อบต.หนองบัว", "อ.บ.ต. หนอง บัว", "องค์การบริหารส่วนตำบล หนองบัว", "ทต.หนองบัว"]
        {
            let mut all = found(text);
            all.sort_unstable();
            assert_eq!(all, [0, 1], "{text}");
        }
        assert_eq!(found("หนองบัว สุรินทร์"), [1]);
        assert_eq!(found("หนองบัว จังหวัดศรีสะเกษ"), [0]);
        assert_eq!(found("บ้านเหล่า เพ็ญ"), [2]);
        assert_eq!(found("๖๓๓๐"), [0]);
        assert_eq!(found("5410907"), [2]);
        assert_eq!(found("เกาะ3"), [4]);
        assert!(found("ไม่มี").is_empty());
    }

    #[test]
    fn a_kind_alone_asks_for_all_of_it_and_closed_ones_stay_away() {
        assert_eq!(found("ทต."), [2]);
        assert_eq!(found("อบต").len(), 3);
        assert_eq!(found("").len(), 4);
        let closed = Query { closed_too: true, ..Query::new("เก่า") };
        assert_eq!(index().find(&closed).len(), 1);
        let of_province = Query { province: Some("จังหวัดเลย".into()), ..Query::new("") };
        assert_eq!(index().find(&of_province).len(), 0, "a province is given by its name alone");
        let of_province = Query { province: Some("เลย".into()), ..Query::new("") };
        assert_eq!(index().find(&of_province).len(), 1);
    }
}
