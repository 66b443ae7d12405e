//! Communities of a network by the method of Louvain (Blondel, Guillaume, Lambiotte and Lefebvre 2008), without chance: nodes are visited
//! in their order, and among equal gains the community with the lowest number wins.

/// Neighbours with the weight of what joins them; a node that stands for several also holds what joins these, as its own neighbour.
type Neighbours = Vec<Vec<(usize, f64)>>;

/// Most rounds over the nodes of one level; it is reached only where moves go in circles for want of precision.
const ROUNDS: usize = 50;

/// The community of each node, numbered from 0 by size, then by first node. Direction does not matter, weights are added.
pub(super) fn communities(nodes: usize, edges: impl IntoIterator<Item = (usize, usize, f64)>) -> Vec<usize> {
    let mut neighbours = gathered(nodes, edges.into_iter().flat_map(|(from, to, weight)| [(from, to, weight), (to, from, weight)]));
    let mut membership: Vec<usize> = (0..nodes).collect();
    loop {
        let moved = moved(&neighbours);
        let (numbers, count) = renumbered(&moved);
        if count == neighbours.len() {
            return by_size(&membership);
        }
        membership.iter_mut().for_each(|place| *place = numbers[*place]);
        let joined = neighbours.iter().enumerate().flat_map(|(node, near)| near.iter().map(move |(other, weight)| (node, *other, *weight)));
        neighbours = gathered(count, joined.map(|(from, to, weight)| (numbers[from], numbers[to], weight)));
    }
}

fn gathered(nodes: usize, edges: impl Iterator<Item = (usize, usize, f64)>) -> Neighbours {
    let mut neighbours = vec![Vec::new(); nodes];
    edges.for_each(|(from, to, weight)| neighbours[from].push((to, weight)));
    for near in &mut neighbours {
        near.sort_unstable_by_key(|(other, _)| *other);
        near.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
    }
    neighbours
}

/// Moves every node to the community of a neighbour where modularity gains most, until none gains.
fn moved(neighbours: &Neighbours) -> Vec<usize> {
    let degrees: Vec<f64> = neighbours.iter().map(|near| near.iter().map(|(_, weight)| weight).sum()).collect();
    let total: f64 = degrees.iter().sum();
    let (mut community, mut totals): (Vec<usize>, _) = ((0..neighbours.len()).collect(), degrees.clone());
    for _ in 0..ROUNDS {
        let mut gained = false;
        for (node, near) in neighbours.iter().enumerate() {
            let own = community[node];
            totals[own] -= degrees[node];
            let ties = gathered(1, near.iter().filter(|(other, _)| *other != node).map(|(other, weight)| (0, community[*other], *weight)));
            let gain = |place: usize, tie: f64| tie - totals[place] * degrees[node] / total;
            let stay = ties[0].iter().find(|(place, _)| *place == own).map_or(0.0, |(_, tie)| *tie);
            let (mut best, mut most) = (own, gain(own, stay));
            for (place, tie) in &ties[0] {
                if gain(*place, *tie) > most + 1e-9 {
                    (best, most) = (*place, gain(*place, *tie));
                }
            }
            totals[best] += degrees[node];
            gained |= best != own;
            community[node] = best;
        }
        if !gained {
            break;
        }
    }
    community
}

/// The same groups numbered from 0 in order of their first member, and how many there are.
fn renumbered(groups: &[usize]) -> (Vec<usize>, usize) {
    let mut numbers = std::collections::HashMap::new();
    let renumbered = groups.iter().map(|group| {
        let next = numbers.len();
        *numbers.entry(*group).or_insert(next)
    });
    (renumbered.collect(), numbers.len())
}

fn by_size(groups: &[usize]) -> Vec<usize> {
    let (groups, count) = renumbered(groups);
    let mut sizes = vec![0_usize; count];
    groups.iter().for_each(|group| sizes[*group] += 1);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
    let mut places = vec![0; count];
    order.into_iter().enumerate().for_each(|(place, group)| places[group] = place);
    groups.into_iter().map(|group| places[group]).collect()
}

#[cfg(test)]
mod tests {
    use super::communities;

    #[test]
    fn two_cliques_with_a_bridge_are_two_communities() {
        let clique = |first: usize| (0..4).flat_map(move |a| (0..a).map(move |b| (first + a, first + b, 1.0)));
        let edges: Vec<_> = clique(0).chain(clique(4)).chain([(3, 4, 1.0)]).collect();
        assert_eq!(communities(9, edges), [0, 0, 0, 0, 1, 1, 1, 1, 2]);
    }

    #[test]
    fn nothing_and_loops_are_no_trouble() {
        assert!(communities(0, []).is_empty());
        assert_eq!(communities(2, [(0, 0, 1.0)]), [0, 1]);
    }
}
