//! Tasks people run by hand.

use std::process::ExitCode;

use clap::Parser;

mod model;
mod test;

/// Tasks people run by hand.
#[derive(Debug, Parser)]
enum Task {
    /// Check the embedding model's files, or fetch them anew
    Model(model::Options),
    /// Run every test and say how many passed
    Test,
}

fn main() -> anyhow::Result<ExitCode> {
    match Task::parse() {
        Task::Model(options) => model::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Test => test::run(),
    }
}
