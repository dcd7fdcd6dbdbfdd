//! Tasks people run by hand.

use std::process::ExitCode;

use clap::Parser;

mod model;
mod replay;
mod test;

/// Tasks people run by hand.
#[derive(Debug, Parser)]
enum Task {
    /// Check the embedding model's files, or fetch them anew
    Model(model::Options),
    /// Read three days of the replay server with the real program and check what came of it
    Replay(replay::Options),
    /// Run every test and say how many passed
    Test,
}

fn main() -> anyhow::Result<ExitCode> {
    match Task::parse() {
        Task::Model(options) => model::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Replay(options) => replay::command(&options),
        Task::Test => test::run(),
    }
}
