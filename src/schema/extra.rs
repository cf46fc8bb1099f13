//! Keys that a model does not name.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// Keys this version does not name, with their values. `Debug` shows the keys alone: a value may be a secret.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extra(pub BTreeMap<String, serde_json::Value>);

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
