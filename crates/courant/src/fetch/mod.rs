//! Every outbound request of Courant passes here: one guarded connector, honest and polite.
//!
//! [`Connector`] guards (addresses, redirects hop by hop, size, time); [`Fetcher`] adds manners (robots.txt, one
//! request at a time and a pause for each host, `Retry-After`); [`Pictures`] makes small, safe copies of pictures.

mod connector;
mod error;
mod guard;
mod hosts;
mod inside;
mod manners;
mod picture;
mod retry_after;
mod rules;
mod silence;

pub use connector::{Body, Connector, Limits, Request};
pub use error::FetchError;
pub use guard::{AllowedNetwork, Guard, PRIVATE};
pub use inside::{Answer, Asked, Publishers};
pub use manners::Fetcher;
pub use picture::{Picture, Pictures};

/// What publishers see of us: a name that can be looked up and blocked by robots.txt.
pub const USER_AGENT: &str = concat!("Courant/", env!("CARGO_PKG_VERSION"), " (self-hosted news reader)");

/// The product token that robots.txt rules are matched against.
pub const ROBOTS_TOKEN: &str = "Courant";
