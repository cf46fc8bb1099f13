//! Which cluster a call reaches, and whether that cluster can do what is asked.

use super::clusters::{Cluster, Status};
use crate::call::Call;
use crate::errors::Error;

/// The cluster the path names, to be changed.
pub(crate) fn cluster<'a>(call: &'a mut Call) -> Result<&'a mut Cluster, Error> {
    let (id, now) = (call.parameters.get("id"), call.now);
    let mut clusters = call.account.clusters.iter_mut();
    clusters
        .find(|cluster| cluster.id == id && cluster.found_from <= now)
        .ok_or_else(|| Error::not_found("database cluster"))
}

/// That cluster, when its engine is one of those.
pub(crate) fn of_engine<'a>(call: &'a mut Call, engines: &[&str]) -> Result<&'a mut Cluster, Error> {
    let cluster = cluster(call)?;
    if engines.contains(&cluster.engine.as_str()) {
        Ok(cluster)
    } else {
        let message = format!("not supported for this engine: {}", cluster.engine);
        Err(Error::unprocessable(message))
    }
}

/// That cluster, when it runs too: what the engine itself is asked has to wait for it.
pub(crate) fn running<'a>(call: &'a mut Call, engines: &[&str]) -> Result<&'a mut Cluster, Error> {
    let now = call.now;
    let cluster = of_engine(call, engines)?;
    if matches!(cluster.status(now), Status::Creating | Status::Forking) {
        return Err(Error::precondition_failed("cluster is not ready: it is being created"));
    }
    Ok(cluster)
}
