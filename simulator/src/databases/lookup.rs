//! The cluster that a path names.

use crate::call::Call;
use crate::errors::Error;
use crate::parameters::Parameters;
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::time::Time;

/// The cluster, to read it.
pub(super) fn find<'a>(call: &'a Call) -> Result<&'a Cluster, Error> {
    call.account.cluster(&call.parameters.get("id"), call.now)
}

/// The cluster, to change it. The rest of the call stays free to be used.
pub(super) fn find_mut<'a>(
    account: &'a mut Account,
    parameters: &Parameters,
    now: Time,
) -> Result<&'a mut Cluster, Error> {
    account.cluster_mut(&parameters.get("id"), now)
}
