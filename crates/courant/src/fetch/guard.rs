//! Which addresses may be connected to.
//!
//! Feeds and pages are written by strangers; without a guard, a link or a redirect could make this machine speak to
//! its own network. Only globally routable addresses pass. An operator can allow further ranges, but an allowed
//! range covers only hosts that the operator or a reader entered, never where a stranger's link or redirect leads.

use std::collections::BTreeSet;
use std::fmt::{Display, Formatter};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::IpNet;
use url::{Host, Url};

use super::FetchError;

/// A range that `--allow-network CIDR[:PORT]` opens for entered hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedNetwork {
    net: IpNet,
    port: Option<u16>,
}

impl FromStr for AllowedNetwork {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("{value:?} is not a network such as 127.0.0.0/8, ::1/128 or 127.0.0.0/8:8800");
        let net = |text: &str| -> Option<IpNet> {
            text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
        };
        if let Some(net) = net(value) {
            return Ok(Self { net, port: None });
        }
        let (range, port) = value.rsplit_once(':').ok_or_else(wrong)?;
        Ok(Self { net: net(range).ok_or_else(wrong)?, port: Some(port.parse().map_err(|_| wrong())?) })
    }
}

impl AllowedNetwork {
    fn opens(&self, port: u16) -> bool {
        self.port.is_none_or(|named| named == port)
    }
}

impl Display for AllowedNetwork {
    /// As it is entered: `127.0.0.0/8:8800`.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.net)?;
        self.port.map_or(Ok(()), |port| write!(formatter, ":{port}"))
    }
}

/// The rules, and what the operator added to them.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    allowed: Vec<AllowedNetwork>,
}

/// What a host may resolve to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Globally routable addresses only.
    Public,
    /// Also the ranges the operator allowed, those that open this port.
    Entered(u16),
}

impl Guard {
    /// A guard with the operator's own ranges.
    pub fn new(allowed: Vec<AllowedNetwork>) -> Self {
        Self { allowed }
    }

    /// Whether an address may be connected to.
    pub fn permits(&self, address: IpAddr, reach: Reach) -> bool {
        let address = plain(address);
        let Reach::Entered(port) = reach else { return is_global(address) };
        is_global(address) || self.allowed.iter().any(|range| range.opens(port) && range.net.contains(&address))
    }

    /// How far a request to `url` may reach, given the authority that a person entered.
    ///
    /// The allowed ranges count only where `url` has that very authority and a port the operator opened.
    pub fn reach(&self, url: &Url, entered: Option<&Url>) -> Reach {
        let same = entered.is_some_and(|entered| {
            entered.host() == url.host() && entered.port_or_known_default() == url.port_or_known_default()
        });
        match url.port_or_known_default() {
            Some(port) if same && self.allowed.iter().any(|range| range.opens(port)) => Reach::Entered(port),
            _ => Reach::Public,
        }
    }

    /// Checks scheme, credentials and a literal address. Names are checked again when they are resolved, since the
    /// HTTP library connects to literal addresses without asking the resolver.
    pub fn check(&self, url: &Url, reach: Reach) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Refused(format!("{} is not an http or https address", shown(url))));
        }
        let address = match url.host() {
            None => return Err(FetchError::Refused(format!("{} names no host", shown(url)))),
            // By RFC 6761 these names are this machine, whoever resolves them.
            Some(Host::Domain(name)) if is_localhost(name) => {
                let own = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
                own.into_iter().find(|address| self.permits(*address, reach)).unwrap_or(own[0])
            }
            Some(Host::Domain(_)) => return Ok(()),
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
        };
        if self.permits(address, reach) { Ok(()) } else { Err(FetchError::Refused(private(&shown(url)))) }
    }

    /// Whether others could know a site by `url`: strangers, or those in a range that the operator allowed. What a name leads
    /// to is theirs to ask.
    pub fn could_be_known(&self, url: &Url) -> bool {
        let address = match url.host() {
            None => return false,
            Some(Host::Domain(name)) if is_localhost(name) => Ipv4Addr::LOCALHOST.into(),
            Some(Host::Domain(_)) => return true,
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
        };
        is_global(plain(address)) || self.has_allowed(address)
    }

    /// Whether a host is inside a range that the operator allowed, and so the operator's own to load.
    pub fn is_own_network(&self, url: &Url) -> bool {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            _ => return false,
        };
        self.has_allowed(address)
    }

    /// Whether an allowed range holds the address, by whatever port.
    fn has_allowed(&self, address: IpAddr) -> bool {
        self.allowed.iter().any(|range| range.net.contains(&plain(address)))
    }

    /// The ports that ranges name, each once. For what a name may lead to, all others are alike.
    pub fn named_ports(&self) -> BTreeSet<u16> {
        self.allowed.iter().filter_map(|range| range.port).collect()
    }
}

