//! `/v2/databases/{clusterId}/users`

use digitalocean_wasm_derive::resource;

use crate::models::databases::users::{DatabaseUser, DatabaseUserCreate, DatabaseUserResetAuth, DatabaseUserUpdate};

/// Users of a cluster. Caching and Valkey have none to manage.
///
/// Create, change and delete the users of one cluster one after the other: the API fails (500) when it is asked to do
/// so at the same time.
#[resource(
    "databases.users",
    parameters(cluster_id = "The cluster's `id`.", username = "Name of the user."),
    hints(USER_CHANGES_COLLIDE)
)]
trait DatabasesUsersResource {
    /// Lists the users of a cluster, all of them in one request. Their secrets are blank without the scope
    /// `database:view_credentials`.
    ///
    /// @throws `NotFoundError` when there is no such cluster.
    /// @example
    /// ```ts
    /// for await (const user of client.databases.users.list(id)) {
    ///   console.log(user.name, user.role);
    /// }
    /// ```
    #[get(
        "/v2/databases/{clusterId}/users",
        id = "databases_list_users",
        scope = "database:read",
        key = "users"
    )]
    fn list(cluster_id: &str) -> Vec<DatabaseUser>;

    /// Creates a user, with a password that the API makes up. MongoDB shows it in this response only: keep it.
    ///
    /// @param body - The user to create.
    /// @throws `UnprocessableEntityError` when there is one of that name, or the engine has no users to manage.
    /// @example
    /// ```ts
    /// const user = await client.databases.users.create(id, { name: "app" });
    /// const password = user.password;
    /// ```
    #[post(
        "/v2/databases/{clusterId}/users",
        id = "databases_add_user",
        scope = "database:create",
        key = "user",
        queued,
        named_by = "name"
    )]
    fn create(cluster_id: &str, body: DatabaseUserCreate) -> DatabaseUser;

    /// Gets a user. Its secrets are blank without the scope `database:view_credentials`.
    ///
    /// @throws `NotFoundError` when there is no such user.
    #[get(
        "/v2/databases/{clusterId}/users/{username}",
        id = "databases_get_user",
        scope = "database:read",
        key = "user"
    )]
    fn get(cluster_id: &str, username: &str) -> DatabaseUser;

    /// Replaces the settings of a user: PostgreSQL's replication, the access lists of Kafka and OpenSearch. For another
    /// name, and on the other engines, create another user.
    ///
    /// @param body - The settings to have.
    /// @throws `NotFoundError` when there is no such user, `UnprocessableEntityError` when the engine is not PostgreSQL,
    /// Kafka or OpenSearch.
    #[put(
        "/v2/databases/{clusterId}/users/{username}",
        id = "databases_update_user",
        scope = "database:update",
        key = "user",
        queued
    )]
    fn update(cluster_id: &str, username: &str, body: DatabaseUserUpdate) -> DatabaseUser;

    /// Deletes a user.
    ///
    /// @throws `NotFoundError` when there is no such user.
    #[delete(
        "/v2/databases/{clusterId}/users/{username}",
        id = "databases_delete_user",
        scope = "database:delete",
        queued
    )]
    fn delete(cluster_id: &str, username: &str);

    /// Gives a user a new password; the old one no longer works.
    ///
    /// @param body - How the user is to log in; left out, the password alone changes.
    /// @throws `NotFoundError` when there is no such user.
    #[post(
        "/v2/databases/{clusterId}/users/{username}/reset_auth",
        id = "databases_reset_auth",
        scope = "database:update",
        key = "user",
        default_body,
        queued
    )]
    fn reset_auth(cluster_id: &str, username: &str, body: Option<DatabaseUserResetAuth>) -> DatabaseUser;
}
