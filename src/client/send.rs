//! Sending requests.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Client, Error, Page, Pages, Result};
use crate::{
    http::{Input, Method, Native, PreparedRequest, Request, path},
    requests::raw,
};

impl Client {
    /// Sends a request of [`requests`](crate::requests) and gives its resource.
    ///
    /// The request is checked at once and sent when the future is polled. The future borrows nothing, so it can be
    /// spawned. Dropping it aborts the call.
    ///
    /// ```no_run
    /// # use digitalocean_wasm::{client::{Client, Result}, http::Native, requests::databases::clusters};
    /// # async fn example(client: &Client) -> Result<()> {
    /// let cluster = client.send(&clusters::get(&Native("9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"))).await?;
    /// println!("{} is {}", cluster.name, cluster.status.as_str());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`Error`].
    pub fn send<T: DeserializeOwned>(&self, request: &Request<'_, T>) -> impl Future<Output = Result<T>> + use<T> {
        let (client, request) = (self.clone(), prepare(request));
        async move {
            let reply = client.call(&request?).await?;
            reply.decode(&reply.open()?.data)
        }
    }

    /// Sends the request of a list and gives one page of it; by default the first.
    ///
    /// ```no_run
    /// # use digitalocean_wasm::{client::{Client, Result}, http::{ABSENT, Native}, requests::registries::manifests};
    /// # async fn example(client: &Client) -> Result<()> {
    /// let (registry, repository) = (Native("example"), Native("my/repo"));
    /// let page = client.send_page(&manifests::list(&registry, &repository, &ABSENT)).await?;
    /// if let Some(next) = &page.next {
    ///     let page = client.send_page(&manifests::list(&registry, &repository, next)).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`Error`].
    pub fn send_page<T: DeserializeOwned>(
        &self,
        request: &Request<'_, Vec<T>>,
    ) -> impl Future<Output = Result<Page<T>>> + use<T> {
        let (client, request) = (self.clone(), prepare(request));
        async move { Page::read(client.call(&request?).await?) }
    }

    /// Sends the request of a list for page after page, from the one it names to the last, and gives all items.
    ///
    /// ```no_run
    /// # use digitalocean_wasm::{client::{Client, Result}, http::Native, requests::registries::manifests};
    /// # use digitalocean_wasm::models::PageQuery;
    /// # async fn example(client: &Client) -> Result<()> {
    /// let long = Native(PageQuery { per_page: 200.into(), ..Default::default() });
    /// let all = client.send_all(&manifests::list(&Native("example"), &Native("my/repo"), &long)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of the first page that fails; the items before it are lost. [`Client::pages`] keeps them.
    pub fn send_all<T: DeserializeOwned>(
        &self,
        request: &Request<'_, Vec<T>>,
    ) -> impl Future<Output = Result<Vec<T>>> + use<T> {
        let mut pages = self.pages(request);
        async move {
            let mut items = Vec::new();
            while let Some(page) = pages.next_page().await? {
                items.extend(page.data);
            }
            Ok(items)
        }
    }

    /// Goes through a list page by page. Nothing is sent before [`Pages::next_page`].
    ///
    /// ```no_run
    /// # use digitalocean_wasm::{client::{Client, Result}, http::{ABSENT, Native}, requests::registries::manifests};
    /// # async fn example(client: &Client) -> Result<()> {
    /// let mut pages = client.pages(&manifests::list(&Native("example"), &Native("my/repo"), &ABSENT));
    /// while let Some(page) = pages.next_page().await? {
    ///     println!("{} more", page.data.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<T: DeserializeOwned>(&self, request: &Request<'_, Vec<T>>) -> Pages<T> {
        Pages::new(self.clone(), prepare(request))
    }

    /// Sends a request to any path of the API and gives the whole body, `null` if there is none.
    ///
    /// ```no_run
    /// # use digitalocean_wasm::{client::{Client, Result}, http::{ABSENT, Method}};
    /// # async fn example(client: &Client) -> Result<()> {
    /// let account = client.request(Method::Get, "/v2/account", &ABSENT, &ABSENT).await?;
    /// println!("{}", account["account"]["status"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`Error`].
    pub fn request(
        &self,
        method: Method,
        path: &str,
        query: &dyn Input,
        body: &dyn Input,
    ) -> impl Future<Output = Result<Value>> + use<> {
        let client = self.clone();
        let request = raw::request(&Native(method.as_str()), &Native(path), query, body).map_err(|error| {
            let path = path.split('?').next().unwrap_or_default();
            Error::from(error).with_operation(&format!("{} {path}", method.as_str()))
        });
        async move { Ok(client.call(&request?).await?.into_body()) }
    }
}

/// Checks a request.
fn prepare<T>(request: &Request<'_, T>) -> Result<PreparedRequest> {
    request.prepare().map_err(|error| {
        let operation = request.operation();
        Error::from(error).with_operation(&format!(
            "{} {}",
            operation.method.as_str(),
            path::readable(operation.pattern)
        ))
    })
}
