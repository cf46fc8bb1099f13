use digitalocean_wasm::{
    client::Client, http::ABSENT, models::databases::clusters::DatabaseCluster, requests::databases::clusters,
};
use leptos::prelude::*;

/// The database clusters of an account.
#[component]
pub fn Clusters(client: Client) -> impl IntoView {
    let clusters = LocalResource::new(move || client.send(&clusters::list(&ABSENT)));
    let items = move || {
        Suspend::new(async move {
            clusters.await.map(|clusters| {
                let item = |cluster: DatabaseCluster| view! { <li>{cluster.name}</li> };
                clusters.into_iter().map(item).collect_view()
            })
        })
    };
    view! {
        <Suspense fallback=|| "Loading…">
            <ErrorBoundary fallback=|errors| move || {
                errors.get().into_iter().map(|(_, error)| error.to_string()).collect_view()
            }>
                <ul>{items}</ul>
            </ErrorBoundary>
        </Suspense>
    }
}
