//! From documents to the profiles the pairing stage works on, and the pairing itself.

use std::borrow::Borrow;

use diptych_extract::{Entity, Extractor};
use diptych_language::detect_language;
use diptych_pair::{
    Aligner, Alignment, Anchor, AnchorKind, DocumentPair, Found, PairFinder, PairScorer, Profile,
    Sentence, SentencePair, SentenceVectors, VectorError,
};
use diptych_text::{Language, Span};

use crate::Document;

/// What the pairing stage needs to know of a document: its sentences, and an anchor for every
/// value and name that survives translation.
///
/// ```
/// use diptych::{Input, Language, Pipeline, profile};
///
/// let document = Pipeline::new().annotate_input(&Input::new("Il a vu 1 400 loups.").language(Language::FR));
/// let profile = profile(&document);
/// assert_eq!(profile.sentences[0].anchors[0].key, "number:1400");
/// ```
#[must_use]
pub fn profile(document: &Document) -> Profile<'_> {
    let language = document.language.language;
    let mut profile = Profile::new(language);
    profile.shallow = !Extractor::has_rules(language);
    let mut entities = document.entities.as_slice();
    for &span in &document.sentences {
        let before = entities.partition_point(|entity| entity.span.start < span.start);
        let inside = entities.partition_point(|entity| entity.span.start < span.end);
        let anchors = anchors(&entities[before..inside], span);
        entities = &entities[inside..];
        profile
            .sentences
            .push(Sentence::new(&document.text[span]).at(span.start).with_anchors(anchors));
    }
    profile
}

/// The anchors of the entities that lie inside one sentence, sorted by span.
fn anchors(entities: &[Entity], sentence: Span) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for entity in entities.iter().filter(|entity| sentence.contains(entity.span)) {
        let kind = entity.kind();
        let kind = match () {
            () if kind.is_name() => AnchorKind::Name,
            () if kind.is_time() => AnchorKind::Date,
            () => AnchorKind::Number,
        };
        let span = Span::new(entity.span.start - sentence.start, entity.span.end - sentence.start);
        anchors
            .extend(entity.value.anchor_keys().into_iter().map(|key| Anchor::new(kind, key, span)));
    }
    anchors
}

/// Aligns the sentences of two documents; spans in the result are on their clean texts.
///
/// ```
/// use diptych::{Pipeline, align};
///
/// let documents = Pipeline::new().annotate_all(&[
///     "It rained on 3 May. Nobody came to the harbour.",
///     "Il a plu le 3 mai. Personne n’est venu au port.",
/// ]);
/// let alignment = align(&documents[0], &documents[1]);
/// assert_eq!(alignment.beads.len(), 2);
/// assert!(alignment.beads[0].evidence.iter().any(|evidence| evidence.key == "date:--05-03"));
/// ```
#[must_use]
pub fn align(source: &Document, target: &Document) -> Alignment {
    Aligner::new().align(&profile(source), &profile(target))
}

/// The same with evidence from elsewhere, such as sentence vectors, beside the built-in one: see
/// [`Aligner::align_with_scorer`].
///
/// # Errors
/// The scorer knows more or fewer sentences than the documents have.
pub fn align_with_scorer(
    source: &Document,
    target: &Document,
    scorer: &dyn PairScorer,
) -> Result<Alignment, VectorError> {
    Aligner::new().align_with_scorer(&profile(source), &profile(target), &[], scorer)
}

/// Aligns two lists of sentences; spans in the result are on the single sentences.
///
/// A language that is not given is detected. `links` are pairs of sentence numbers that a person
/// knows to belong together; the rest is aligned around them. One that cannot be kept is passed
/// over: [`check_links`](crate::check_links) says which and why.
///
/// ```
/// use diptych::{Language, align_sentences};
///
/// let source = ["It rained on 3 May.", "Nobody came."];
/// let target = ["Il a plu le 3 mai.", "Personne n’est venu."];
/// let alignment = align_sentences(&source, &target, Some(Language::EN), Some(Language::FR), &[]);
/// assert_eq!(alignment.beads.len(), 2);
/// assert_eq!((alignment.beads[1].source.clone(), alignment.beads[1].target.clone()), (1..2, 1..2));
/// ```
#[must_use]
pub fn align_sentences<S: AsRef<str>, T: AsRef<str>>(
    source: &[S],
    target: &[T],
    source_language: Option<Language>,
    target_language: Option<Language>,
    links: &[(usize, usize)],
) -> Alignment {
    let source = sentence_profile(source, source_language);
    let target = sentence_profile(target, target_language);
    Aligner::new().align_with_anchors(&source, &target, links)
}

/// The same with evidence from elsewhere, such as sentence vectors, beside the built-in one: see
/// [`Aligner::align_with_scorer`].
///
/// # Errors
/// The scorer knows more or fewer sentences than there are.
pub fn align_sentences_with_scorer<S: AsRef<str>, T: AsRef<str>>(
    source: &[S],
    target: &[T],
    source_language: Option<Language>,
    target_language: Option<Language>,
    links: &[(usize, usize)],
    scorer: &dyn PairScorer,
) -> Result<Alignment, VectorError> {
    let source = sentence_profile(source, source_language);
    let target = sentence_profile(target, target_language);
    Aligner::new().align_with_scorer(&source, &target, links, scorer)
}

