//! The registry that a path names.

use crate::errors::{Error, SEVERAL_REGISTRIES};
use crate::parameters::Parameters;
use crate::state::account::Account;
use crate::state::registry::Registry;

/// The registry of the path, or the only one where the path has no name.
pub(crate) fn find<'a>(account: &'a mut Account, parameters: &Parameters) -> Result<&'a mut Registry, Error> {
    refuse_several(account, parameters)?;
    let name = parameters.get("registry");
    let mut registries = account.registries.iter_mut();
    registries
        .find(|registry| name.is_empty() || registry.name == name)
        .ok_or_else(|| Error::not_found("registry"))
}

/// The same registry, to delete something in it.
pub(crate) fn find_writable<'a>(account: &'a mut Account, parameters: &Parameters) -> Result<&'a mut Registry, Error> {
    let registry = find(account, parameters)?;
    if registry.is_read_only() {
        let message = "registry is read-only while garbage collection runs";
        return Err(Error::precondition_failed(message));
    }
    Ok(registry)
}

/// Whether the path is under `/v2/registry`.
pub(crate) fn is_singular(parameters: &Parameters) -> bool {
    parameters.pattern.split('/').nth(2) == Some("registry")
}

/// Refuses `/v2/registry` for an account with several registries: it could mean any.
pub(crate) fn refuse_several(account: &Account, parameters: &Parameters) -> Result<(), Error> {
    if is_singular(parameters) && account.registries.len() > 1 {
        return Err(Error::precondition_failed(SEVERAL_REGISTRIES));
    }
    Ok(())
}
