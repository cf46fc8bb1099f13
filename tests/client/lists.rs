//! Lists that come in pages.

use std::collections::BTreeSet;

use digitalocean_wasm::{
    http::{ABSENT, ErrorKind, Native},
    models::PageQuery,
    requests::registries::manifests,
    schema::Maybe,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Stub, client, faulty};

const REGISTRY: Native<&str> = Native("example");
const REPOSITORY: Native<&str> = Native("my/repo");

fn twenty() -> Native<PageQuery> {
    Native(PageQuery {
        per_page: Maybe::Value(20),
        ..Default::default()
    })
}

#[wasm_bindgen_test]
async fn pages_are_sent_for_one_by_one() {
    let mut pages = client().pages(&manifests::list(&REGISTRY, &REPOSITORY, &twenty()));
    let (mut lengths, mut digests) = (Vec::new(), BTreeSet::new());
    while let Some(page) = pages.next_page().await.unwrap() {
        lengths.push(page.data.len());
        assert_eq!(page.meta.unwrap().total.value(), Some(&45));
        assert_eq!(page.body["manifests"].as_array().unwrap().len(), page.data.len());
        digests.extend(page.data.into_iter().map(|manifest| manifest.digest));
    }
    assert_eq!(lengths, [20, 20, 5]);
    assert_eq!(digests.len(), 45);
    assert!(pages.next_page().await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn all_items_of_all_pages() {
    let all = client()
        .send_all(&manifests::list(&REGISTRY, &REPOSITORY, &twenty()))
        .await;
    assert_eq!(all.unwrap().len(), 45);
}

#[wasm_bindgen_test]
async fn a_page_names_the_next() {
    let client = client();
    let first = client
        .send_page(&manifests::list(&REGISTRY, &REPOSITORY, &twenty()))
        .await
        .unwrap();
    let next = first.next.unwrap();
    assert!(next.parameters().iter().any(|(name, _)| name == "page"));
    let second = client
        .send_page(&manifests::list(&REGISTRY, &REPOSITORY, &next))
        .await
        .unwrap();
    assert_ne!(first.data[0], second.data[0]);
    let error = client
        .send_page(&manifests::list(&REGISTRY, &next, &ABSENT))
        .await
        .unwrap_err();
    assert_eq!(error.kind, ErrorKind::InvalidRequest);
}

#[wasm_bindgen_test]
async fn a_list_that_does_not_end_is_an_error() {
    let url = "https://api.digitalocean.com/v2/x?page=2";
    let body = format!(r#"'{{"manifests":null,"links":{{"pages":{{"next":"{url}"}}}}}}'"#);
    let _stub = Stub::response(&body);
    let mut pages = client().pages(&manifests::list(&REGISTRY, &REPOSITORY, &ABSENT));
    for _ in 0..2 {
        assert!(pages.next_page().await.unwrap().unwrap().data.is_empty());
    }
    let error = pages.next_page().await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Decode);
    assert_eq!(error.message, "the API names the same next page twice");
}

#[wasm_bindgen_test]
async fn a_page_that_failed_can_be_sent_for_again() {
    let client = faulty("503x1").with_max_retries(0);
    let mut pages = client.pages(&manifests::list(&REGISTRY, &REPOSITORY, &ABSENT));
    assert_eq!(pages.next_page().await.unwrap_err().kind, ErrorKind::Api(503));
    assert!(pages.next_page().await.unwrap().is_some());
    let mut refused = client.pages(&manifests::list(&Native(""), &REPOSITORY, &ABSENT));
    for _ in 0..2 {
        assert_eq!(refused.next_page().await.unwrap_err().kind, ErrorKind::InvalidRequest);
    }
}
