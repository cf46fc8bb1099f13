//! Texts put together, by appending alone. `format!`, `to_string`, `concat` and `to_owned` each bring more of the standard
//! library, and formatting is kept out of the WebAssembly by the build.

/// These texts as one.
pub fn concat(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// A number in decimal digits.
pub fn decimal(number: u32) -> String {
    let mut digits = if number < 10 {
        String::new()
    } else {
        decimal(number / 10)
    };
    digits.push_str(digit(number as usize % 10));
    digits
}

/// A hexadecimal digit.
pub fn digit(value: usize) -> &'static str {
    "0123456789ABCDEF".get(value..value + 1).unwrap_or_default()
}
