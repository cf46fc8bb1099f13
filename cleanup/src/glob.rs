//! Globs: `*` stands for any characters, slashes included, and `?` for one.

/// Whether a glob stands for a whole name. Takes no longer than the product of their lengths.
pub(crate) fn matches(glob: &str, name: &str) -> bool {
    let (mut glob, mut name) = (glob.chars(), name.chars());
    // Where to go on when the characters after a star do not fit: the star stands for one more.
    let mut retry = None;
    loop {
        let before = glob.clone();
        match (glob.next(), name.clone().next()) {
            (Some('*'), _) => retry = Some((before, name.clone())),
            (None, None) => return true,
            (Some(expected), Some(found)) if expected == '?' || expected == found => {
                name.next();
            }
            _ => {
                let Some((star, mut rest)) = retry.take() else {
                    return false;
                };
                if rest.next().is_none() {
                    return false;
                }
                (glob, name) = (star, rest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn globs_stand_for_whole_names() {
        for (glob, name) in [
            ("", ""),
            ("*", ""),
            ("*", "a/b"),
            ("v*", "v1"),
            ("v?.*", "v1.2"),
            ("*-amd64", "v1-amd64"),
            ("a*b*c", "a-b-b-c"),
            ("**", "x"),
            ("é?", "éü"),
        ] {
            assert!(matches(glob, name), "{glob} {name}");
        }
        for (glob, name) in [
            ("", "a"),
            ("v", "v1"),
            ("v?", "v"),
            ("*a", "ab"),
            ("a*b", "a-b-c"),
            ("V*", "v1"),
            ("[v]", "v"),
        ] {
            assert!(!matches(glob, name), "{glob} {name}");
        }
    }

    #[test]
    fn many_stars_take_no_time() {
        let name = "a".repeat(2_000);
        assert!(!matches(&format!("{}b", "a*".repeat(200)), &name));
    }
}
