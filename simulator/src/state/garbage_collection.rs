//! Garbage collections of a registry, and the statuses they go through.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::time::{MINUTE, Millis, SECOND, Time, rfc3339};

const CANCELLING: Millis = 10 * SECOND;
/// Time that a collection waits when something was deleted so shortly before it.
pub(crate) const DELETING: Millis = MINUTE;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GarbageCollection {
    pub(crate) uuid: String,
    pub(crate) registry_name: String,
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    pub(crate) status: Status,
    /// Whether something was deleted just before.
    pub(crate) after_delete: bool,
    #[serde(with = "crate::time::text")]
    pub(crate) created_at: Time,
    #[serde(with = "crate::time::text")]
    pub(crate) updated_at: Time,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::optional")]
    pub(crate) cancelled_at: Option<Time>,
    pub(crate) blobs_deleted: u64,
    pub(crate) freed_bytes: u64,
}

words! {
    Kind {
        Manifests = "untagged manifests only",
        Blobs = "unreferenced blobs only",
        ManifestsAndBlobs = "untagged manifests and unreferenced blobs",
    }
}

words! {
    Status {
        Requested = "requested",
        WaitingForWriteTokens = "waiting for write JWTs to expire",
        WaitingForDeletes = "waiting for delete requests",
        ScanningManifests = "scanning manifests",
        DeletingBlobs = "deleting unreferenced blobs",
        Cancelling = "cancelling",
        Succeeded = "succeeded",
        Cancelled = "cancelled",
    }
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
}
