//! Garbage collections: how they are asked for, how they run, what they have freed.

use serde_json::{Value, json};

use super::find;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::merge;
use crate::pages;
use crate::response::Response;
use crate::time::{MINUTE, Millis, SECOND, Time, rfc3339, rfc3339_nanos};

const CANCELLING: Millis = 10 * SECOND;
/// A delete in the last minute before a collection still has to be carried out, for which the
/// collection waits as long.
const DELETING: Millis = MINUTE;

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

pub(crate) fn start(call: &mut Call) -> Answer {
    let kind = if call.request.body.is_empty() {
        Kind::default()
    } else {
        let body = body::parse(&call.request.body)?;
        let fields = Fields::of(&body);
        match fields.string("type")? {
            Some(name) => Kind::named(name).ok_or_else(|| fields.wrong("type", "is unknown"))?,
            None => Kind::default(),
        }
    };
    let registry = find(call.account, &call.parameters)?;
    if registry.is_read_only() {
        return Err(Error::conflict(
            "requesting garbage collection: only one active garbage collection allowed per registry",
        ));
    }
    let registry_name = registry.name.clone();
    let mut collection = GarbageCollection::new(call.ids.uuid(), registry_name, kind, call.now);
    let since_delete = registry.last_delete.map(|time| call.now.saturating_sub(time));
    collection.after_delete = since_delete.is_some_and(|since| since < DELETING);
    // Only this answer dates it to the nanosecond.
    let created_at = json!({ "created_at": rfc3339_nanos(call.now, call.ids.between(0, 1_000_000)) });
    let described = merge(collection.describe(), created_at);
    let answer = Response::created(&json!({ "garbage_collection": described }));
    registry.garbage_collections.push(collection);
    Ok(answer)
}

pub(crate) fn get_active(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let active = registry
        .active()
        .ok_or_else(|| Error::not_found("active garbage collection"))?;
    Ok(Response::ok(&json!({ "garbage_collection": active.describe() })))
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let newest_first = registry.garbage_collections.iter().rev();
    let items: Vec<_> = newest_first.map(GarbageCollection::describe).collect();
    Ok(Response::ok(&pages::page(call, "garbage_collections", &items)?))
}

/// Cancels: the only change there is.
pub(crate) fn update(call: &mut Call) -> Answer {
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    if !fields.required("cancel", fields.boolean("cancel")?)? {
        return Err(fields.wrong("cancel", "must be true"));
    }
    let uuid = call.parameters.get("uuid");
    let registry = find(call.account, &call.parameters)?;
    let active = registry.active().filter(|collection| collection.uuid == uuid);
    let active = active.ok_or_else(|| Error::not_found("active garbage collection"))?;
    active.cancelled_at.get_or_insert(call.now);
    active.advance(call.now);
    Ok(Response::ok(&json!({ "garbage_collection": active.describe() })))
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

    /// The status at `now`, and since when.
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

    /// What it goes through, and for how long.
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

    fn describe(&self) -> Value {
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
    fn named(name: &str) -> Option<Self> {
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
