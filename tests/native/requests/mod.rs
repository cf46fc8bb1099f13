//! The request of each function: method, path, query, body.

mod registries;
mod registry;

use digitalocean_wasm::{
    http::{ABSENT, Envelope, Input, Native, Operation, Payload, PreparedRequest, Request, RequestParts, Result},
    models::{
        PageQuery,
        databases::{
            clusters::{DatabaseClusterCreate, DatabaseListQuery},
            config::DatabaseConfigUpdate,
        },
        registry::garbage_collections::{GarbageCollectionStart, GarbageCollectionType, GarbageCollectionUpdate},
    },
    requests::{
        self,
        databases::{clusters, config, indexes, metrics_credentials, replicas, schemas, schemas_config, users},
        operations, raw,
        registry::{garbage_collections, manifests, registry::options},
    },
    schema::Maybe,
};
use serde_json::{Value, json};

use crate::support::rejection;

fn prepared<Answer>(request: &Request<'_, Answer>) -> PreparedRequest {
    request.prepare().unwrap()
}

const EXAMPLE: Native<&str> = Native("example");
const REPOSITORY: Native<&str> = Native("my/repo");
const DIGEST: Native<&str> = Native("sha256:0123abcd");
const ID: Native<&str> = Native("9cc10173-e9ea-4176-9dbc-a4cee4c4ff30");

fn page() -> Native<PageQuery> {
    let page = json!({ "page": 2, "per_page": 50 });
    Native(serde_json::from_value(page).unwrap())
}

fn start() -> Native<GarbageCollectionStart> {
    Native(GarbageCollectionStart {
        r#type: Maybe::Value(GarbageCollectionType::UnreferencedBlobsOnly),
        ..Default::default()
    })
}

fn cancel() -> Native<GarbageCollectionUpdate> {
    Native(serde_json::from_value(json!({ "cancel": true })).unwrap())
}

fn tagged() -> Native<DatabaseListQuery> {
    Native(DatabaseListQuery {
        tag_name: Maybe::Value("a tag & more".to_owned()),
        ..Default::default()
    })
}

fn cluster() -> Value {
    let text = include_str!("../../fixtures/databases/create_full.json");
    serde_json::from_str(text).unwrap()
}

fn settings() -> Native<DatabaseConfigUpdate> {
    let settings = json!({ "config": { "pg_stat_statements.track": "all", "work_mem": 8 } });
    Native(serde_json::from_value(settings).unwrap())
}

fn create() -> Native<DatabaseClusterCreate> {
    Native(serde_json::from_value(cluster()).unwrap())
}

/// The call in JavaScript, the request, its method and path, its body.
type Row = (&'static str, PreparedRequest, &'static str, Option<Value>);

fn database_rows() -> Vec<Row> {
    vec![
        (
            "databases.list",
            prepared(&clusters::list(&ABSENT)),
            "GET /v2/databases",
            None,
        ),
        (
            "databases.list",
            prepared(&clusters::list(&tagged())),
            "GET /v2/databases?tag_name=a%20tag%20%26%20more",
            None,
        ),
        (
            "databases.create",
            prepared(&clusters::create(&create())),
            "POST /v2/databases",
            Some(cluster()),
        ),
        (
            "databases.get",
            prepared(&clusters::get(&ID)),
            "GET /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
            None,
        ),
        (
            "databases.delete",
            prepared(&clusters::delete(&ID)),
            "DELETE /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
            None,
        ),
        (
            "databases.config.get",
            prepared(&config::get(&ID)),
            "GET /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/config",
            None,
        ),
        (
            "databases.config.update",
            prepared(&config::update(&ID, &settings())),
            "PATCH /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/config",
            Some(json!({ "config": { "pg_stat_statements.track": "all", "work_mem": 8 } })),
        ),
        (
            "databases.installUpdate",
            prepared(&clusters::install_update(&ID)),
            "PUT /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/install_update",
            None,
        ),
        (
            "databases.users.resetAuth",
            prepared(&users::reset_auth(&ID, &Native("app@web"), &Native(json!({})))),
            "POST /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/users/app%40web/reset_auth",
            Some(json!({})),
        ),
        (
            "databases.users.resetAuth",
            prepared(&users::reset_auth(&ID, &Native("app@web"), &ABSENT)),
            "POST /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/users/app%40web/reset_auth",
            Some(json!({})),
        ),
        (
            "databases.options",
            prepared(&clusters::options()),
            "GET /v2/databases/options",
            None,
        ),
    ]
}

