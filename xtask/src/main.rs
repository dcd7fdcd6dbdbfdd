//! Tasks people run by hand.
fn main() {}
