//! Tags of a repository.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// A tag: a name for a manifest, which a push may move to another.
#[model]
pub struct RepositoryTag {
    /// Name of the registry.
    pub registry_name: String,
    /// Name of the repository, its slashes included.
    pub repository: String,
    /// The tag itself, such as `latest`.
    pub tag: String,
    /// Digest of the manifest it points at: `sha256:` and 64 hexadecimal digits.
    pub manifest_digest: String,
    /// Size of the compressed layers, in bytes.
    pub compressed_size_bytes: i64,
    /// Size of the layers once unpacked, in bytes. Computed later than the push: absent or 0 until then.
    pub size_bytes: Maybe<i64>,
    /// When it was last pushed (RFC 3339).
    pub updated_at: String,
}
