//! Circles in "reports to" and "is part of".

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

/// The circles in a graph, each once, as the nodes on it in order. Nodes that merely lead into a
/// circle are not on it. Where circles share nodes, one of them is found.
pub fn find<N: Copy + Eq + Hash + Ord>(edges: &BTreeMap<N, Vec<N>>) -> Vec<Vec<N>> {
    let mut done: HashSet<N> = HashSet::new();
    let mut found = Vec::new();
    for start in edges.keys().copied() {
        if done.contains(&start) {
            continue;
        }
        // Depth first, without recursion: a chain may be as long as the directory is large.
        let mut path: Vec<(N, usize)> = vec![(start, 0)];
        let mut on_path: HashMap<N, usize> = HashMap::from([(start, 0)]);
        while let Some((node, next)) = path.last().copied() {
            let target = edges
                .get(&node)
                .and_then(|targets| targets.get(next))
                .copied();
            let Some(target) = target else {
                path.pop();
                on_path.remove(&node);
                done.insert(node);
                continue;
            };
            if let Some(top) = path.last_mut() {
                top.1 += 1;
            }
            if let Some(begin) = on_path.get(&target) {
                found.push(path[*begin..].iter().map(|(node, _)| *node).collect());
            } else if !done.contains(&target) {
                on_path.insert(target, path.len());
                path.push((target, 0));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graph(edges: &[(u32, u32)]) -> BTreeMap<u32, Vec<u32>> {
        let mut graph: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (from, to) in edges {
            graph.entry(*from).or_default().push(*to);
        }
        graph
    }

    #[test]
    fn finds_circles_and_only_them() {
        assert!(find(&graph(&[(1, 2), (2, 3), (1, 3)])).is_empty());
        assert_eq!(
            find(&graph(&[(0, 1), (1, 2), (2, 3), (3, 1)])),
            vec![vec![1, 2, 3]]
        );
        assert_eq!(find(&graph(&[(5, 5)])), vec![vec![5]]);
        assert_eq!(
            find(&graph(&[(1, 2), (2, 1), (3, 4), (4, 3), (2, 3)])).len(),
            2
        );
    }

    #[test]
    fn a_long_chain_is_no_burden() {
        let chain: Vec<_> = (0..100_000).map(|n| (n, n + 1)).collect();
        assert!(find(&graph(&chain)).is_empty());
    }

    proptest! {
        /// Edges that only lead upward make no circle; one edge back down a path makes one.
        #[test]
        fn upward_edges_make_no_circle(edges in prop::collection::vec((0u32..40, 1u32..10), 0..80)) {
            let upward: Vec<_> = edges.iter().map(|(from, step)| (*from, from + step)).collect();
            prop_assert!(find(&graph(&upward)).is_empty());
            if let Some((from, to)) = upward.first().copied() {
                let mut circle = upward.clone();
                circle.push((to, from));
                prop_assert!(!find(&graph(&circle)).is_empty());
            }
        }
    }
}