fn service_rows() -> Vec<Row> {
    let (logs, subject, version) = (Native("logs-*"), Native("a/b c"), Native("7"));
    vec![
        (
            "databases.indexes.delete",
            prepared(&indexes::delete(&ID, &logs)),
            "DELETE /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/indexes/logs-%2A",
            None,
        ),
        (
            "databases.metricsCredentials.get",
            prepared(&metrics_credentials::get()),
            "GET /v2/databases/metrics/credentials",
            None,
        ),
        (
            "databases.replicas.promote",
            prepared(&replicas::promote(&ID, &EXAMPLE)),
            "PUT /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/replicas/example/promote",
            None,
        ),
        (
            "databases.schemas.getVersion",
            prepared(&schemas::get_version(&ID, &subject, &version)),
            "GET /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/schema-registry/a%2Fb%20c/versions/7",
            None,
        ),
        (
            "databases.schemas.config.getSubject",
            prepared(&schemas_config::get_subject(&ID, &subject)),
            "GET /v2/databases/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30/schema-registry/config/a%2Fb%20c",
            None,
        ),
    ]
}

fn registry_rows() -> Vec<Row> {
    vec![
        (
            "registry.options",
            prepared(&options()),
            "GET /v2/registry/options",
            None,
        ),
        (
            "registry.manifests.list",
            prepared(&manifests::list(&EXAMPLE, &REPOSITORY, &ABSENT)),
            "GET /v2/registry/example/repositories/my%2Frepo/digests",
            None,
        ),
        (
            "registry.manifests.list",
            prepared(&manifests::list(&EXAMPLE, &REPOSITORY, &page())),
            "GET /v2/registry/example/repositories/my%2Frepo/digests?page=2&per_page=50",
            None,
        ),
        (
            "registry.manifests.delete",
            prepared(&manifests::delete(&EXAMPLE, &REPOSITORY, &DIGEST)),
            "DELETE /v2/registry/example/repositories/my%2Frepo/digests/sha256:0123abcd",
            None,
        ),
        (
            "registry.garbageCollections.start",
            prepared(&garbage_collections::start(&EXAMPLE, &ABSENT)),
            "POST /v2/registry/example/garbage-collection",
            None,
        ),
        (
            "registry.garbageCollections.start",
            prepared(&garbage_collections::start(&EXAMPLE, &start())),
            "POST /v2/registry/example/garbage-collection",
            Some(json!({ "type": "unreferenced blobs only" })),
        ),
        (
            "registry.garbageCollections.getActive",
            prepared(&garbage_collections::get_active(&EXAMPLE)),
            "GET /v2/registry/example/garbage-collection",
            None,
        ),
        (
            "registry.garbageCollections.list",
            prepared(&garbage_collections::list(&EXAMPLE, &page())),
            "GET /v2/registry/example/garbage-collections?page=2&per_page=50",
            None,
        ),
        (
            "registry.garbageCollections.update",
            prepared(&garbage_collections::update(&EXAMPLE, &ID, &cancel())),
            "PUT /v2/registry/example/garbage-collection/9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
            Some(json!({ "cancel": true })),
        ),
    ]
}

#[test]
fn each_function_makes_its_request() {
    let rows: Vec<_> = database_rows()
        .into_iter()
        .chain(service_rows())
        .chain(registry_rows())
        .collect();
    for (call, request, line, body) in &rows {
        assert_eq!(request.operation.about.call, *call);
        assert_eq!(format!("{} {}", request.method.as_str(), request.path), *line);
        assert_eq!(request.method, request.operation.method);
        let sent = request
            .body
            .as_deref()
            .map(|body| serde_json::from_str::<Value>(body).unwrap());
        assert_eq!(sent, *body, "{call}");
    }
}

