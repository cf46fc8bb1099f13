//! Rules that stand for nothing: most likely misspelt.

use crate::graph::{Graph, Node};
use crate::keep::Decisions;
use crate::reasons::Reason;
use crate::rules::{Keep, Rules};

/// A sentence for each rule that stands for nothing anywhere.
pub(crate) fn warnings(graph: &Graph, rules: &Rules, decisions: &Decisions) -> Vec<String> {
    let names: Vec<_> = graph.snapshot.repositories.iter().map(|one| &*one.name).collect();
    let mut warnings = Vec::new();
    for pattern in &rules.repositories {
        if !names.iter().any(|name| pattern.matches(name)) {
            warnings.push(format!("repositories: no repository fits {}", pattern.text));
        }
    }
    for (pattern, _) in &rules.per_repository {
        if !names.iter().any(|name| pattern.matches(name)) {
            warnings.push(format!("perRepository: no repository fits {}", pattern.text));
        }
    }
    for number in 0..=rules.per_repository.len() {
        let keep = rules.numbered(number);
        let has_rules = |name: &str| rules.selects(name) && rules.number_for(name) == number;
        let used: Vec<_> = names.iter().map(|name| has_rules(name)).collect();
        if number > 0 && !used.contains(&true) {
            continue;
        }
        let place = number
            .checked_sub(1)
            .and_then(|position| rules.per_repository.get(position));
        let place = place.map_or("keep".to_owned(), |(pattern, _)| {
            format!("perRepository.{}", pattern.text)
        });
        warnings.extend(unused(graph, decisions, keep, &used).map(|rule| format!("{place}.{rule}")));
    }
    warnings
}

/// The rules that stand for nothing in the repositories where they are used.
fn unused<'a>(
    graph: &'a Graph,
    decisions: &'a Decisions,
    keep: &'a Keep,
    used: &'a [bool],
) -> impl Iterator<Item = String> {
    let here = move |node: &Node| used.get(node.repository).copied().unwrap_or_default();
    let all = graph.nodes.iter().zip(&decisions.kept);
    let nodes: Vec<_> = all.filter(|(node, _)| here(node)).collect();
    let newest = keep.newest.is_some()
        && !nodes
            .iter()
            .any(|(node, _)| !node.tags.is_empty() && node.is_top_level());
    // An image that another rule keeps may be young, too.
    let is_young = |limit: i64| {
        nodes.iter().any(|(node, kept)| {
            let age = node.time.map(|time| graph.snapshot.now.saturating_sub(time));
            age.is_some_and(|age| age < limit) || kept.is_some_and(|kept| matches!(kept.reason, Reason::Younger(_)))
        })
    };
    let younger = keep.younger_than.as_ref().filter(|age| !is_young(age.milliseconds));
    let tags = keep.tags.iter().filter(|pattern| {
        let mut tags = nodes.iter().flat_map(|(node, _)| &node.tags);
        !tags.any(|tag| pattern.matches(tag))
    });
    let tags: Vec<_> = tags
        .map(|pattern| format!("tags: no tag fits {}", pattern.text))
        .collect();
    newest
        .then(|| "newest: there is no tagged image".to_owned())
        .into_iter()
        .chain(younger.map(|age| format!("youngerThan: no image is younger than {}", age.text)))
        .chain(tags)
}
