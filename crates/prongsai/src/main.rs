//! The command `prongsai`.

fn main() -> std::process::ExitCode {
    prongsai::run(std::env::args_os())
}