fn is_localhost(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

/// What every sentence about such an address holds.
pub const PRIVATE: &str = "is on a private network";

/// The sentence for an address that is not public.
pub fn private(host: &str) -> String {
    format!("{host} {PRIVATE}; `--allow-network` opens a range for addresses you enter yourself")
}

fn shown(url: &Url) -> String {
    url.host_str().map_or_else(|| url.scheme().to_owned(), str::to_owned)
}

/// An IPv4 address in IPv6 clothes counts as what it is.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_global_v4(v4),
        IpAddr::V6(v6) => is_global_v6(v6),
    }
}

/// The special-purpose registry of RFC 6890 and its successors, for IPv4.
fn is_global_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b & 0xfe) == 18))
}

/// The same for IPv6: only 2000::/3, without the documentation, tunnel and translation blocks that can carry an
/// inner private address.
fn is_global_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    (a & 0xe000) == 0x2000
        && !(a == 0x2001 && b < 0x200)
        && !(a == 0x2001 && b == 0xdb8)
        && a != 0x2002
        && !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn check(address: &str, public: bool) {
        let guard = Guard::new(vec!["127.0.0.0/8:8800".parse().unwrap()]);
        assert_eq!(guard.permits(address.parse().unwrap(), Reach::Public), public, "{address}");
    }

    #[test]
    fn only_global_addresses_are_public() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "2001:db8::1",
            "64:ff9b::7f00:1",
            "ff02::1",
            "192.0.2.7",
        ] {
            check(private, false);
        }
        for public in ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "100.128.0.1"] {
            check(public, true);
        }
    }

    #[test]
    fn an_allowed_range_covers_only_the_entered_host_and_port() {
        let guard = Guard::new(vec!["127.0.0.0/8:8800".parse().unwrap()]);
        let url = |text: &str| Url::parse(text).unwrap();
        let entered = url("http://127.0.0.1:8800/feed.xml");
        let allowed = |target: &str| {
            let target = url(target);
            guard.check(&target, guard.reach(&target, Some(&entered))).is_ok()
        };
        assert!(allowed("http://127.0.0.1:8800/other"));
        assert!(!allowed("http://127.0.0.1:9000/other"));
        assert!(!allowed("http://127.0.0.2:8800/other"));
        assert!(!allowed("http://2130706433:9000/"));
        assert!(!allowed("file:///etc/passwd"));
        let stranger = url("http://127.0.0.1:8800/");
        assert!(guard.check(&stranger, guard.reach(&stranger, Some(&url("https://news.example/")))).is_err());
    }

    #[test]
    fn a_name_is_judged_by_the_port_that_each_range_opens() {
        let guard = Guard::new(vec!["127.0.0.0/8:8800".parse().unwrap(), "10.0.0.0/8".parse().unwrap()]);
        for (address, port, open) in [
            ("127.0.0.1", 8800, true),
            ("127.0.0.1", 9000, false),
            ("10.1.2.3", 8800, true),
            ("10.1.2.3", 9000, true),
            ("192.168.1.1", 8800, false),
            ("1.1.1.1", 9000, true),
        ] {
            let literal = Url::parse(&format!("http://{address}:{port}/")).unwrap();
            let by_address = guard.check(&literal, guard.reach(&literal, Some(&literal))).is_ok();
            let name = Url::parse(&format!("http://nas.example:{port}/")).unwrap();
            let reach = guard.reach(&name, Some(&name));
            let by_name = guard.permits(address.parse().unwrap(), reach);
            assert_eq!((by_address, by_name), (open, open), "{address}:{port}");
        }
    }

    #[test]
    fn ranges_are_read_with_and_without_a_port() {
        for good in ["127.0.0.0/8", "127.0.0.1", "127.0.0.0/8:80", "::1/128", "fd00::/8"] {
            let network: AllowedNetwork = good.parse().unwrap();
            assert_eq!(network.to_string().parse().as_ref(), Ok(&network), "{good}, as it is written");
        }
        for bad in ["", "localhost", "127.0.0.0/99", "127.0.0.0/8:port"] {
            assert!(bad.parse::<AllowedNetwork>().is_err(), "{bad}");
        }
    }
}
