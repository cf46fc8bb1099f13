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
    let Some(host) = host(authority) else {
        return invalid("must name a host, without user, password, query or fragment");
    };
    if !rest
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"?#\\@".contains(&byte))
    {
        return invalid("must end with its path, without query or fragment");
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => {}
        "http" if is_loopback(host) => {}
        "http" => {
            return invalid("must be https, so that the token is not sent in the clear (http is for localhost)");
        }
        _ => return invalid("must begin with https://"),
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// The host of `host` or `host:port`; an IPv6 address with its brackets.
fn host(authority: &str) -> Option<&str> {
    let length = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0.len() + 2,
        None => authority.split(':').next()?.len(),
    };
    let (host, port) = authority.split_at_checked(length)?;
    let fits = match host.strip_prefix("[") {
        // An address has colons; what else it must be, the URL parser knows.
        Some(address) => {
            let is_part = |byte: u8| byte.is_ascii_hexdigit() || b".:]".contains(&byte);
            address.bytes().any(|byte| byte == b':') && address.bytes().all(is_part)
        }
        None => {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
        }
    };
    let digits = port.strip_prefix(':').unwrap_or(port);
    let port_fits = port.is_empty() || digits.len() + 1 == port.len() && !digits.is_empty();
    (fits && port_fits && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(host)
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_ipv4 = || host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok());
    host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || (host.starts_with("127.") && is_ipv4())
}
