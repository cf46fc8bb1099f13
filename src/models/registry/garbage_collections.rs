//! Garbage collections of a registry.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// A garbage collection: one run that removes what nothing refers to. The registry is read-only while it runs.
#[model]
pub struct GarbageCollection {
    /// Identifies the run.
    pub uuid: String,
    /// Name of the registry.
    pub registry_name: String,
    /// How far it is.
    pub status: GarbageCollectionStatus,
    /// When it was started (RFC 3339).
    pub created_at: String,
    /// When its status last changed (RFC 3339).
    pub updated_at: String,
    /// Blobs removed so far.
    pub blobs_deleted: i64,
    /// Storage given back so far, in bytes.
    pub freed_bytes: i64,
    /// What it removes.
    pub r#type: Maybe<GarbageCollectionType>,
}

/// How far a garbage collection is.
#[model]
pub enum GarbageCollectionStatus {
    /// It will begin.
    #[serde(rename = "requested")]
    Requested,
    /// It waits until no push that was allowed before it began can still write; up to 15 minutes.
    #[serde(rename = "waiting for write JWTs to expire")]
    WaitingForWriteJwtsToExpire,
    /// It waits for deletions that are under way.
    #[serde(rename = "waiting for delete requests")]
    WaitingForDeleteRequests,
    /// It looks for what is still referred to.
    #[serde(rename = "scanning manifests")]
    ScanningManifests,
    /// It removes blobs.
    #[serde(rename = "deleting unreferenced blobs")]
    DeletingUnreferencedBlobs,
    /// It was told to stop, and will.
    #[serde(rename = "cancelling")]
    Cancelling,
    /// It ended with an error.
    #[serde(rename = "failed")]
    Failed,
    /// It ended well.
    #[serde(rename = "succeeded")]
    Succeeded,
    /// It was stopped.
    #[serde(rename = "cancelled")]
    Cancelled,
}

/// What a garbage collection removes.
#[model]
pub enum GarbageCollectionType {
    /// Manifests without a tag. Their blobs stay until a later run that removes blobs.
    #[serde(rename = "untagged manifests only")]
    UntaggedManifestsOnly,
    /// Blobs that no manifest refers to.
    #[serde(rename = "unreferenced blobs only")]
    UnreferencedBlobsOnly,
    /// Manifests without a tag, then the blobs that only they referred to.
    #[serde(rename = "untagged manifests and unreferenced blobs")]
    UntaggedManifestsAndUnreferencedBlobs,
}

/// What to collect.
#[model]
pub struct GarbageCollectionStart {
    /// What to remove. Left out, the API takes `untagged manifests only`, which frees no storage by itself.
    pub r#type: Maybe<GarbageCollectionType>,
}

/// A change to a running garbage collection.
#[model]
pub struct GarbageCollectionUpdate {
    /// `true` stops the run.
    pub cancel: bool,
}
