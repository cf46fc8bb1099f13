//! Users of databases.

use digitalocean_wasm::models::databases::users::{DatabaseUser, DatabaseUserUpdate, MongodbUserRole};
use digitalocean_wasm::schema::Maybe;
use serde_json::json;

use crate::support::{fixture, kept};

#[test]
fn passwords_and_settings_of_users_are_read() {
    let users: Vec<DatabaseUser> = kept(&fixture("databases/users")["users"]);
    assert_eq!(users[1].password.value().unwrap().0, "");
    assert_eq!(users[1].settings, Maybe::Absent);
    let settings = users[2].settings.value().unwrap();
    assert_eq!(settings.pg_allow_replication, Maybe::Value(true));

    let user: DatabaseUser = kept(&fixture("databases/user_mongodb")["user"]);
    assert_eq!(user.password, Maybe::Absent);
    let settings = user.settings.value().unwrap().mongo_user_settings.value().unwrap();
    assert_eq!(settings.role, Maybe::Value(MongodbUserRole::ReadOnly));
}

#[test]
fn unknown_settings_of_users_are_kept() {
    kept::<DatabaseUserUpdate>(&json!({
        "settings": {
            "acl": [{ "id": null, "topic": "t", "permission": "a permission of the future", "hosts": ["*"] }],
            "opensearch_acl": null,
            "redis_acl": { "keys": ["*"] },
        },
        "role": "owner",
    }));
}
