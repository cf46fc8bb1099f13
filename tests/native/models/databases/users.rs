//! Users of databases.

use digitalocean_wasm::models::databases::users::{
    DatabaseUser, DatabaseUserSettings, DatabaseUserSettingsUpdate, DatabaseUserUpdate, MongodbUserRole,
};
use digitalocean_wasm::schema::{Field, Maybe, Shape};
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
fn a_change_of_a_user_has_no_roles_of_mongodb() {
    let (all, changes) = (
        DatabaseUserSettings::KIND.fields(),
        DatabaseUserSettingsUpdate::KIND.fields(),
    );
    let names = |fields: &[Field]| fields.iter().map(|field| field.name).collect::<Vec<_>>();
    assert_eq!(names(changes), ["pg_allow_replication", "opensearch_acl", "acl"]);
    assert_eq!(names(all), [names(changes), vec!["mongo_user_settings"]].concat());
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
