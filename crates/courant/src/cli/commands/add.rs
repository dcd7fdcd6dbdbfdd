//! `courant add URL`: a feed becomes a source; of a page its feed does, or its feeds are offered.

use std::process::ExitCode;

use clap::Args;

use super::{House, counted, say_if_new};
use crate::app;
use crate::worker::intake::Added;

/// What `add` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Address of a feed, or of a page that has one
    url: String,
    #[command(flatten)]
    house: House,
}

/// Runs the command.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let (house, told) = (options.house.options()?, options.house.told());
    say_if_new(&house.folder);
    let intake = app::open_intake(&house).await?;
    let added = intake.add(&options.url).await;
    let next = app::what_reads(&house.folder, &house.allowed);
    intake.store.close().await;
    match added? {
        Added::New { title, entries, lifted } => {
            eprintln!("Added {title}, which carries {}. {next}", counted(entries, "entry", "entries"));
            if lifted {
                eprintln!("Its publisher had been forgotten (`courant forget`); that holds no longer.");
            }
        }
        Added::Known { title } => eprintln!("{title} was added before."),
        Added::Resumed { title } => {
            eprintln!("{title} was added before and not asked any more. It is asked again. {next}")
        }
        Added::Choices(choices) => {
            eprintln!("{} offers several feeds. Add the one you want:", options.url);
            for (url, title) in choices {
                eprintln!("  courant add{told} {url}    {title}");
            }
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
