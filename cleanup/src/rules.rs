//! The rules of a clean-up.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::glob;

/// The rules of a clean-up.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Rules {
    /// The images to keep, in repositories without rules of their own.
    pub keep: Keep,
    /// The repositories to clean up; all, if there are none.
    pub repositories: Vec<Pattern>,
    /// Rules of some repositories. An exact name counts before patterns, and those in their order.
    pub per_repository: Vec<(Pattern, Keep)>,
    /// Whether repositories may lose their last image.
    pub allow_empty: bool,
}

/// The images to keep: those that any of the rules names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Keep {
    /// The number of newest tagged images.
    pub newest: Option<u64>,
    /// The age below which images are kept.
    pub younger_than: Option<Age>,
    /// The tags whose images are kept.
    pub tags: Vec<Pattern>,
}

/// An age, and how it was written.
#[derive(Clone, Debug, Deserialize)]
pub struct Age {
    /// The age in milliseconds.
    pub milliseconds: i64,
    /// The words in which the rule was given.
    pub text: String,
}

/// A pattern of names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pattern {
    /// A glob, in which `*` stands for any characters and `?` for one; or another expression.
    pub text: String,
    /// The names that another expression stands for.
    pub names: Option<BTreeSet<String>>,
}

impl Pattern {
    /// Whether it stands for a name.
    pub fn matches(&self, name: &str) -> bool {
        let names = self.names.as_ref();
        names.map_or_else(|| glob::matches(&self.text, name), |names| names.contains(name))
    }
}

impl Rules {
    /// Whether a repository is to be cleaned up.
    pub fn selects(&self, repository: &str) -> bool {
        self.repositories.is_empty() || self.repositories.iter().any(|pattern| pattern.matches(repository))
    }

    /// The number of the rules of a repository: 0 for those of all, else one more than in `per_repository`.
    pub fn number_for(&self, repository: &str) -> usize {
        let find = |exact: bool| {
            let mut all = self.per_repository.iter();
            all.position(|(pattern, _)| {
                if exact {
                    pattern.text == repository
                } else {
                    pattern.matches(repository)
                }
            })
        };
        find(true).or_else(|| find(false)).map_or(0, |position| position + 1)
    }

    /// The rules of a number.
    pub fn numbered(&self, number: usize) -> &Keep {
        let own = number
            .checked_sub(1)
            .and_then(|position| self.per_repository.get(position));
        own.map_or(&self.keep, |(_, keep)| keep)
    }
}
