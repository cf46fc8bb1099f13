//! Connection pools.

use digitalocean_wasm::models::databases::{config::PgbouncerPoolMode, pools::DatabaseConnectionPool};
use digitalocean_wasm::schema::Maybe;

use crate::support::{fixture, kept};

#[test]
fn a_pool_may_lack_a_user_and_a_standby() {
    let pools: Vec<DatabaseConnectionPool> = kept(&fixture("databases/pools")["pools"]);
    assert_eq!(pools[0].mode, PgbouncerPoolMode::Transaction);
    assert_eq!(pools[1].user, Maybe::Absent);
    assert_eq!(pools[1].standby_connection, Maybe::Null);
    assert_eq!(pools[2].user, Maybe::Null);
    assert_eq!(pools[2].standby_connection, Maybe::Absent);
    assert!(!format!("{pools:?}").contains("AVNS"));
}
