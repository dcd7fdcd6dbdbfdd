//! Tasks people run by hand.

use clap::Parser;

mod model;

/// Tasks people run by hand.
#[derive(Debug, Parser)]
enum Task {
    /// Check the embedding model's files, or fetch them anew
    Model(model::Options),
}

fn main() -> anyhow::Result<()> {
    match Task::parse() {
        Task::Model(options) => model::run(&options),
    }
}
