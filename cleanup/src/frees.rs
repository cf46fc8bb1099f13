//! The bytes that a garbage collection will free.

use serde::{Deserialize, Serialize};

use crate::graph::Graph;
use crate::keep::Decisions;

/// The bytes that a garbage collection frees after a plan was carried out, if nothing is pushed in the meantime.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Frees {
    /// The blobs of deleted manifests that no kept manifest of the registry has.
    pub at_least: u64,
    /// The bytes that the registry stores, without the blobs of kept manifests: also those of manifests that were
    /// deleted before.
    pub at_most: u64,
}

pub(crate) fn frees(graph: &Graph, decisions: &Decisions) -> Frees {
    let digests = graph.snapshot.digests.len();
    let (mut kept, mut deleted) = (vec![false; digests], vec![false; digests]);
    let mut is_known = true;
    for (node, decision) in graph.nodes.iter().zip(&decisions.kept) {
        let marks = if decision.is_some() { &mut kept } else { &mut deleted };
        // A kept manifest may have any blob, if it does not say which.
        is_known &= decision.is_none() || node.blobs.is_some();
        for &digest in node.blobs.iter().flatten().chain([&node.digest]) {
            if let Some(mark) = marks.get_mut(digest) {
                *mark = true;
            }
        }
    }
    let (mut stays, mut goes) = (0_u64, 0_u64);
    for (digest, (kept, deleted)) in kept.into_iter().zip(deleted).enumerate() {
        let size = graph.size(digest).unwrap_or_default();
        if kept {
            stays = stays.saturating_add(size);
        } else if deleted {
            goes = goes.saturating_add(size);
        }
    }
    Frees {
        at_least: if is_known { goes } else { 0 },
        at_most: graph.snapshot.usage.saturating_sub(stays).max(goes),
    }
}
