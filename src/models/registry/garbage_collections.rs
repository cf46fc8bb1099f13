//! Garbage collections of a registry.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// A garbage collection: one run that removes unused blobs or untagged manifests. The registry is read-only meanwhile.
#[model]
pub struct GarbageCollection {
    /// Identifies the run.
    pub uuid: String,
    /// Name of the registry.
    pub registry_name: String,
    /// How far it is.
    pub status: GarbageCollectionStatus,
    /// When it was started (RFC 3339): with nanoseconds where it is started, with seconds later.
    pub created_at: String,
    /// When its status last changed (RFC 3339).
    pub updated_at: String,
    /// Blobs removed so far.
    pub blobs_deleted: i64,
    /// Storage given back so far, in bytes.
    pub freed_bytes: i64,
    /// Kind of content that it removes.
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

/// Kind of content that a garbage collection removes. An untagged manifest refers to its blobs, so storage is freed when
/// its manifest and then its blobs are removed.
#[model]
pub enum GarbageCollectionType {
    /// Manifests without a tag. Their blobs stay, so no storage is freed, until a later run removes blobs.
    #[serde(rename = "untagged manifests only")]
    UntaggedManifestsOnly,
    /// Blobs that no manifest refers to, the default. Untagged manifests still refer to theirs.
    #[serde(rename = "unreferenced blobs only")]
    UnreferencedBlobsOnly,
    /// Manifests without a tag, then the blobs that only they referred to: frees the most storage.
    #[serde(rename = "untagged manifests and unreferenced blobs")]
    UntaggedManifestsAndUnreferencedBlobs,
}

/// Options of a garbage collection.
#[model]
pub struct GarbageCollectionStart {
    /// Kind of content to remove. The default leaves untagged manifests, and with them their blobs: it frees storage only
    /// after manifests were deleted.
    ///
    /// @default "unreferenced blobs only"
    pub r#type: Maybe<GarbageCollectionType>,
}

/// A change to a running garbage collection.
#[model]
pub struct GarbageCollectionUpdate {
    /// `true` stops the run.
    pub cancel: bool,
}
