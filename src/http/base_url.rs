//! Where requests go.

use super::{Error, Result};

/// The API itself.
pub const DEFAULT: &str = "https://api.digitalocean.com";

/// Checks a base URL and drops its trailing slashes.
///
/// # Errors
/// A URL that a token must not be sent to: not https, unless it is this machine; or one that is no plain
/// scheme, host and path.
pub fn check(url: &str) -> Result<String> {
    let invalid = |problem| Err(Error::invalid("baseUrl", problem));
    let Some((scheme, Some(rest))) = url
        .split_once(':')
        .map(|(scheme, rest)| (scheme, rest.strip_prefix("//")))
    else {
        return invalid("must be a whole URL, such as \"https://api.digitalocean.com\"");
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if authority.is_empty() || !authority.bytes().all(is_host) {
        return invalid("must name a host, without user, password, query or fragment");
    }
    if !rest
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"?#\\@".contains(&byte))
    {
        return invalid("must end with its path, without query or fragment");
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => {}
        "http" if is_loopback(authority) => {}
        "http" => {
            return invalid("must be https, so that the token is not sent in the clear (http is for localhost)");
        }
        _ => return invalid("must begin with https://"),
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Whether host and port are on this machine.
fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => authority.split(':').next(),
    };
    let host = host.unwrap_or_default().to_ascii_lowercase();
    let is_ipv4 = || host.split('.').count() == 4 && host.split('.').all(|p| p.parse::<u8>().is_ok());
    host == "localhost" || host.ends_with(".localhost") || host == "::1" || (host.starts_with("127.") && is_ipv4())
}
