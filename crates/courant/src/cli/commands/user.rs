//! `courant user`: the people who sign in. Passwords are made here, or read from standard input with
//! `--password-stdin`; they are never arguments, which other users of the machine could see.

use std::process::ExitCode;

use anyhow::{Context as _, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::{Args, Subcommand};
use courant_store::{NewUser, Role, Store, StoreError, User};
use rand::TryRngCore as _;

use super::{House, say_if_new};
use crate::app;
use crate::clock::Clock;
use crate::web;

const SHORTEST: usize = 8;
/// Characters of a name; the sign-in reads no more than a hundred.
const LONGEST_NAME: usize = 64;

/// What `user` takes.
#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add somebody; prints a password unless one is given
    Add {
        /// The name to sign in with
        name: String,
        /// An owner: may add and remove feeds and people
        #[arg(long)]
        owner: bool,
        #[command(flatten)]
        secret: Secret,
        #[command(flatten)]
        house: House,
    },
    /// Give somebody a new password; ends their sessions
    Password {
        /// The name to sign in with
        name: String,
        #[command(flatten)]
        secret: Secret,
        #[command(flatten)]
        house: House,
    },
    /// List the people who sign in
    List {
        #[command(flatten)]
        house: House,
    },
    /// Remove somebody; what they wrote stays, without their name
    Remove {
        /// The name to sign in with
        name: String,
        #[command(flatten)]
        house: House,
    },
}

#[derive(Debug, Clone, Copy, Args)]
struct Secret {
    /// Read the password from standard input's first line
    #[arg(long)]
    password_stdin: bool,
}

/// Runs the command.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let house = match &options.action {
        Action::Add { house, .. }
        | Action::Password { house, .. }
        | Action::List { house }
        | Action::Remove { house, .. } => house,
    };
    let folder = house.folder()?;
    // A public site's owner is made before it runs for the first time.
    let store = match &options.action {
        Action::Add { .. } => {
            say_if_new(&folder);
            app::open_store(&folder).await?
        }
        Action::List { .. } => app::open_to_look(&folder).await?,
        Action::Password { .. } | Action::Remove { .. } => app::open_known(&folder).await?,
    };
    let done = act(&store, options.action).await;
    store.close().await;
    done?;
    Ok(ExitCode::SUCCESS)
}

async fn act(store: &Store, action: Action) -> anyhow::Result<()> {
    let now = Clock::system().now_ms();
    match action {
        Action::Add { name, owner, secret, .. } => {
            let name = name.trim().to_owned();
            checked(&name)?;
            let (password, made) = password(secret)?;
            let password_hash = hash(&password)?;
            let role = if owner || !store.has_users().await? { Role::Owner } else { Role::Reader };
            let new = NewUser { name: name.clone(), password_hash, role };
            match store.add_user(&new, now).await {
                Err(StoreError::Conflict(_)) => bail!("there is somebody called {name} already"),
                other => other?,
            };
            eprintln!("Added {name} as {}.", role.as_str());
            tell(&password, made);
        }
        Action::Password { name, secret, .. } => {
            let user = find(store, &name).await?;
            let (password, made) = password(secret)?;
            store.set_password(user.id, &hash(&password)?).await?;
            eprintln!("{} has a new password and is signed out everywhere.", user.name);
            tell(&password, made);
        }
        Action::List { .. } => {
            for user in store.users().await? {
                eprintln!("{}  ({})", user.name, user.role.as_str());
            }
        }
        Action::Remove { name, .. } => {
            let user = find(store, &name).await?;
            match store.remove_user(user.id).await {
                Err(StoreError::Conflict(why)) => bail!(why),
                other => other?,
            }
            eprintln!("Removed {}; comments stay, without the name.", user.name);
        }
    }
    Ok(())
}

/// Names are typed at the sign-in and stand beside comments: letters, digits, blanks inside and a few marks.
fn checked(name: &str) -> anyhow::Result<()> {
    ensure!(name.chars().any(char::is_alphanumeric), "a name needs at least one letter");
    ensure!(name.chars().count() <= LONGEST_NAME, "a name has at most {LONGEST_NAME} characters");
    let strange = name.chars().find(|c| !(c.is_alphanumeric() || " .-_'’@+".contains(*c)));
    match strange {
        Some(c) => bail!("{c:?} cannot stand in a name; letters, digits, blanks and . - _ ' @ + can"),
        None => Ok(()),
    }
}

async fn find(store: &Store, name: &str) -> anyhow::Result<User> {
    store.user_by_name(name).await?.with_context(|| format!("nobody is called {name}; `courant user list` names all"))
}

/// The password, and whether it was made here.
fn password(secret: Secret) -> anyhow::Result<(String, bool)> {
    if secret.password_stdin {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        let password = line.trim_end_matches(['\r', '\n']).to_owned();
        ensure!(password.chars().count() >= SHORTEST, "a password needs at least {SHORTEST} characters");
        return Ok((password, false));
    }
    let mut bytes = [0; 12];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).context("the machine gives no random numbers")?;
    Ok((URL_SAFE_NO_PAD.encode(bytes), true))
}

fn hash(password: &str) -> anyhow::Result<String> {
    web::hash_password(password).map_err(|_| anyhow::anyhow!("the password could not be hashed"))
}

#[expect(clippy::print_stdout, reason = "the command's answer, to be kept by the operator")]
fn tell(password: &str, made: bool) {
    if made {
        println!("{password}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_typed_and_stand_beside_a_comment() {
        for name in ["ada", "Åsa Öberg", "O’Neill", "m.k-2", "ada@example.org", "王芳"] {
            assert!(checked(name).is_ok(), "{name}");
        }
        for name in ["", "--", "a b/c", "a\nb", "<ada>", &"x".repeat(65)] {
            assert!(checked(name).is_err(), "{name}");
        }
    }
}
