//! `courant serve`: the site over the person's own feeds.

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;
use courant_store::{Role, User};
use url::Url;

use super::{House, addresses, quoted};
use crate::app::{self, Lock, Running, Site};

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080", value_parser = addresses::listen)]
    listen: SocketAddr,
    #[command(flatten)]
    house: House,
    /// The paper's name in the masthead
    #[arg(long, default_value = "Courant")]
    title: String,
    /// A name under which the site is reached, such as news.example.org
    #[arg(long = "host", value_name = "NAME", value_parser = addresses::host)]
    hosts: Vec<String>,
    /// The site is served over https by a proxy in front
    #[arg(long)]
    https: bool,
    /// Strangers can reach the site and must sign in. On unless it listens on loopback alone
    #[arg(long)]
    public: bool,
    /// The site's public address, such as https://news.example.org/. With it, publishers' hubs are asked to tell this
    /// site about news (WebSub), which they do at addresses below /hub/; without it feeds are only polled
    #[arg(long, value_name = "URL", value_parser = addresses::callback)]
    callback: Option<Url>,
    /// Let strangers read headlines and excerpts of a public site without signing in
    #[arg(long)]
    open: bool,
    /// For tests: take the time from the replay server at this address
    #[arg(long, value_name = "URL", hide_short_help = true)]
    clock: Option<Url>,
}

/// Runs the command until it is told to stop.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let told = options.house.told();
    let mut house = options.house.options()?;
    house.clock = options.clock;
    if let Some(callback) = &options.callback {
        addresses::reachable(callback, &house.allowed)?;
    }
    house.callback = options.callback;
    let lock = Lock::take(&house.folder)?;
    lock.note_clock(&house.folder, house.clock.as_ref())?;
    lock.note_networks(&house.folder, &house.allowed)?;
    let context = app::open_house(&house).await?;
    let sources = context.store.sources().await?.len();
    let site = Site {
        listen: options.listen,
        title: options.title,
        public: options.public || !options.listen.ip().is_loopback(),
        open: options.open,
        https: options.https,
        demo: false,
        hosts: options.hosts,
    };
    let door = if site.public { door_line(&context.store.users().await?, &told) } else { None };
    let running = Running::start(context, site, lock).await?;
    eprintln!("Data in {}. {}", house.folder.display(), sources_line(sources));
    if let Some(line) = door {
        eprintln!("{line}");
    }
    say_where(running.address());
    wait_for_signal().await;
    eprintln!("Stopping.");
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

fn sources_line(sources: usize) -> String {
    match sources {
        0 => "No feeds yet: add one in the browser, with `courant add URL`, or with `courant import FILE`.".to_owned(),
        1 => "Reading 1 feed.".to_owned(),
        many => format!("Reading {many} feeds."),
    }
}

/// On a public site nobody is the owner by being at the machine: what to do while no owner can sign in.
fn door_line(users: &[User], told: &str) -> Option<String> {
    let owners = || users.iter().filter(|user| user.role == Role::Owner);
    if owners().any(|owner| !owner.password_hash.is_empty()) {
        return None;
    }
    let command = match owners().next() {
        Some(owner) => format!("courant user password {}{told}", quoted(owner.name.clone())),
        None => format!("courant user add owner --owner{told}"),
    };
    Some(format!(
        "No owner can sign in to this public site yet. This makes a password for one, also while the site runs:\n  {command}"
    ))
}

/// The one line of standard output, for people and for programs that start the site.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub fn say_where(address: SocketAddr) {
    println!("listening on http://{address}/");
}

/// Waits for Ctrl-C or the system's wish to end.
pub async fn wait_for_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    // Without signals there is nothing to wait for but the end of the process.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, User, door_line};

    fn check(users: &[(&str, Role, &str)], command: Option<&str>) {
        let user = |(name, role, hash): &(&str, Role, &str)| User {
            id: 1,
            name: (*name).to_owned(),
            password_hash: (*hash).to_owned(),
            role: *role,
            added_at: 0,
            settings: serde_json::json!({}),
        };
        let users: Vec<User> = users.iter().map(user).collect();
        let line = door_line(&users, " --data /srv/news");
        assert_eq!(line.as_deref().and_then(|line| line.lines().nth(1)).map(str::trim), command);
    }

    #[test]
    fn a_public_site_without_an_owner_s_password_names_the_command_that_makes_one() {
        check(&[], Some("courant user add owner --owner --data /srv/news"));
        check(&[("bea", Role::Reader, "hash")], Some("courant user add owner --owner --data /srv/news"));
        check(&[("owner", Role::Owner, "")], Some("courant user password owner --data /srv/news"));
        check(&[("ana", Role::Owner, "hash")], None);
    }
}
