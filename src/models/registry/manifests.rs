//! Manifests of a repository.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// A manifest: one version of an image, or an index of manifests, one for each platform (a multi-arch image).
#[model]
pub struct Manifest {
    /// Name of the registry.
    pub registry_name: String,
    /// Name of the repository, its slashes included.
    pub repository: String,
    /// The manifest's own address: `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Size of the compressed layers, in bytes.
    pub compressed_size_bytes: i64,
    /// Size of the layers once unpacked, in bytes. Computed later than the push: absent or 0 until then.
    pub size_bytes: Maybe<i64>,
    /// When the manifest last changed (RFC 3339).
    pub updated_at: String,
    /// Tags that point at it. Empty for an untagged manifest, but also for each platform of a tagged multi-arch image.
    pub tags: Vec<String>,
    /// Blobs it refers to: layers and configuration. Those of an index are the digests of its manifests.
    pub blobs: Maybe<Vec<ManifestBlob>>,
}

/// A blob of a manifest: a layer or the image's configuration.
#[model]
pub struct ManifestBlob {
    /// The blob's address: `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Its compressed size, in bytes.
    pub compressed_size_bytes: i64,
}
