//! Reasons to keep a manifest, and their words.

use crate::graph::{Graph, Id};
use crate::rules::Keep;

/// The reason why a manifest is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason<'a> {
    /// Its repository is not to be cleaned up.
    NotSelected,
    /// So many images are as new, and so many are kept.
    Newest(u64, u64),
    /// It is younger than the age of that text.
    Younger(&'a str),
    /// The tag that fits a pattern.
    Tag(&'a str, &'a str),
    /// It was pushed within the hour.
    Recent,
    /// The time of its push cannot be told.
    UnknownTime,
    UnknownKind,
    /// It refers to an image that may be in another registry.
    SubjectElsewhere,
    /// It is all that would be left of its repository.
    Last,
    ChildOf(Id),
    RefersTo(Id),
}

impl Reason<'_> {
    /// Whether it is kept for another manifest only.
    pub(crate) fn is_borrowed(self) -> bool {
        matches!(self, Self::ChildOf(_) | Self::RefersTo(_))
    }

    pub(crate) fn words(self, graph: &Graph) -> String {
        let digest = |id: Id| graph.nodes.get(id).map_or("", |node| graph.digest(node.digest));
        match self {
            Self::NotSelected => "in a repository that is not cleaned up".to_owned(),
            Self::Newest(rank, most) => format!("newest {rank} of {most}"),
            Self::Younger(age) => format!("younger than {age}"),
            Self::Tag(tag, pattern) if tag == pattern => format!("tag {tag}"),
            Self::Tag(tag, pattern) => format!("tag {tag} fits {pattern}"),
            Self::Recent => "younger than an hour".to_owned(),
            Self::UnknownTime => "the time of its push cannot be told".to_owned(),
            Self::UnknownKind => "its kind cannot be told".to_owned(),
            Self::SubjectElsewhere => "refers to an image that may be in another registry".to_owned(),
            Self::Last => "the last image of its repository".to_owned(),
            Self::ChildOf(parent) => format!("child of {}", digest(parent)),
            Self::RefersTo(subject) => format!("refers to {}", digest(subject)),
        }
    }
}

/// The words of why a manifest is deleted.
pub(crate) fn deleted(graph: &Graph, id: Id, keep: &Keep) -> String {
    let Some(node) = graph.nodes.get(id) else {
        return String::new();
    };
    let digest = |id: &Id| graph.nodes.get(*id).map_or("", |node| graph.digest(node.digest));
    if !node.is_image() {
        let subject = node.subjects.iter().find_map(|subject| subject.nodes.first());
        return match (subject, node.subjects.first()) {
            (Some(subject), _) => format!("refers to {}, which is deleted", digest(subject)),
            (None, Some(subject)) => format!("refers to {}…, which is gone", shortened(subject.hex)),
            (None, None) => "no rule keeps it".to_owned(),
        };
    }
    let mut words = Vec::new();
    if let Some(parent) = node.parents.first().filter(|_| !node.is_top_level()) {
        words.push(format!("child of {}, which is deleted", digest(parent)));
    }
    if node.tags.is_empty() {
        if !words.is_empty() {
            return words.concat();
        }
        words.push("untagged".to_owned());
    }
    if let Some(age) = &keep.younger_than {
        words.push(format!("older than {}", age.text));
    }
    if let (Some(newest), false) = (keep.newest, node.tags.is_empty()) {
        words.push(format!("not among the newest {newest}"));
    }
    if !keep.tags.is_empty() && !node.tags.is_empty() {
        words.push("no tag to keep".to_owned());
    }
    if words.is_empty() {
        words.push("no rule keeps it".to_owned());
    }
    words.join(", ")
}

fn shortened(hex: &str) -> &str {
    hex.get(..12).unwrap_or(hex)
}
