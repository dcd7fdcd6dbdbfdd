//! Migrations are embedded when this crate is compiled; a changed migration must therefore rebuild it.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
