//! Why a request brought nothing, in words for a reader and with what to do next.

use std::time::Duration;

use thiserror::Error;

/// A request that brought nothing. The text is a plain sentence for the sources page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The address cannot be asked at all.
    #[error("{0}")]
    Refused(String),
    /// robots.txt asks us to stay away.
    #[error("{host}'s robots.txt asks readers like Courant not to fetch this")]
    Robots {
        /// Whose robots.txt.
        host: String,
    },
    /// No such host.
    #[error("the host {0} cannot be found")]
    UnknownHost(String),
    /// Nobody answers.
    #[error("{host} cannot be reached: {why}")]
    Unreachable {
        /// Where.
        host: String,
        /// What the connection said.
        why: String,
    },
    /// The answer took too long.
    #[error("{host} did not answer within {seconds} seconds")]
    TimedOut {
        /// Who.
        host: String,
        /// The limit.
        seconds: u64,
    },
    /// The answer is larger than anything of its sort should be.
    #[error("{host} sent more than {limit_mb} MB; the rest was not read")]
    TooLarge {
        /// Who.
        host: String,
        /// The limit in megabytes.
        limit_mb: usize,
    },
    /// The answer broke off or could not be unpacked.
    #[error("the answer from {host} could not be read: {why}")]
    Broken {
        /// Who.
        host: String,
        /// What went wrong.
        why: String,
    },
    /// Redirects without end.
    #[error("{host} redirects in circles or too often")]
    Redirects {
        /// Where it began.
        host: String,
    },
    /// The publisher asks for patience.
    #[error("{host} asks to wait (status {status})")]
    Wait {
        /// Who.
        host: String,
        /// 429 or 503.
        status: u16,
        /// Milliseconds to stay away, where given.
        retry_after_ms: Option<i64>,
    },
    /// The publisher asked for patience before; nothing was asked now.
    #[error("{host} asked not to be asked for a while")]
    Quiet {
        /// Who.
        host: String,
        /// Until when, milliseconds since 1970 UTC.
        until_ms: i64,
    },
    /// The host has others to answer first; nothing was asked. Only jobs are told so, which can come again.
    #[error("{host} is busy answering other requests")]
    PutOff {
        /// Who.
        host: String,
        /// When to come again, by the machine's clock.
        wait: Duration,
    },
    /// Removed for good.
    #[error("{host} says this is gone for good (status 410)")]
    Gone {
        /// Who.
        host: String,
        /// Whether the host that was asked says so itself, and not one that a passing redirect or another host leads to.
        own: bool,
    },
    /// Any other status.
    #[error("{host} answered with status {status}")]
    Status {
        /// Who.
        host: String,
        /// HTTP status.
        status: u16,
    },
}

impl FetchError {
    /// Whether trying again soon may help.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::UnknownHost(_) | Self::Unreachable { .. } | Self::TimedOut { .. } | Self::Broken { .. } => true,
            Self::Wait { .. } | Self::Quiet { .. } | Self::PutOff { .. } => true,
            Self::Status { status, .. } => *status >= 500 || *status == 408,
            _ => false,
        }
    }

    /// HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Wait { status, .. } | Self::Status { status, .. } => Some(*status),
            Self::Gone { .. } => Some(410),
            _ => None,
        }
    }
}
