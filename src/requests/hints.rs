//! Hints for error responses that only some operations have. Those of all operations are the shell's.

use crate::http::Hint;

/// A change to a cluster that is busy.
pub static CLUSTER_NOT_READY: Hint = Hint {
    statuses: &[412],
    code: Some("cluster_not_ready"),
    changes_only: true,
    text: "wait and call again: a cluster may be busy until its first backup is complete, even when it is online",
};

/// A setting that only some engines have.
pub static ENGINE_SETTING: Hint = Hint {
    statuses: &[404],
    code: Some("unsupported_engine"),
    changes_only: false,
    text: "only some engines have this: eviction policies are Valkey's, SQL modes MySQL's",
};

/// A trusted source of an unknown kind, or one that does not exist.
pub static FIREWALL_RULE: Hint = Hint {
    statuses: &[422],
    code: None,
    changes_only: false,
    text: "the `type` of a rule is ip_addr, droplet, k8s, tag or app; its `value` must exist",
};

/// A garbage collection beside one that runs.
pub static GARBAGE_COLLECTION_RUNNING: Hint = Hint {
    statuses: &[409, 412],
    code: Some("garbage_collection_running"),
    changes_only: false,
    text: "wait for the one that runs, or cancel it: garbageCollections.getActive, and .update with { cancel: true }",
};

/// A registry too many.
pub static REGISTRY_LIMIT: Hint = Hint {
    statuses: &[412],
    code: Some("registry_limit"),
    changes_only: false,
    text: "delete a registry or change the subscription, whose plan allows no more",
};

/// A path without the registry's name, in an account with several.
pub static SEVERAL_REGISTRIES: Hint = Hint {
    statuses: &[412],
    code: Some("several_registries"),
    changes_only: false,
    text: "the account has several registries: use client.registries, and name one",
};

/// Two changes to the users of a cluster at once.
pub static USER_CHANGES_COLLIDE: Hint = Hint {
    statuses: &[500],
    code: None,
    changes_only: false,
    text: "change the users of a cluster one at a time; the clients of one process do",
};