/// A request to an operation, with `value` as parameter number `position` and a valid one as each other.
fn with(operation: &'static Operation, position: usize, value: &dyn Input) -> Result<PreparedRequest> {
    let (usual, body) = (Native("usual"), Native(json!({})));
    let mut given: [Option<&dyn Input>; 3] = [Some(&usual); 3];
    // A call takes three values at most.
    match given.get_mut(operation.path.matches('{').count()) {
        Some(content) => *content = Some(&body),
        None => assert!(matches!(operation.payload, Payload::Nothing), "{}", operation.path),
    }
    if let Some(given) = given.get_mut(position) {
        *given = Some(value);
    }
    RequestParts { operation, given }.prepare()
}

#[test]
fn every_path_parameter_is_checked() {
    for operation in operations() {
        let names = operation
            .path
            .split('{')
            .skip(1)
            .map(|part| part.split('}').next().unwrap());
        for (position, name) in names.enumerate() {
            let ask = |value: &dyn Input| with(operation, position, value);
            assert_eq!(rejection(ask(&Native(""))), format!("{name}: must not be empty"));
            for dots in [".", ".."] {
                let message = format!("{name}: must not be \".\" or \"..\"");
                assert_eq!(rejection(ask(&Native(dots))), message);
            }
            assert_eq!(rejection(ask(&Native(5))), format!("{name}: expected string"));
            assert_eq!(rejection(ask(&ABSENT)), format!("{name}: expected string"));
            for strange in ["a/../b", "a?b#c", "%2e%2e", "é \n", "..."] {
                let path = ask(&Native(strange)).unwrap().path;
                let segment = path.split('/').find(|segment| decoded(segment) == strange);
                assert!(segment.is_some(), "{strange:?} is one segment of {path}");
            }
        }
    }
}

#[test]
fn fixed_words_of_paths_are_refused_as_names() {
    let fixed: Vec<_> = operations().map(|operation| operation.path).collect();
    for operation in operations() {
        let Some((before, name)) = operation.path.strip_suffix('}').and_then(|path| path.rsplit_once('{')) else {
            continue;
        };
        let words = fixed.iter().filter_map(|path| path.strip_prefix(before));
        for word in words.filter(|word| !word.contains(['/', '{'])) {
            let last = operation.path.matches('{').count() - 1;
            let message = rejection(with(operation, last, &Native(word)));
            assert!(
                message.starts_with(&format!("{name}: must not be \"{word}\"")),
                "{message}"
            );
        }
    }
    assert_eq!(prepared(&clusters::get(&Native("option"))).path, "/v2/databases/option");
}

#[test]
fn a_required_body_must_not_be_missing() {
    for operation in operations() {
        let content = operation.path.matches('{').count();
        let asked = with(operation, content, &ABSENT);
        match operation.payload {
            Payload::Body(_) => assert_eq!(rejection(asked), "body: missing, expected object"),
            Payload::DefaultBody(_) => assert_eq!(asked.unwrap().body.as_deref(), Some("{}")),
            _ => assert_eq!(asked.unwrap().body, None),
        }
    }
}

#[test]
fn the_table_in_the_web_assembly_has_every_operation() {
    let payload = |operation: &Operation| std::mem::discriminant(&operation.payload);
    for (number, row) in operations().enumerate() {
        let packed = requests::operation(number).unwrap();
        let call = row.about.call;
        assert_eq!(packed.pattern, row.pattern, "{call}");
        assert_eq!(packed.method, row.method, "{call}");
        assert_eq!(packed.envelope, row.envelope, "{call}");
        assert_eq!(packed.unwrap, row.unwrap, "{call}");
        assert_eq!(packed.optional, row.optional, "{call}");
        assert_eq!(packed.exact_integers, row.exact_integers, "{call}");
        assert_eq!(payload(packed), payload(row), "{call}");
    }
    assert!(requests::operation(operations().count()).is_none());
}

#[test]
fn no_two_operations_have_the_same_call() {
    let mut calls: Vec<_> = operations().map(|operation| operation.about.call).collect();
    let count = calls.len();
    calls.sort_unstable();
    calls.dedup();
    assert_eq!(calls.len(), count);
}