pub(crate) fn sentence_profile<S: AsRef<str>>(
    sentences: &[S],
    language: Option<Language>,
) -> Profile<'_> {
    let language = language.unwrap_or_else(|| {
        let text: Vec<&str> = sentences.iter().map(AsRef::as_ref).collect();
        detect_language(&text.join("\n")).language
    });
    let extractor = Extractor::new(language);
    let mut profile = Profile::from_sentences(language, sentences);
    profile.shallow = !Extractor::has_rules(language);
    for sentence in &mut profile.sentences {
        let whole = Span::new(0, sentence.text.len());
        sentence.anchors = anchors(&extractor.entities(sentence.text), whole);
    }
    profile
}

/// How likely one sentence translates the other, 0 to 1. A language that is not given is unknown.
///
/// ```
/// use diptych::{Language, similarity};
///
/// let to = |french| similarity("The ferry was late.", french, Some(Language::EN), Some(Language::FR));
/// assert!(to("Le ferry était en retard.") > to("Deux chats."));
/// ```
#[must_use]
pub fn similarity(
    source: &str,
    target: &str,
    source_language: Option<Language>,
    target_language: Option<Language>,
) -> f64 {
    let (source, target) = ([source], [target]);
    let source = Profile::from_sentences(source_language.unwrap_or_default(), &source);
    let target = Profile::from_sentences(target_language.unwrap_or_default(), &target);
    Aligner::new().similarity(&source, &target)
}

/// The sentences of two lists that translate each other, wherever they stand, one-to-one, the best
/// first; those of at least `min_score`, 0 to 1 (0.5 is even odds). A language that is not given is
/// detected.
///
/// ```
/// use diptych::{Language, mine};
///
/// let english = ["Nobody came to the harbour.", "The doctor bought 12 horses in winter."];
/// let french = ["En hiver, le médecin acheta 12 chevaux.", "La reine dort."];
/// let pairs = mine(&english, &french, Some(Language::EN), Some(Language::FR), 0.5);
/// assert_eq!((pairs[0].source, pairs[0].target), (1, 0));
/// ```
#[must_use]
pub fn mine<S: AsRef<str>, T: AsRef<str>>(
    source: &[S],
    target: &[T],
    source_language: Option<Language>,
    target_language: Option<Language>,
    min_score: f64,
) -> Vec<SentencePair> {
    let source = sentence_profile(source, source_language);
    let target = sentence_profile(target, target_language);
    Aligner::new().mine(&source, &target, min_score)
}

/// The pairs of translations among `documents`, best first; between any two languages one-to-one, but
/// for merged documents (see [`PairFinder::find`]). [`clusters`](crate::clusters) puts the pairs of more
/// than two languages together.
///
/// `min_score` replaces the calibrated default threshold on [`DocumentPair::score`]. A document
/// may be owned, borrowed or shared.
///
/// ```
/// use diptych::{Pipeline, find_pairs};
///
/// let documents = Pipeline::new().annotate_all(&[
///     "The mill at Pont-Croix burned for 14 hours on 3 May. Nobody was hurt, said Anne Le Goff.",
///     "It snowed all night.",
///     "Le moulin de Pont-Croix a brûlé pendant 14 heures le 3 mai. Aucun blessé, selon Anne Le Goff.",
/// ]);
/// let pairs = find_pairs(&documents, None);
/// assert_eq!((pairs[0].source, pairs[0].target), (0, 2));
/// ```
#[must_use]
pub fn find_pairs<D: Borrow<Document>>(
    documents: &[D],
    min_score: Option<f64>,
) -> Vec<DocumentPair> {
    find_pairs_with_candidates(documents, min_score).pairs
}

/// The same, with the likely pairs that were turned down and why.
///
/// ```
/// use diptych::{Pipeline, find_pairs_with_candidates};
///
/// let documents = Pipeline::new().annotate_all(&["It rained in Lyon.", "Elle dort."]);
/// assert_eq!(find_pairs_with_candidates(&documents, None).pairs, []);
/// ```
#[must_use]
pub fn find_pairs_with_candidates<D: Borrow<Document>>(
    documents: &[D],
    min_score: Option<f64>,
) -> Found {
    let profiles: Vec<Profile<'_>> = documents.iter().map(|d| profile(d.borrow())).collect();
    PairFinder::new().min_score(min_score).find_with_candidates(&profiles)
}

/// The same with a vector for each sentence of each document, by a model that puts translations near
/// each other: see [`PairFinder::find_with_vectors`].
///
/// # Errors
/// There is not one list of vectors for each document and one vector for each of its sentences, or the
/// vectors of two documents are of different dimensions.
pub fn find_pairs_with_vectors<D: Borrow<Document>>(
    documents: &[D],
    vectors: &[SentenceVectors],
    min_score: Option<f64>,
) -> Result<Found, VectorError> {
    let profiles: Vec<Profile<'_>> = documents.iter().map(|d| profile(d.borrow())).collect();
    PairFinder::new().min_score(min_score).find_with_vectors(&profiles, vectors)
}
