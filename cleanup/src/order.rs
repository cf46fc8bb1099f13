//! The order of deletion: what refers to another goes before it, and signatures after their image.

use crate::graph::{Graph, Id};
use crate::keep::Decisions;

/// The manifests to delete, of one repository after the other: an index before its children, an image before what
/// refers to it.
pub(crate) fn deletions(graph: &Graph, decisions: &Decisions) -> Vec<Id> {
    let is_deleted = |id: Id| decisions.kept.get(id).is_some_and(Option::is_none);
    let after = |id: Id| {
        let node = graph.nodes.get(id);
        let others = node
            .into_iter()
            .flat_map(|node| node.children.iter().chain(&node.referrers));
        let repository = node.map(|node| node.repository);
        others
            .copied()
            .filter(move |&other| is_deleted(other) && graph.nodes.get(other).map(|node| node.repository) == repository)
    };
    let mut before = vec![0_usize; graph.nodes.len()];
    for other in (0..graph.nodes.len()).filter(|&id| is_deleted(id)).flat_map(after) {
        if let Some(count) = before.get_mut(other) {
            *count += 1;
        }
    }
    let mut order = Vec::new();
    let mut is_ordered = vec![false; graph.nodes.len()];
    // Once for those that nothing precedes, and once for circles, which no real digests make.
    for breaks_circles in [false, true] {
        for id in (0..graph.nodes.len()).filter(|&id| is_deleted(id)) {
            if !breaks_circles && before.get(id).is_some_and(|&count| count > 0) {
                continue;
            }
            let mut ready = vec![id];
            while let Some(id) = ready.pop() {
                let Some(mark) = is_ordered.get_mut(id).filter(|mark| !**mark) else {
                    continue;
                };
                *mark = true;
                order.push(id);
                for other in after(id) {
                    let Some(count) = before.get_mut(other) else { continue };
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        ready.push(other);
                    }
                }
            }
        }
    }
    // The nodes of a repository are neighbours.
    order.sort_by_key(|&id| graph.nodes.get(id).map(|node| node.repository));
    order
}
