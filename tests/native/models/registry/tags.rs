//! Tags.

use digitalocean_wasm::models::registry::tags::RepositoryTag;
use digitalocean_wasm::schema::Maybe;

use crate::support::{fixture, kept};

#[test]
fn tags_of_one_manifest_share_its_digest() {
    let tags: Vec<RepositoryTag> = kept(&fixture("registry/tags")["tags"]);
    assert_eq!(tags[0].manifest_digest, tags[1].manifest_digest);
    assert_ne!(tags[0].tag, tags[1].tag);
    assert_eq!(tags[2].size_bytes, Maybe::Absent);
}
