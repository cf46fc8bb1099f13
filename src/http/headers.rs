//! Checking what goes into headers. The platform would throw on some of it, and name the value.

use super::{Error, Result};

/// Checks a token and drops the white space around it (a file's last line break, say).
///
/// # Errors
/// A token that cannot be in a header. The message never holds it.
pub fn token(token: &str) -> Result<&str> {
    let token = token.trim();
    if token.is_empty() {
        return Err(Error::invalid("token", "must not be empty"));
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::invalid(
            "token",
            "holds white space, a quotation mark from a word processor or another character that no token has; \
             copy it again",
        ));
    }
    Ok(token)
}

/// Checks a header that the caller adds.
///
/// # Errors
/// A name or value that HTTP does not allow, and headers that are the library's to set.
pub fn header(name: &str, value: &str) -> Result<()> {
    let path = || format!("headers[\"{name}\"]");
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        return Err(Error::invalid(&path(), "is no header name"));
    }
    if name.eq_ignore_ascii_case("authorization") {
        return Err(Error::invalid(&path(), "is set from `token`"));
    }
    if name.eq_ignore_ascii_case("content-type") {
        return Err(Error::invalid(&path(), "is always application/json"));
    }
    if !value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)) {
        return Err(Error::invalid(
            &path(),
            "holds a line break or another character that no header may have",
        ));
    }
    Ok(())
}