/// A segment of a path as a server decodes it.
fn decoded(segment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = segment;
    while let Some(first) = rest.as_bytes().first() {
        let encoded = rest.strip_prefix('%').and_then(|after| after.get(..2));
        let length = if let Some(hex) = encoded {
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            3
        } else {
            bytes.push(*first);
            1
        };
        rest = &rest[length..];
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn only_the_digest_keeps_its_colon() {
    let colon = Native("a:b");
    let request = prepared(&manifests::delete(&colon, &colon, &colon));
    assert_eq!(request.path, "/v2/registry/a%3Ab/repositories/a%3Ab/digests/a:b");
}

#[test]
fn only_the_fields_that_are_set_are_sent() {
    let texts = [
        include_str!("../../fixtures/databases/create_smallest.json"),
        include_str!("../../fixtures/databases/create_full.json"),
        include_str!("../../fixtures/databases/create_backup_restore.json"),
        r#"{"name":"n","engine":"new one","num_nodes":1,"size":"s","region":"r","tags":null,"of the future":[null,{}]}"#,
    ];
    for text in texts {
        let given: Value = serde_json::from_str(text).unwrap();
        let body: DatabaseClusterCreate = serde_json::from_value(given.clone()).unwrap();
        let body = Native(body);
        let sent = prepared(&clusters::create(&body)).body.unwrap();
        assert_eq!(serde_json::from_str::<Value>(&sent).unwrap(), given);
    }
    let nothing_set = Native(GarbageCollectionStart::default());
    let sent = prepared(&garbage_collections::start(&EXAMPLE, &nothing_set)).body;
    assert_eq!(sent.as_deref(), Some("{}"));
}

#[test]
fn a_parameter_of_a_query_that_is_null_is_left_out() {
    let query = Native(json!({ "page": null, "per_page": 5 }));
    let absent = Native(json!({ "page": null }));
    let list = |query| prepared(&manifests::list(&EXAMPLE, &REPOSITORY, query)).path;
    let path = "/v2/registry/example/repositories/my%2Frepo/digests";
    assert_eq!(list(&query), format!("{path}?per_page=5"));
    assert_eq!(list(&absent), path);
}

#[test]
fn requests_to_other_paths() {
    let query = Native(json!({ "tag": "a b", "page": 2, "deep": true }));
    let body = Native(json!({ "name": "x", "big": 18_446_744_073_709_551_615_u64 }));
    let cases = [
        (
            raw::request(&Native("GET"), &Native("/v2/account"), &ABSENT, &ABSENT),
            "GET /v2/account",
            None,
        ),
        (
            raw::request(&Native("GET"), &Native("/v2/x?a=1"), &query, &ABSENT),
            "GET /v2/x?a=1&deep=true&page=2&tag=a%20b",
            None,
        ),
        (
            raw::request(&Native("PATCH"), &Native("/v2/my%2Frepo"), &ABSENT, &body),
            "PATCH /v2/my%2Frepo",
            Some(r#"{"big":18446744073709551615,"name":"x"}"#),
        ),
    ];
    for (request, line, body) in cases {
        let request = request.unwrap();
        assert_eq!(format!("{} {}", request.method.as_str(), request.path), line);
        assert_eq!(request.body.as_deref(), body);
        assert!(request.operation.exact_integers && request.operation.envelope == Envelope::Anything);
    }

    let refusals = [
        (
            raw::request(&Native("head"), &Native("/"), &ABSENT, &ABSENT),
            "method: must be",
        ),
        (
            raw::request(&Native("HEAD"), &Native("/"), &ABSENT, &ABSENT),
            "method: must be",
        ),
        (
            raw::request(&Native(1), &Native("/"), &ABSENT, &ABSENT),
            "method: expected string",
        ),
        (
            raw::request(&Native("GET"), &ABSENT, &ABSENT, &ABSENT),
            "path: expected string",
        ),
        (
            raw::request(&Native("GET"), &Native("/v2/../x"), &ABSENT, &ABSENT),
            "path: must not",
        ),
        (
            raw::request(&Native("GET"), &Native("https://evil.com"), &ABSENT, &ABSENT),
            "path: must begin",
        ),
        (
            raw::request(&Native("GET"), &Native("/"), &ABSENT, &body),
            "body: must be left out",
        ),
    ];
    for (request, message) in refusals {
        let actual = rejection(request);
        assert!(actual.starts_with(message), "{actual}");
    }
}
