//! `/v2/databases/options`

use crate::{
    http::{Request, Result, operations},
    models::databases::options::DatabaseOptionsAnswer,
};

operations! {
    OPTIONS = "databases.options", Get "/v2/databases/options" {
        id: "databases_list_options",
        scopes: &["database:read"],
    }
}

/// Gets the regions, versions and sizes each engine offers.
///
/// # Errors
/// None; as every request.
pub fn options() -> Result<Request<DatabaseOptionsAnswer>> {
    Request::new(&OPTIONS, &[])
}
