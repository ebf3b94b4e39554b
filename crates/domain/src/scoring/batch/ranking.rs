//! Places of many agencies in many groups, by counting instead of comparing.

use super::summary::Summary;

/// Scores from 0 to 100 in hundredths.
const SCORES: usize = 10_001;

/// The place of an agency in its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Standard competition ranking: 1, 2, 2, 4. Zero without a score.
    pub rank: u32,
    /// How many share the place, this one included; zero without a score.
    pub tied: u32,
}

/// The order of agencies by overall score, from which places in any group follow.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// Agencies with a score, the best first, with it.
    order: Vec<(u32, u16)>,
    agencies: usize,
}

impl Ranking {
    /// Orders agencies. At most 2³² of them have a place.
    pub fn of(summaries: &[Summary]) -> Ranking {
        let mut ends = vec![0_usize; SCORES];
        let score = |summary: &Summary| usize::from(summary.overall_hundredths());
        for summary in summaries {
            if let Some(count) = ends.get_mut(score(summary)) {
                *count += 1;
            }
        }
        let mut start = 0;
        for end in ends.iter_mut().rev() {
            (*end, start) = (start, start + *end);
        }
        let mut order = vec![(0, 0); start];
        for (agency, summary) in (0_u32..).zip(summaries) {
            if let Some(at) = ends.get_mut(score(summary)) {
                order[*at] = (agency, summary.overall_hundredths());
                *at += 1;
            }
        }
        Ranking { order, agencies: summaries.len() }
    }

    /// Places among all.
    pub fn whole(&self) -> Vec<Standing> {
        self.places(|_| 0, 1)
    }

    /// Places within the groups of a grouping such as provinces: for each agency the number of its
    /// group, from 0. An agency without a group (`groups` is too short) has no place.
    pub fn within(&self, groups: &[u32]) -> Vec<Standing> {
        let count = groups.iter().max().map_or(0, |&last| last as usize + 1);
        self.places(|agency| groups.get(agency).map_or(usize::MAX, |&group| group as usize), count)
    }

    fn places(&self, group_of: impl Fn(usize) -> usize, groups: usize) -> Vec<Standing> {
        /// How far the walk has come in a group, and the place it gives now.
        #[derive(Clone, Copy)]
        struct Walk {
            seen: u32,
            score: u16,
            rank: u32,
        }
        let mut standings = vec![Standing::default(); self.agencies];
        let mut walks = vec![Walk { seen: 0, score: u16::MAX, rank: 0 }; groups];
        for &(agency, score) in &self.order {
            let Some(walk) = walks.get_mut(group_of(agency as usize)) else { continue };
            walk.seen += 1;
            if walk.score != score {
                (walk.score, walk.rank) = (score, walk.seen);
            }
            standings[agency as usize].rank = walk.rank;
        }
        // Backwards: `seen` is now the last position of the place, and of the ones before it in turn.
        for walk in &mut walks {
            walk.score = u16::MAX;
        }
        for &(agency, score) in self.order.iter().rev() {
            let Some(walk) = walks.get_mut(group_of(agency as usize)) else { continue };
            let standing = &mut standings[agency as usize];
            if walk.score != score {
                (walk.score, walk.rank) = (score, walk.seen + 1 - standing.rank);
            }
            standing.tied = walk.rank;
            walk.seen -= 1;
        }
        standings
    }
}
