//! Garbage collections of a registry, and the statuses they go through.

use serde_json::{Value, json};

use crate::time::{MINUTE, Millis, SECOND, Time, rfc3339};

const CANCELLING: Millis = 10 * SECOND;
/// Time that a collection waits when something was deleted so shortly before it.
pub(crate) const DELETING: Millis = MINUTE;

pub(crate) struct GarbageCollection {
    pub(crate) uuid: String,
    pub(crate) registry_name: String,
    pub(crate) kind: Kind,
    pub(crate) status: Status,
    /// Whether something was deleted just before.
    pub(crate) after_delete: bool,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) cancelled_at: Option<Time>,
    pub(crate) blobs_deleted: u64,
    pub(crate) freed_bytes: u64,
}

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Manifests,
    Blobs,
    ManifestsAndBlobs,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Status {
    Requested,
    WaitingForWriteTokens,
    WaitingForDeletes,
    ScanningManifests,
    DeletingBlobs,
    Cancelling,
    Succeeded,
    Cancelled,
}

impl GarbageCollection {
    pub(crate) fn new(uuid: String, registry_name: String, kind: Kind, now: Time) -> Self {
        Self {
            uuid,
            registry_name,
            kind,
            status: Status::Requested,
            after_delete: false,
            created_at: now,
            updated_at: now,
            cancelled_at: None,
            blobs_deleted: 0,
            freed_bytes: 0,
        }
    }

    pub(crate) fn advance(&mut self, now: Time) {
        (self.status, self.updated_at) = self.status_at(now);
    }

    /// The status at `now`, and the time it began.
    fn status_at(&self, now: Time) -> (Status, Time) {
        if let Some(since) = self.cancelled_at {
            let end = since.saturating_add(CANCELLING);
            let ended = now >= end;
            return if ended {
                (Status::Cancelled, end)
            } else {
                (Status::Cancelling, since)
            };
        }
        let mut since = self.created_at;
        for (status, duration) in self.phases() {
            let end = since.saturating_add(duration);
            if now < end {
                return (status, since);
            }
            since = end;
        }
        (Status::Succeeded, since)
    }

    /// The statuses it goes through, with their durations.
    fn phases(&self) -> [(Status, Millis); 5] {
        [
            (Status::Requested, 5 * SECOND),
            (Status::WaitingForWriteTokens, 15 * MINUTE),
            (Status::WaitingForDeletes, if self.after_delete { DELETING } else { 0 }),
            (Status::ScanningManifests, MINUTE),
            (Status::DeletingBlobs, MINUTE),
        ]
    }

    pub(crate) fn has_succeeded(&self) -> bool {
        self.status == Status::Succeeded
    }

    pub(crate) fn describe(&self) -> Value {
        json!({
            "uuid": self.uuid,
            "registry_name": self.registry_name,
            "type": self.kind.name(),
            "status": self.status.name(),
            "created_at": rfc3339(self.created_at),
            "updated_at": rfc3339(self.updated_at),
            "blobs_deleted": self.blobs_deleted,
            "freed_bytes": self.freed_bytes,
        })
    }
}

/// The API's default. Untagged manifests stay and hold their blobs, so it often frees nothing.
impl Default for Kind {
    fn default() -> Self {
        Self::Blobs
    }
}

impl Kind {
    pub(crate) fn named(name: &str) -> Option<Self> {
        let kinds = [Self::Manifests, Self::Blobs, Self::ManifestsAndBlobs];
        kinds.into_iter().find(|kind| kind.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Manifests => "untagged manifests only",
            Self::Blobs => "unreferenced blobs only",
            Self::ManifestsAndBlobs => "untagged manifests and unreferenced blobs",
        }
    }

    pub(crate) fn takes_manifests(self) -> bool {
        matches!(self, Self::Manifests | Self::ManifestsAndBlobs)
    }

    pub(crate) fn takes_blobs(self) -> bool {
        matches!(self, Self::Blobs | Self::ManifestsAndBlobs)
    }
}

impl Status {
    pub(crate) fn is_active(self) -> bool {
        !matches!(self, Self::Succeeded | Self::Cancelled)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::WaitingForWriteTokens => "waiting for write JWTs to expire",
            Self::WaitingForDeletes => "waiting for delete requests",
            Self::ScanningManifests => "scanning manifests",
            Self::DeletingBlobs => "deleting unreferenced blobs",
            Self::Cancelling => "cancelling",
            Self::Succeeded => "succeeded",
            Self::Cancelled => "cancelled",
        }
    }
}
