//! Addresses among the options, read as people write them, or refused with the form that is wanted.

use std::net::SocketAddr;

use url::Url;

use crate::fetch::{AllowedNetwork, Guard};

/// Where to listen.
pub fn listen(given: &str) -> Result<SocketAddr, String> {
    given.parse().map_err(|_| {
        format!("{given:?} is no address with a port; write it as 127.0.0.1:8080, or 0.0.0.0:8080 for every network")
    })
}

/// The name in what a browser would be given, without scheme, port and path.
pub fn host(given: &str) -> Result<String, String> {
    let no_name = || format!("{given:?} is no name of a site; write it as news.example.org");
    let trimmed = given.trim();
    let written = trimmed.contains("://");
    let url = if written { Url::parse(trimmed) } else { Url::parse(&format!("http://{trimmed}")) };
    let url = url.map_err(|_| no_name())?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let name = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let plain = name.chars().all(|char| char.is_ascii_alphanumeric() || "-._:".contains(char));
    if matches!(url.scheme(), "http" | "https")
        && (written || bare)
        && plain
        && !name.is_empty()
        && url.username().is_empty()
    {
        Ok(name.to_owned())
    } else {
        Err(no_name())
    }
}

/// An address that others can add a path to.
pub fn callback(given: &str) -> Result<Url, String> {
    let no_address = || format!("{given:?} is no public address; write it as https://news.example.org/");
    let mut url = Url::parse(given).map_err(|_| no_address())?;
    let plain =
        url.query().is_none() && url.fragment().is_none() && url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !plain {
        return Err(no_address());
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

/// Whether a publisher's hub could reach `callback`: a hub is asked in vain with an address that only this machine or this
/// network knows, unless the operator's own hubs are there.
pub fn reachable(callback: &Url, allowed: &[AllowedNetwork]) -> anyhow::Result<()> {
    let knows = Guard::new(allowed.to_vec()).could_be_known(callback);
    anyhow::ensure!(
        knows,
        "no publisher's hub can reach {callback}; --callback takes the site's public address, and for hubs in a network of your own --allow-network opens that"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_name_is_taken_out_of_what_a_browser_would_be_given() {
        for (given, name) in [
            ("news.example.org", Some("news.example.org")),
            ("News.Example.org", Some("news.example.org")),
            ("https://news.example.org/", Some("news.example.org")),
            ("https://news.example.org:8443/paper/", Some("news.example.org")),
            ("news.example.org:8080", Some("news.example.org")),
            ("192.168.1.4", Some("192.168.1.4")),
            ("[fd00::1]:8080", Some("fd00::1")),
            ("nas", Some("nas")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("news.example.org/paper", None),
            ("*.example.org", None),
            ("ftp://news.example.org/", None),
            ("two words", None),
            ("", None),
        ] {
            assert_eq!(host(given).ok().as_deref(), name, "{given:?}");
        }
    }

    #[test]
    fn where_to_listen_is_told_by_the_form() {
        assert!(listen("127.0.0.1:0").is_ok() && listen("[::1]:8080").is_ok());
        for given in ["localhost:8080", ":8080", "8080", "127.0.0.1"] {
            assert!(listen(given).unwrap_err().contains("write it as 127.0.0.1:8080"), "{given}");
        }
    }

    #[test]
    fn a_callback_is_an_address_that_hubs_can_reach() {
        let check = |callback: &str, networks: &[&str], reached: bool| {
            let networks: Vec<AllowedNetwork> = networks.iter().map(|network| network.parse().unwrap()).collect();
            assert_eq!(reachable(&super::callback(callback).unwrap(), &networks).is_ok(), reached, "{callback}");
        };
        check("https://news.example.org/", &[], true);
        check("https://203.0.114.9/", &[], true);
        for private in ["http://127.0.0.1/", "http://localhost:8080/", "http://192.168.1.4/", "http://[::1]/"] {
            check(private, &[], false);
        }
        check("http://127.0.0.1:8080/", &["127.0.0.0/8"], true);
        check("http://localhost:8080/", &["127.0.0.0/8:8800"], true);
        check("http://192.168.1.4/", &["127.0.0.0/8"], false);
        assert!(callback("news.example.org").is_err());
    }
}
