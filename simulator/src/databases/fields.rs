//! Fields that several bodies have.

use crate::body::Fields;
use crate::errors::Error;
use crate::state::engines;

pub(super) const NAME_RULE: &str = "must be 3 to 63 lowercase letters, digits and hyphens";

/// Whether a cluster or replica may have that name.
pub(super) fn is_cluster_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=63).contains(&name.len()) && name.bytes().all(allowed)
}

/// The `storage_size_mib` of a body: the whole disk, the size's own part included.
pub(super) fn storage(fields: Fields, size: &str) -> Result<Option<i64>, Error> {
    let storage = fields.integer_or_null("storage_size_mib")?;
    let least = engines::included_storage(size);
    if storage.is_some_and(|mib| mib < least) {
        let rule = format!("must be at least {least}: the size's own part is included");
        return Err(fields.wrong("storage_size_mib", &rule));
    }
    Ok(storage)
}

/// A UUID. The official Go clients send an empty string for one that is not given.
pub(super) fn uuid(fields: Fields, key: &str) -> Result<Option<String>, Error> {
    let Some(text) = fields.string_or_null(key)?.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let groups = text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    if !groups || !text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()) {
        return Err(fields.wrong(key, "must be a UUID"));
    }
    Ok(Some(text.to_owned()))
}
