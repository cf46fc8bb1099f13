//! Container registries: `/v2/registries/…`, and `/v2/registry/…` for accounts with one registry.

mod lookup;

resources! {
    docker_credentials,
    garbage_collections,
    manifests,
    options,
    registries,
    repositories,
    subscription,
    tags,
}
