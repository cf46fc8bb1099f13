//! Lists that come in pages.

use std::{fmt, marker::PhantomData};

use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

use super::{
    Client, Error, Result,
    call::{Reply, name},
    json,
};
use crate::{
    http::{self, ErrorKind, Input, PreparedRequest, pages::Parameter, path},
    models::Meta,
    schema::Table,
};

/// A page of a list.
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub data: Vec<T>,
    /// Facts about the whole list, such as how many items it has, if the API says any.
    pub meta: Option<Meta>,
    /// The parameters of the next page, which are also a query; `None` on the last page.
    pub next: Option<NextPage>,
    /// The whole body the page came in, its items included.
    pub body: Value,
}

/// The query parameters that name a page. Give it as the query of the same request, and that page is sent for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPage(Vec<(String, Parameter)>);

/// The pages of a list, sent for one by one; made by [`Client::pages`].
pub struct Pages<T> {
    client: Client,
    position: Position,
    seen: Vec<NextPage>,
    items: PhantomData<fn() -> T>,
}

/// Where the pages have got to.
enum Position {
    /// The next page is this.
    At(PreparedRequest),
    /// There is no page that could be sent for.
    Failed(Error),
    /// The last page was given.
    End,
}

impl NextPage {
    /// The parameters, such as `page` and its number.
    pub fn parameters(&self) -> &[(String, Parameter)] {
        &self.0
    }
}

impl<T: DeserializeOwned> Page<T> {
    pub(super) fn read(reply: Reply) -> Result<Self> {
        let decoded = reply.open()?;
        let data = reply.decode(&decoded.data)?;
        let meta = json::read(&http::Json::field(&decoded.body, "meta")).ok();
        let next = (!decoded.next.is_empty()).then_some(NextPage(decoded.next));
        Ok(Self {
            data,
            meta,
            next,
            body: reply.into_body(),
        })
    }
}

impl<T: DeserializeOwned> Pages<T> {
    pub(super) fn new(client: Client, request: Result<PreparedRequest>) -> Self {
        Self {
            client,
            position: request.map_or_else(Position::Failed, Position::At),
            seen: Vec::new(),
            items: PhantomData,
        }
    }

    /// Gets the next page; `None` after the last one. After an error it sends for the same page again.
    ///
    /// # Errors
    /// Those of a call, and [`ErrorKind::Decode`] if the API names the same next page twice.
    pub async fn next_page(&mut self) -> Result<Option<Page<T>>> {
        let request = match &self.position {
            Position::At(request) => request,
            Position::Failed(error) => return Err(error.clone()),
            Position::End => return Ok(None),
        };
        let page = Page::read(self.client.call(request).await?)?;
        self.position = match &page.next {
            None => Position::End,
            Some(next) if self.seen.contains(next) => {
                let message = "the API names the same next page twice";
                Position::Failed(Error::new(ErrorKind::Decode, message.to_owned()).with_operation(&name(request)))
            }
            Some(next) => {
                self.seen.push(next.clone());
                Position::At(request.page(&next.0))
            }
        };
        Ok(Some(page))
    }
}

impl Serialize for NextPage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Input for NextPage {
    fn text(&self, name: &str) -> http::Result<String> {
        Err(http::Error::invalid(name, "expected string, got a page"))
    }

    fn json(&self, _table: Table, _unknown: &mut String) -> http::Result<Option<String>> {
        Err(http::Error::invalid("body", "expected object, got a page"))
    }

    fn query(&self, _table: Table, _unknown: &mut String) -> http::Result<String> {
        let mut query = String::new();
        for (name, value) in &self.0 {
            path::push_parameter(&mut query, name, &value.to_string());
        }
        Ok(query)
    }
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body is left out: it may hold anything.
        f.debug_struct("Page")
            .field("data", &self.data)
            .field("meta", &self.meta)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("seen", &self.seen)
            .finish_non_exhaustive()
    }
}
