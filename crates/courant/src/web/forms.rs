//! Small things that forms share.

/// A path of this site to go back to after a form, or `otherwise` when it leads anywhere else.
pub fn back(path: Option<&str>, otherwise: &str) -> String {
    let ours = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains('\\')
            && !path.chars().any(|c| c.is_control())
            && path.len() <= 2_000
    };
    path.filter(ours).unwrap_or(otherwise).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_lead_back() {
        let cases = [
            (Some("/latest?before=1"), "/latest?before=1"),
            (Some("//else.example/"), "/"),
            (Some("/\\else.example/"), "/"),
            (Some("https://else.example/"), "/"),
            (Some("/a\r\nSet-Cookie: x"), "/"),
            (Some(""), "/"),
            (None, "/"),
        ];
        for (path, leads) in cases {
            assert_eq!(back(path, "/"), leads, "{path:?}");
        }
    }
}
