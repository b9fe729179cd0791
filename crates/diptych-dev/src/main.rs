//! Development tool of the workspace: generates tables, trains models, evaluates.

mod align_raw;
mod aligner;
mod alignment;
mod beads;
mod boosting;
mod check;
mod discrepancies;
mod encoding;
mod html;
mod language;
mod lexicon;
mod lines;
mod names;
mod numbers;
mod pairs;
mod rows;
mod segment;
mod similarity;

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
    /// Learns a model from data.
    #[command(subcommand)]
    Train(Train),
    CheckData(check::CheckData),
    /// Measures a part on data with known answers.
    #[command(subcommand)]
    Eval(Eval),
}

#[derive(Debug, Subcommand)]
enum Generate {
    Measures(numbers::GenerateMeasures),
    /// Names of countries and cities.
    Names(names::GenerateOptions),
    /// The most common words of several languages.
    Words(names::GenerateWords),
}

#[derive(Debug, Subcommand)]
enum Train {
    Aligner(aligner::TrainAligner),
    Beads(beads::TrainBeads),
    Language(language::TrainLanguage),
    /// The model of main text in HTML pages.
    Html(html::TrainHtml),
    Lexicon(lexicon::TrainLexicon),
    Lines(lines::TrainLines),
    Pairs(pairs::TrainPairs),
    Segment(segment::TrainSegment),
    Similarity(similarity::TrainSimilarity),
    /// The tagger of names.
    Names(names::TrainArguments),
}

#[derive(Debug, Subcommand)]
enum Eval {
    AlignRaw(align_raw::EvalAlignRaw),
    Alignment(alignment::EvalAlignment),
    Discrepancies(discrepancies::EvalDiscrepancies),
    Encoding(encoding::EvalEncoding),
    Language(language::EvalLanguage),
    Ids(names::EvalIds),
    Lines(lines::EvalLines),
    Html(html::EvalHtml),
    /// Spans and kinds of names.
    Names(names::EvalOptions),
    Numbers(numbers::EvalNumbers),
    Pairs(pairs::EvalPairs),
    Segment(segment::EvalSegment),
    Similarity(similarity::EvalSimilarity),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::CheckData(command) => command.run(),
        Command::Generate(Generate::Measures(command)) => command.run(),
        Command::Generate(Generate::Names(options)) => names::generate(&options),
        Command::Generate(Generate::Words(command)) => command.run(),
        Command::Train(Train::Aligner(command)) => command.run(),
        Command::Train(Train::Beads(command)) => command.run(),
        Command::Train(Train::Language(command)) => command.run(),
        Command::Train(Train::Html(command)) => command.run(),
        Command::Train(Train::Lexicon(command)) => command.run(),
        Command::Train(Train::Lines(command)) => command.run(),
        Command::Train(Train::Pairs(command)) => command.run(),
        Command::Train(Train::Segment(command)) => command.run(),
        Command::Train(Train::Similarity(command)) => command.run(),
        Command::Train(Train::Names(arguments)) => names::train(&arguments),
        Command::Eval(Eval::AlignRaw(command)) => command.run(),
        Command::Eval(Eval::Alignment(command)) => command.run(),
        Command::Eval(Eval::Discrepancies(command)) => command.run(),
        Command::Eval(Eval::Encoding(command)) => command.run(),
        Command::Eval(Eval::Language(command)) => command.run(),
        Command::Eval(Eval::Ids(command)) => command.run(),
        Command::Eval(Eval::Lines(command)) => command.run(),
        Command::Eval(Eval::Html(command)) => command.run(),
        Command::Eval(Eval::Names(options)) => names::eval(&options),
        Command::Eval(Eval::Numbers(command)) => command.run(),
        Command::Eval(Eval::Pairs(command)) => command.run(),
        Command::Eval(Eval::Segment(command)) => command.run(),
        Command::Eval(Eval::Similarity(command)) => command.run(),
    }
}
