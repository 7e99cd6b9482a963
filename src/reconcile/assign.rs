//! Which of the left belongs to which of the right: an assignment of the greatest total weight.
//!
//! Of choices that weigh the same, the one that keeps the order of the lists wins, so that turning the sides round turns the pairs and no more. Up to
//! [`OPTIMAL`] entries a side the assignment is optimal (Kuhn–Munkres with potentials, cubic time); longer lists are paired greedily, heaviest first.

/// The longest list that is worth cubic time.
const OPTIMAL: usize = 250;

/// What one point of weight counts against distances in the lists: more than the squares of all of them together can.
const OUTWEIGHING: i64 = (OPTIMAL * OPTIMAL * OPTIMAL) as i64;

/// Two entries that belong together, by their places in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub left: usize,
    pub right: usize,
}

/// Pairs `left` entries with `right` ones so that the weights add up to the most. Entries of weight 0 are never paired.
pub(super) fn assign(left: usize, right: usize, weight: impl Fn(usize, usize) -> u32) -> Vec<Match> {
    if left == 0 || right == 0 {
        return Vec::new();
    }
    if left.max(right) > OPTIMAL {
        return greedy(left, right, weight);
    }
    let mut pairs = if left <= right {
        optimal(left, right, &weight)
    } else {
        let mirrored = optimal(right, left, &|r, l| weight(l, r));
        mirrored.into_iter().map(|Match { left: r, right: l }| Match { left: l, right: r }).collect()
    };
    pairs.retain(|pair| weight(pair.left, pair.right) > 0);
    pairs.sort_by_key(|pair| pair.left);
    pairs
}

/// The Hungarian method: rows are taken in one by one, each along the cheapest path that alternates between free and paired columns.
/// Needs `rows <= columns`; row and column 0 stand for "none", so that indices run from 1.
fn optimal(rows: usize, columns: usize, weight: &impl Fn(usize, usize) -> u32) -> Vec<Match> {
    let cost = |row: usize, column: usize| match i64::from(weight(row - 1, column - 1)) {
        0 => 0,
        weight => (row.abs_diff(column) as i64).pow(2) - weight * OUTWEIGHING,
    };
    let mut row_potential = vec![0i64; rows + 1];
    let mut column_potential = vec![0i64; columns + 1];
    let mut row_of = vec![0usize; columns + 1];
    for row in 1..=rows {
        let mut came_from = vec![0usize; columns + 1];
        let mut slack = vec![i64::MAX; columns + 1];
        let mut visited = vec![false; columns + 1];
        row_of[0] = row;
        let mut column = 0;
        while row_of[column] != 0 {
            visited[column] = true;
            let current = row_of[column];
            let (mut step, mut next) = (i64::MAX, 0);
            for candidate in 1..=columns {
                if visited[candidate] {
                    continue;
                }
                let reduced = cost(current, candidate) - row_potential[current] - column_potential[candidate];
                if reduced < slack[candidate] {
                    slack[candidate] = reduced;
                    came_from[candidate] = column;
                }
                if slack[candidate] < step {
                    step = slack[candidate];
                    next = candidate;
                }
            }
            for candidate in 0..=columns {
                if visited[candidate] {
                    row_potential[row_of[candidate]] += step;
                    column_potential[candidate] -= step;
                } else if slack[candidate] != i64::MAX {
                    slack[candidate] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            let previous = came_from[column];
            row_of[column] = row_of[previous];
            column = previous;
        }
    }
    (1..=columns).filter(|&column| row_of[column] != 0).map(|column| Match { left: row_of[column] - 1, right: column - 1 }).collect()
}

/// The heaviest pair first, then the heaviest of what is left.
fn greedy(left: usize, right: usize, weight: impl Fn(usize, usize) -> u32) -> Vec<Match> {
    let mut candidates: Vec<(u32, usize, usize)> = Vec::new();
    for l in 0..left {
        candidates.extend((0..right).map(|r| (weight(l, r), l, r)).filter(|candidate| candidate.0 > 0));
    }
    candidates.sort_by_key(|&(weight, l, r)| (std::cmp::Reverse(weight), l.abs_diff(r), l.min(r), l));
    let (mut left_taken, mut right_taken) = (vec![false; left], vec![false; right]);
    let mut pairs = Vec::new();
    for (_, l, r) in candidates {
        if !left_taken[l] && !right_taken[r] {
            left_taken[l] = true;
            right_taken[r] = true;
            pairs.push(Match { left: l, right: r });
        }
    }
    pairs.sort_by_key(|pair| pair.left);
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(table: &[&[u32]]) -> Vec<(usize, usize)> {
        let right = table.first().map_or(0, |row| row.len());
        assign(table.len(), right, |l, r| table[l][r]).into_iter().map(|pair| (pair.left, pair.right)).collect()
    }

    #[test]
    fn the_total_counts_and_not_the_first_best() {
        // The greedy choice (9) would leave 1 for the other row; 8 + 8 is more.
        assert_eq!(pairs(&[&[9, 8], &[8, 1]]), [(0, 1), (1, 0)]);
        assert_eq!(pairs(&[&[1, 2, 9]]), [(0, 2)]);
        assert_eq!(pairs(&[&[1], &[5], &[2]]), [(1, 0)]);
    }

    #[test]
    fn equal_weights_keep_the_order_from_either_side() {
        let table: &[&[u32]] = &[&[4, 4, 0], &[4, 4, 4], &[0, 4, 4]];
        assert_eq!(pairs(table), [(0, 0), (1, 1), (2, 2)]);
        // One of two alike: the first, whichever side it stands on.
        assert_eq!(pairs(&[&[3, 3]]), [(0, 0)]);
        assert_eq!(pairs(&[&[3], &[3]]), [(0, 0)]);
    }

    #[test]
    fn weight_zero_never_pairs() {
        assert_eq!(pairs(&[&[0, 0], &[0, 3]]), [(1, 1)]);
        assert_eq!(pairs(&[]), []);
    }

    #[test]
    fn long_lists_are_paired_too() {
        let all = assign(400, 400, |l, r| if l == 399 - r { 5 } else { 1 });
        assert_eq!(all.len(), 400);
        assert!(all.iter().all(|pair| pair.left == 399 - pair.right));
    }
}
