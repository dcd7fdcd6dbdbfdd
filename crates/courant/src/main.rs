//! Courant's entry point: everything is behind the command line.

/// Gives memory back to the system after bursts, such as reading hundreds of pages at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    courant::cli::run()
}
