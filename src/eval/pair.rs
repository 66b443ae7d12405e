//! The largest one-to-one matching between gold facts and a system's.

/// For each gold fact the system fact that it is matched with. `edges[i]` are the system facts that would do for gold fact `i`, the best
/// first; gold facts are placed in `order`, and one that is placed stays so (augmenting paths: Kuhn's algorithm).
pub(super) fn pair(edges: &[Vec<usize>], order: &[usize]) -> Vec<Option<usize>> {
    let facts = edges.iter().flatten().max().map_or(0, |most| most + 1);
    let mut owner = vec![None; facts];
    for gold in order {
        place(*gold, edges, &mut owner, &mut vec![false; facts]);
    }
    let mut matched = vec![None; edges.len()];
    for (fact, gold) in owner.into_iter().enumerate() {
        if let Some(gold) = gold {
            matched[gold] = Some(fact);
        }
    }
    matched
}

fn place(gold: usize, edges: &[Vec<usize>], owner: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &fact in &edges[gold] {
        if !std::mem::replace(&mut seen[fact], true) && owner[fact].is_none_or(|other| place(other, edges, owner, seen)) {
            owner[fact] = Some(gold);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greedy_choice_is_undone_where_that_places_more() {
        assert_eq!(pair(&[vec![0, 1], vec![0]], &[0, 1]), [Some(1), Some(0)]);
    }

    #[test]
    fn what_cannot_be_placed_is_left_out() {
        assert_eq!(pair(&[vec![0], vec![0], vec![]], &[1, 0, 2]), [None, Some(0), None]);
        assert!(pair(&[], &[]).is_empty());
    }
}
