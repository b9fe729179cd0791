//! Development tool of the workspace: generates tables, trains models, evaluates.

mod names;

use clap::{Parser, Subcommand};

/// Generates tables, trains models, evaluates.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes a table again from its sources.
    #[command(subcommand)]
    Generate(Generate),
    /// Measures a part on data with known answers.
    #[command(subcommand)]
    Eval(Eval),
}

#[derive(Debug, Subcommand)]
enum Generate {
    /// Names of countries and cities.
    Names(names::GenerateOptions),
}

#[derive(Debug, Subcommand)]
enum Eval {
    /// Spans and kinds of names.
    Names(names::EvalOptions),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Generate(Generate::Names(options)) => names::generate(&options),
        Command::Eval(Eval::Names(options)) => names::eval(&options),
    }
}
