//! Images that are broken, whatever the rules say: found, told, and never a reason to delete.

use serde::Serialize;

use crate::graph::{Graph, Node};

/// A kind of broken image.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Broken {
    /// Nothing that it refers to is there.
    Ghost,
    /// A part of that which it refers to is not there.
    Partial,
}

/// The content of a manifest, as far as its blobs tell.
#[derive(Default)]
pub(crate) struct Content {
    pub(crate) broken: Option<Broken>,
    /// Whether it counts among the newest images. Broken ones do not, if they will not look whole once others are gone.
    pub(crate) takes_place: bool,
    /// Whether its blobs tell an image from an index, or from a manifest that refers to another.
    pub(crate) is_known: bool,
}

/// Looks at the content of a manifest.
pub(crate) fn content(graph: &Graph, node: &Node) -> Content {
    let Some(blobs) = node.blobs.as_ref().filter(|blobs| !blobs.is_empty()) else {
        return Content {
            takes_place: true,
            ..Content::default()
        };
    };
    // Manifests of other repositories are blobs of an index that lost its children.
    let (mut there, mut elsewhere, mut gone) = (0, 0, 0);
    for &blob in blobs
        .iter()
        .filter(|&&blob| graph.find(node.repository, blob).is_none())
    {
        if graph.size(blob) == Some(0) {
            gone += 1;
        } else if graph.anywhere(blob).is_empty() {
            there += 1;
        } else {
            elsewhere += 1;
        }
    }
    let has_children = !node.children.is_empty();
    let broken = match (has_children, there, gone + elsewhere) {
        (true, 0, 0) | (false, _, 0) => None,
        (false, 0, _) => Some(Broken::Ghost),
        _ => Some(Broken::Partial),
    };
    Content {
        broken,
        takes_place: gone == 0 && !(has_children && there + elsewhere > 0),
        // An index has manifests only. One with other blobs, too, lost children, or is of a kind that is not known.
        is_known: !(has_children && there > 0 && node.tags.is_empty()),
    }
}
