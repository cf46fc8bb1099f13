//! `/v2/databases/options`

use crate::{
    http::{Answer, Request, operations},
    models::databases::options::DatabaseOptionsAnswer,
};

operations! {
    OPTIONS = Get "/v2/databases/options" { answer: Answer::Whole }
        as "databases.options" {
            id: "databases_list_options",
            scopes: &["database:read"],
        }
}

/// Gets the regions, versions and sizes each engine offers.
pub fn options() -> Request<'static, DatabaseOptionsAnswer> {
    Request::new(&OPTIONS, [])
}
