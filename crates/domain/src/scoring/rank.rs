//! Places within a group.

use crate::score::Score;

/// One place in a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<K> {
    /// Whose place it is.
    pub key: K,
    /// The score; `None` has no place.
    pub score: Option<Score>,
    /// Standard competition ranking: 1, 2, 2, 4. `None` without a score.
    pub rank: Option<usize>,
    /// How many share the place, this one included.
    pub tied: usize,
}

/// Ranks by score, the best first; equal scores share a place and the next place is left out
/// (1, 2, 2, 4). Those without a score come last, unranked. The order of equals is kept as given.
///
/// ```
/// use domain::scoring::rank;
/// let score = |text: &str| Some(text.parse().unwrap());
/// let places = rank([("a", score("90")), ("b", score("95")), ("c", score("90")), ("d", score("80"))]);
/// let ranks: Vec<_> = places.iter().map(|p| (p.key, p.rank.unwrap(), p.tied)).collect();
/// assert_eq!(ranks, [("b", 1, 1), ("a", 2, 2), ("c", 2, 2), ("d", 4, 1)]);
/// ```
pub fn rank<K>(scores: impl IntoIterator<Item = (K, Option<Score>)>) -> Vec<Place<K>> {
    let mut places: Vec<Place<K>> =
        scores.into_iter().map(|(key, score)| Place { key, score, rank: None, tied: 0 }).collect();
    // `None` is below every score, so a descending sort puts it last.
    places.sort_by_key(|place| std::cmp::Reverse(place.score));
    let mut start = 0;
    while start < places.len() {
        let score = places[start].score;
        let end = places[start..].iter().position(|p| p.score != score).map_or(places.len(), |n| start + n);
        if score.is_some() {
            for place in &mut places[start..end] {
                place.rank = Some(start + 1);
                place.tied = end - start;
            }
        }
        start = end;
    }
    places
}
