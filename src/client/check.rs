//! Checks of a client's options.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::http::{Error, Result};

/// A token without the white space around it, such as a file's last line break. No message holds it.
///
/// # Errors
/// It is empty, or holds a character that no token has.
pub(super) fn token(token: &str) -> Result<&str> {
    let token = token.trim();
    if token.is_empty() {
        return Err(Error::invalid("token", "must not be empty"));
    }
    if !is_graphic(token) {
        let problem = "holds white space, a quotation mark from a word processor or another character that no token has; \
                       copy it again";
        return Err(Error::invalid("token", problem));
    }
    Ok(token)
}

/// A base URL without a trailing slash: over https, or to this machine.
///
/// # Errors
/// It is not a whole URL, holds more than that, or would send the token in the clear.
pub(super) fn base_url(url: &str) -> Result<&str> {
    let Some((is_https, host)) = parse(url) else {
        let problem = "must be a whole URL, such as \"https://api.digitalocean.com\", without user, password, query or \
                       fragment";
        return Err(Error::invalid("base_url", problem));
    };
    if !is_https && !is_local(&host) {
        let problem = "must be https, so that the token is not sent in the clear (http is for localhost)";
        return Err(Error::invalid("base_url", problem));
    }
    Ok(url.trim_end_matches('/'))
}

fn is_graphic(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a URL is https, and its host in small letters; `None` unless it is scheme, host, port and path alone.
fn parse(url: &str) -> Option<(bool, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let is_https = scheme.eq_ignore_ascii_case("https");
    if !(is_https || scheme.eq_ignore_ascii_case("http")) || !is_graphic(rest) || rest.contains(['\\', '?', '#', '@']) {
        return None;
    }
    let authority = rest.split('/').next()?;
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    let (host, port) = authority.split_at_checked(end)?;
    if let Some(port) = port.strip_prefix(':') {
        let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
        port.parse::<u16>().ok().filter(|_| is_number)?;
    } else if !port.is_empty() {
        return None;
    }
    is_host(host).then(|| (is_https, host.to_ascii_lowercase()))
}

/// Whether a text is a name or an address, as a URL has them.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    let last = host.rsplit('.').next().unwrap_or_default();
    // A name that ends in a number is an address.
    let is_address = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    !host.is_empty() && host.bytes().all(is_part) && (!is_address || host.parse::<Ipv4Addr>().is_ok())
}

/// Whether a host is this machine.
fn is_local(host: &str) -> bool {
    let is_loopback = host
        .parse::<std::net::Ipv4Addr>()
        .is_ok_and(|address| address.is_loopback());
    is_loopback || host == "[::1]" || host == "localhost" || host.ends_with(".localhost")
}
