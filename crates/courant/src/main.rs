//! Courant's entry point: everything is behind the command line.

fn main() -> std::process::ExitCode {
    courant::cli::run()
}
